"""How a business stood, and what a bank was shown, stay as they were written."""

from siap.core.guards import append_only, guard, refuse

_HE_IS_FORGOTTEN = (
    "EXISTS (SELECT 1 FROM aftercare_case c JOIN people_person p ON p.id = c.person_id "
    "WHERE c.id = OLD.case_id AND p.forgotten_on IS NOT NULL)"
)
_SAME = (
    "NEW.uid = OLD.uid AND NEW.number = OLD.number AND NEW.case_id = OLD.case_id AND NEW.venture_id = OLD.venture_id "
    "AND NEW.digest = OLD.digest AND NEW.issued_on = OLD.issued_on AND NEW.valid_until = OLD.valid_until "
    "AND NEW.for_whom = OLD.for_whom AND NEW.figures = OLD.figures AND OLD.withdrawn_on IS NULL"
)
_UNTOLD = (
    "NEW.id = OLD.id AND NEW.case_id = OLD.case_id AND NEW.venture_id = OLD.venture_id AND NEW.state = OLD.state "
    "AND NEW.since = OLD.since AND NEW.by_id = OLD.by_id AND NEW.because = '…' "
    f"AND {_HE_IS_FORGOTTEN}"
)
_FORGOTTEN = (  # its owner is: the figures name him, their digest does not
    "NEW.uid = OLD.uid AND NEW.number = OLD.number AND NEW.case_id = OLD.case_id AND NEW.venture_id = OLD.venture_id "
    "AND NEW.digest = OLD.digest AND NEW.issued_on = OLD.issued_on AND NEW.figures = '{}' AND NEW.for_whom = '' "
    f"AND {_HE_IS_FORGOTTEN}"
)

guard(
    *append_only("aftercare_skillrating"),
    refuse("aftercare_state_stays_as_it_was", "aftercare_venturestate", "UPDATE", "a state stays", unless=_UNTOLD),
    refuse("aftercare_venturestate_no_delete", "aftercare_venturestate", "DELETE", "a state stays"),
    refuse("aftercare_venturestate_no_truncate", "aftercare_venturestate", "TRUNCATE", "a state stays"),
    refuse(
        "aftercare_record_frozen",
        "aftercare_creditrecord",
        "UPDATE",
        "a record is only withdrawn",
        unless=f"{_SAME} OR {_FORGOTTEN}",
    ),
    refuse("aftercare_record_stays", "aftercare_creditrecord", "DELETE", "a record stays"),
)
