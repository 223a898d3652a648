"""What was decided about money stays decided: a share, its slips, a payout and a deposit only go forward, by two people."""

from siap.core.guards import Guard, append_only, guard, refuse


def _same(*columns: str) -> str:
    """These columns stay as they are, empty ones too."""
    return " AND ".join(f'NEW."{column}" IS NOT DISTINCT FROM OLD."{column}"' for column in columns)


def _same_or_forgotten(*columns: str) -> str:
    """These words stay, or are emptied because whom they tell of is forgotten."""
    return " AND ".join(f"NEW.{column} IN (OLD.{column}, '')" for column in columns)


def _stays(table: str, says: str) -> tuple[Guard, Guard]:
    """Rows of this table are never taken away."""
    return (
        refuse(f"{table}_no_delete", table, "DELETE", says),
        refuse(f"{table}_no_truncate", table, "TRUNCATE", says),
    )


_FIGURES = _same(
    "id", "uid", "business_id", "first_month", "last_month", "terms_id", "turnover", "cost", "expenses", "other_income",
    "carried_loss", "rate", "base", "prepared_by_id", "prepared_at",
)  # fmt: skip
_DECIDED = (
    "(OLD.state = 'prepared' AND NEW.state IN ('approved', 'sent_back') OR OLD.state = 'approved' AND NEW.state = 'reversed') "
    "AND NEW.decided_by_id IS NOT NULL AND NEW.decided_at IS NOT NULL AND NEW.decided_by_id <> NEW.prepared_by_id"
)
_AS_DECIDED = _same("state", "decided_by_id", "decided_at", "because")
_FUNDED = f"({_same('funded_on')} OR OLD.funded_on IS NULL AND OLD.state = 'approved')"
_ADDS_UP = (
    "NEW.base IS NOT DISTINCT FROM (SELECT SUM(amount) FROM sharing_part WHERE share_id = NEW.id) "
    "AND (SELECT SUM(amount) FROM sharing_part WHERE share_id = NEW.id AND kind = 'members') "
    "IS NOT DISTINCT FROM (SELECT SUM(amount) FROM sharing_slip WHERE share_id = NEW.id)"
)
_WAITS = "EXISTS (SELECT 1 FROM sharing_share WHERE id = NEW.share_id AND state = 'prepared')"
_SHARED = (
    "EXISTS (SELECT 1 FROM sharing_share s WHERE s.business_id = NEW.business_id AND s.state IN ('prepared', 'approved') "
    "AND s.first_month <= NEW.last_month AND s.last_month >= NEW.first_month)"
)

guard(
    refuse(
        "sharing_share_waits_first", "sharing_share", "INSERT", "a share is prepared first, and a month is shared once",
        unless=f"NEW.state = 'prepared' AND NEW.decided_by_id IS NULL AND NEW.funded_on IS NULL AND NOT {_SHARED}",
    ),
    refuse(
        "sharing_share_forward", "sharing_share", "UPDATE", "a share keeps its figures, and another person decides",
        unless=f"{_FIGURES} AND ({_AS_DECIDED} OR {_DECIDED}) AND {_FUNDED}",
    ),
    refuse(
        "sharing_share_adds_up", "sharing_share", "UPDATE", "parts and slips of a share add up to it",
        unless=f"NEW.state <> 'approved' OR OLD.state = 'approved' OR {_ADDS_UP}",
    ),
    *_stays("sharing_share", "a share stays; reverse it"),
    refuse(
        "sharing_part_waits", "sharing_part", "INSERT", "parts come before the decision, and take nothing away",
        unless=f"{_WAITS} AND NEW.amount >= 0",
    ),
    *append_only("sharing_part"),
    refuse(
        "sharing_slip_waits", "sharing_slip", "INSERT", "slips come before the decision, and take nothing away",
        unless=f"{_WAITS} AND NEW.amount >= 0 AND NEW.weight >= 0",
    ),
    refuse(
        "sharing_slip_only_received", "sharing_slip", "UPDATE", "a slip is only received, once",
        unless=_same(
            "id", "uid", "share_id", "person_id", "minutes", "present", "pieces", "conduct", "weight", "amount", "usable"
        )
        + f" AND ({_same('received_at', 'handed_by_id')} OR OLD.received_at IS NULL "  # nosec B608 (our own columns)
        "AND NEW.received_at IS NOT NULL AND NEW.handed_by_id IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM sharing_share WHERE id = NEW.share_id AND state = 'approved'))",
    ),
    *_stays("sharing_slip", "a slip stays"),
)  # fmt: skip

_PREPARER = (
    "(SELECT s.prepared_by_id FROM sharing_share s JOIN sharing_slip l ON l.share_id = s.id WHERE l.id = NEW.slip_id)"
)
_ANSWERED = (
    "OLD.answered_on IS NULL AND NEW.answered_on IS NOT NULL AND NEW.answer <> '' "
    f"AND NEW.answered_by_id IS NOT NULL AND NEW.answered_by_id <> {_PREPARER}"
)

