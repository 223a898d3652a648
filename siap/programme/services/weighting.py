"""What the selection weighs, and how much each thing counts: dated numbers with their basis, set by the office."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.core.errors import Refused
from siap.core.models import Rate
from siap.core.services import set_rate
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.programme import queries
from siap.programme.choosing import LEAST_DAYS, NAMES, PREFIX, Weights
from siap.programme.facts import WeightsSet
from siap.ui import words

WHOLE = 100


class NotAHundred(Refused):
    """The weights are parts of a hundred."""

    message = _("Bobotnya harus berjumlah 100. Sekarang jumlahnya %(sum)s.")
    field = "need"


class WeightsSetAlready(Refused):
    """One a day; a change is a new day."""

    message = _("Bobot mulai %(on)s sudah diisi. Pilih tanggal lain.")
    field = "valid_from"


@verb
def set_weights(told: Mapping[str, int], *, basis: str, valid_from: date, by: User | None) -> Weights:
    """Set what each thing counts from a day on: the keys of choosing.NAMES (together 100) and `least-days`.

    The same again changes nothing. Raises NotAHundred, WeightsSetAlready.
    """
    total = sum(told[name] for name in NAMES)
    if total != WHOLE:
        raise NotAHundred(sum=total)
    keys = {f"{PREFIX}{name}": str(told[name]) for name in (*NAMES, LEAST_DAYS)}
    known = dict(Rate.objects.filter(key__in=keys, valid_from=valid_from).values_list("key", "value"))
    if known and known != keys:
        raise WeightsSetAlready(on=words.day(valid_from))
    if not known:
        for key, value in keys.items():
            set_rate(key, value, basis=basis, valid_from=valid_from, by=by)
        record(WeightsSet(valid_from=valid_from, weights=tuple(sorted((key, int(keys[key])) for key in keys))))
    return queries.weights(valid_from)
