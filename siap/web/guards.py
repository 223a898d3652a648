"""What a device sent stays as it came, and a key that was withdrawn stays withdrawn."""

from siap.core.guards import guard, refuse

_SAME = " AND ".join(
    f"NEW.{column} = OLD.{column}" for column in ("uid", "user_id", "device", "sequence", "made_at", "body", "digest")
)

_SAME_KEY = (
    "NEW.uid = OLD.uid AND NEW.digest = OLD.digest AND NEW.made_on = OLD.made_on "
    "AND (OLD.withdrawn_on IS NULL OR (NEW.withdrawn_on IS NOT NULL AND NEW.withdrawn_on = OLD.withdrawn_on))"
)

guard(
    refuse("web_outboxitem_as_it_came", "web_outboxitem", "UPDATE", "an outbox item stays as it came", unless=_SAME),
    refuse("web_outboxitem_no_delete", "web_outboxitem", "DELETE", "no outbox item is dropped"),
    refuse("web_outboxitem_no_truncate", "web_outboxitem", "TRUNCATE", "no outbox item is dropped"),
    refuse("web_apikey_stays", "web_apikey", "UPDATE", "a key that was withdrawn never comes back", unless=_SAME_KEY),
    refuse("web_apikey_no_delete", "web_apikey", "DELETE", "no key is dropped"),
)
