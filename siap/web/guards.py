"""What a device sent stays as it came."""

from siap.core.guards import guard, refuse

_SAME = " AND ".join(
    f"NEW.{column} = OLD.{column}" for column in ("uid", "user_id", "device", "sequence", "made_at", "body", "digest")
)

guard(
    refuse("web_outboxitem_as_it_came", "web_outboxitem", "UPDATE", "an outbox item stays as it came", unless=_SAME),
    refuse("web_outboxitem_no_delete", "web_outboxitem", "DELETE", "no outbox item is dropped"),
    refuse("web_outboxitem_no_truncate", "web_outboxitem", "TRUNCATE", "no outbox item is dropped"),
)