guard(
    refuse(
        "sharing_objection_asks_first", "sharing_objection", "INSERT", "an objection is raised first, then answered",
        unless="NEW.answered_on IS NULL AND NEW.answered_by_id IS NULL AND NEW.answer = ''",
    ),
    refuse(
        "sharing_objection_answered_once", "sharing_objection", "UPDATE", "an objection is answered once, by another",
        unless=f"{_same('id', 'uid', 'slip_id', 'raised_on')} AND {_same_or_forgotten('words')} AND ({_ANSWERED} "
        f"OR {_same('answered_on', 'answered_by_id')} AND {_same_or_forgotten('answer')})",
    ),
    *_stays("sharing_objection", "an objection stays"),
)  # fmt: skip

_WHOSE = _same("id", "uid", "person_id", "unit_id", "kind", "prepared_on", "prepared_by_id")
_PAYMENT = _same("channel", "document_id", "paid_on", "paid_by_id")
_STEPS = (
    # A closing that waits still grows by what comes late.
    f"OLD.state = 'prepared' AND NEW.state = 'prepared' AND (NEW.amount = OLD.amount OR NEW.kind = 'closing') "
    f"AND NEW.approved_by_id IS NULL AND {_PAYMENT}",
    f"OLD.state = 'prepared' AND NEW.state = 'approved' AND {_same('amount')} AND NEW.approved_by_id IS NOT NULL "
    f"AND NEW.approved_by_id IS DISTINCT FROM NEW.prepared_by_id AND {_PAYMENT}",
    f"OLD.state = 'approved' AND NEW.state = 'paid' AND {_same('amount', 'approved_by_id')} AND NEW.paid_on IS NOT NULL "
    "AND NEW.paid_by_id IS NOT NULL AND NEW.channel <> '' AND NEW.evidence <> ''",
    f"OLD.state IN ('prepared', 'approved') AND NEW.state = 'refused' AND {_same('amount', 'approved_by_id')} "
    f"AND NEW.because <> '' AND {_PAYMENT}",
    f"{_same('state', 'amount', 'approved_by_id')} AND {_PAYMENT} AND {_same_or_forgotten('evidence', 'because')}",
)
_BILLED = (
    "EXISTS (SELECT 1 FROM sharing_statebilling b WHERE b.id = NEW.billing_id AND b.unit_id = NEW.unit_id "
    "AND b.code = NEW.billing_code AND b.amount = NEW.amount AND b.amount = (SELECT COALESCE(SUM(p.amount), 0) "
    "FROM sharing_statebilling_parts x JOIN sharing_part p ON p.id = x.part_id WHERE x.statebilling_id = b.id))"
)

guard(
    refuse(
        "sharing_payout_waits_first", "sharing_payout", "INSERT", "a payout is asked for first",
        unless="NEW.state = 'prepared' AND NEW.approved_by_id IS NULL AND NEW.paid_on IS NULL",
    ),
    refuse(
        "sharing_payout_forward", "sharing_payout", "UPDATE", "a payout is asked, approved by another, then paid",
        unless=f"{_WHOSE} AND ({' OR '.join(_STEPS)})",
    ),
    *_stays("sharing_payout", "a payout stays; refuse it"),
    refuse(
        "sharing_handover_waits_first", "sharing_handover", "INSERT", "a hand-over is made first, then its money sent",
        unless="NEW.sent_on IS NULL AND NEW.sent_by_id IS NULL",
    ),
    refuse(
        "sharing_handover_only_sent", "sharing_handover", "UPDATE", "a hand-over is only sent, once",
        unless=_same("id", "uid", "person_id", "source_id", "target_id", "usable", "held", "on")
        + f" AND ({_same('sent_on', 'sent_by_id')} OR OLD.sent_on IS NULL AND NEW.sent_on IS NOT NULL "
        "AND NEW.sent_by_id IS NOT NULL)",
    ),
    *_stays("sharing_handover", "a hand-over stays"),
    *append_only("sharing_statebilling"),
    refuse(
        "sharing_statebilling_parts_first", "sharing_statebilling_parts", "INSERT", "what is paid bundles nothing more",
        unless="NOT EXISTS (SELECT 1 FROM sharing_statedeposit WHERE billing_id = NEW.statebilling_id)",
    ),
    *append_only("sharing_statebilling_parts"),
    refuse(
        "sharing_statedeposit_as_billed", "sharing_statedeposit", "INSERT", "a billing is paid as it stands",
        unless=f"NEW.billing_id IS NULL OR {_BILLED}",
    ),
    *append_only("sharing_statedeposit"),
)  # fmt: skip
