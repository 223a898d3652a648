"""How a business stood, and what a bank was shown, stay as they were written."""

from siap.core.guards import append_only, guard, refuse

_SAME = (
    "NEW.uid = OLD.uid AND NEW.number = OLD.number AND NEW.case_id = OLD.case_id AND NEW.venture_id = OLD.venture_id "
    "AND NEW.digest = OLD.digest AND NEW.issued_on = OLD.issued_on AND NEW.valid_until = OLD.valid_until "
    "AND NEW.for_whom = OLD.for_whom AND OLD.withdrawn_on IS NULL"
)

guard(
    *append_only("aftercare_venturestate"),
    refuse("aftercare_record_frozen", "aftercare_creditrecord", "UPDATE", "a record is only withdrawn", unless=_SAME),
    refuse("aftercare_record_stays", "aftercare_creditrecord", "DELETE", "a record stays"),
)
