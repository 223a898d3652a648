"""A slip in plain words: no accounting word, money one can lay on a table, and how to object. The same for screen and PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.money import rupiah, rupiah_short
from siap.programme.rules import BY_PIECES, MERIT, PREMIUM, TRAINING, WAGE
from siap.sharing import rules
from siap.sharing.models import Part, Share, Slip
from siap.sharing.queries.lines import in_days, in_pieces
from siap.sharing.queries.sheet import months_in_words
from siap.ui import words


@dataclass(frozen=True)
class Note:
    """Notes or coins of one kind: what is printed on them, and how many."""

    value: int
    count: int

    @property
    def label(self) -> str:
        """What is printed on it."""
        return rupiah_short(self.value).removeprefix("Rp")

    @property
    def is_coin(self) -> bool:
        """Small change."""
        return self.value <= 1_000

    @property
    def each(self) -> range:
        """One for each to draw."""
        return range(self.count)


@dataclass(frozen=True)
class Step:
    """A line of the sum: what it is, and rupiah; `is_result` when it is what is left."""

    words: str
    amount: int
    is_result: bool = False

    @property
    def aloud(self) -> str:
        """As one reads it out: what is taken off is said to be."""
        gaps = {"words": self.words, "amount": _spoken(abs(self.amount))}
        return (_("Dikurangi %(words)s: %(amount)s.") if self.amount < 0 else _("%(words)s: %(amount)s.")) % gaps


def _spoken(amount: int) -> str:
    return _("%(amount)s rupiah") % {"amount": rupiah(amount).removeprefix("Rp")}


@dataclass(frozen=True)
class Explained:
    """A slip as its owner reads it."""

    slip: Slip
    name: str
    group: str
    months: str
    steps: tuple[Step, ...]
    division: str
    work: str
    now_and_later: str
    paid: str
    notes: tuple[Note, ...]
    objection: str
    stamp: str = ""  # why it does not count; empty when it does
    replaces: str = ""  # that it stands in the place of one that was taken back

    @property
    def numbered(self) -> str:
        """Its number, by which whoever checks it finds it again."""
        return _("slip %(number)s") % {"number": self.slip.number}

    @property
    def aloud(self) -> tuple[str, ...]:
        """The slip as one reads it out, a sentence at a time: no column, no sign, nothing that only the eye understands."""
        return (
            *(said for said in (self.stamp, self.replaces) if said),
            _("Bagian Anda dari %(months)s: %(amount)s.")
            % {"months": self.months, "amount": _spoken(self.slip.amount)},
            *(step.aloud for step in self.steps),
            self.division,
            self.work,
            self.now_and_later,
            *((self.paid,) if self.paid else ()),
            _("Bila tidak setuju") + ".",
            self.objection,
        )


def explain(
    slip: Slip, parts: Mapping[str, Part], total_weight: int, members: int, name: str, taken_back: date | None = None,
    paid: str = "", ruled_on: date | None = None,
) -> Explained:  # fmt: skip
    """A slip in words. `total_weight` is that of all members together; nobody else's own is told.

    `taken_back`: the day on which an earlier share of these months was taken back, when there was one. `paid`: what he was
    paid so far, in words. `ruled_on`: the day of the ruling on the capital part; None while there is none.
    """
    share = slip.share
    return Explained(
        slip,
        name,
        share.business.name,
        months_in_words(share.first_month, share.last_month),
        _steps(share),
        _division(parts, ruled_on) if share.terms.regime == PREMIUM else _paid_by(share),
        _work(slip, parts["members"].amount if "members" in parts else 0, total_weight, members),
        _now_and_later(slip),
        paid,
        tuple(Note(value, count) for value, count in rules.in_notes(slip.amount)),
        _objection(share),
        _stamp(share),
        _("Lembar ini menggantikan lembar yang dibatalkan pada %(on)s.") % {"on": words.day(taken_back)}
        if taken_back
        else "",
    )


def taken_back_before(share: Share) -> date | None:
    """The day on which an earlier share of some of these months was taken back."""
    earlier = Share.objects.filter(
        business=share.business_id, state=Share.State.REVERSED, first_month__lte=share.last_month,
        last_month__gte=share.first_month, decided_at__lte=share.prepared_at,
    )  # fmt: skip
    at = earlier.order_by("-decided_at").values_list("decided_at", flat=True).first()
    return clock.day_of(at) if at else None


def _stamp(share: Share) -> str:
    """A sheet that does not count says so before anything else."""
    if share.state == Share.State.APPROVED:
        return ""
    if share.state == Share.State.REVERSED and share.decided_at is not None:
        return _("DIBATALKAN pada %(on)s. Lembar ini tidak berlaku.") % {
            "on": words.day(clock.day_of(share.decided_at))
        }
    if share.state == Share.State.SENT_BACK:
        return _("TIDAK DISETUJUI. Lembar ini tidak berlaku.")
    return _("BELUM DISETUJUI. Jumlahnya masih dapat berubah.")


def _steps(share: Share) -> tuple[Step, ...]:
    if share.terms.regime == WAGE:
        return (Step(_("Upah sejam"), share.rate),)
    if share.terms.regime == TRAINING:
        return (Step(_("Uang hadir sehari"), share.rate),)
    steps = [Step(_("Kelompok menjual, dan uangnya sudah masuk"), share.turnover)]
    if share.terms.base == "turnover":
        return tuple(steps)
    if share.cost:
        steps.append(Step(_("Bahan yang terpakai untuk barang itu"), -share.cost))
    if share.expenses:
        steps.append(Step(_("Belanja lain: gas, ongkos, dan sebagainya"), -share.expenses))
    if share.other_income:
        steps.append(Step(_("Uang masuk lain"), share.other_income))
    if share.carried_loss:
        steps.append(Step(_("Kerugian bulan-bulan sebelumnya"), share.carried_loss))
    return (*steps, Step(_("Sisanya dibagi"), share.base, is_result=True))


def _paid_by(share: Share) -> str:
    if share.terms.regime == TRAINING:
        return _("Dibayar dari anggaran %(budget)s.") % {"budget": share.terms.budget}
    return _("Upah dibayar lebih dulu, juga bila kelompok belum untung.")


def _division(parts: Mapping[str, Part], ruled_on: date | None) -> str:
    told = {
        kind: _("%(percent)s %(whom)s %(amount)s")
        % {
            "percent": words.percent(part.percent),
            "whom": {
                "members": _("untuk anggota"),
                "capital": _("untuk modal usaha kelompok"),
                "state": _("untuk negara"),
                "programme": _("untuk program"),
            }.get(kind, kind),
            "amount": rupiah(part.amount),
        }
        for kind, part in parts.items()
    }
    if "capital" in told:
        ruled = (
            _("menurut ketetapan %(on)s") % {"on": words.day(ruled_on)} if ruled_on else _("menunggu ketetapan PNBP")
        )
        told["capital"] += f" ({ruled})"
    return f"{'; '.join(told.values())}."


def _work(slip: Slip, members_part: int, total_weight: int, members: int) -> str:
    terms = slip.share.terms
    if terms.regime == PREMIUM and terms.weights == "equal":
        return _("Premi anggota dibagi sama rata untuk %(count)s orang.") % {"count": members}
    if terms.regime == PREMIUM and terms.weights in BY_PIECES:
        return _made(slip, members_part, total_weight)
    if not slip.minutes:
        return _("Jam kerja Anda pada bulan ini tidak tercatat, jadi bagian Anda nol. Bila Anda bekerja, katakanlah.")
    if terms.regime == WAGE:
        return _("Anda bekerja %(own)s pada masa ini.") % {"own": words.hours(slip.minutes)}
    if terms.regime == TRAINING:
        return _("Anda hadir %(own)s pada masa ini.") % {"own": in_days(slip.weight)}
    is_in_days = terms.weights == "days"
    return _(
        "Anda bekerja %(own)s. Semua anggota bersama bekerja %(all)s. Anda mendapat %(percent)s dari %(amount)s."
    ) % {
        "own": in_days(slip.weight) if is_in_days else words.hours(slip.minutes),
        "all": in_days(total_weight) if is_in_days else words.hours(total_weight),
        "percent": words.percent(slip.weight * 100 / total_weight),
        "amount": rupiah(members_part),
    }


def _made(slip: Slip, members_part: int, total_weight: int) -> str:
    if not slip.weight:
        return _(
            "Barang jadi Anda pada masa ini tidak tercatat, jadi bagian Anda nol. Bila Anda membuatnya, katakanlah."
        )
    gaps = {
        "present": in_days(slip.present),
        "pieces": in_pieces(slip.pieces),
        "all": in_pieces(total_weight),
        "conduct": words.percent(slip.conduct),
        "percent": words.percent(slip.weight * 100 / total_weight),
        "amount": rupiah(members_part),
    }
    if slip.share.terms.weights == MERIT:
        return (
            _(
                "Anda hadir %(present)s (izin dihitung hadir), membuat %(pieces)s baik, dan nilai kelakuan Anda %(conduct)s. "
                "Ketiganya dikalikan: dari hitungan semua anggota, Anda mendapat %(percent)s dari %(amount)s."
            )
            % gaps
        )
    return (
        _(
            "Anda membuat %(pieces)s baik. Semua anggota bersama membuat %(all)s baik. Anda mendapat %(percent)s dari "
            "%(amount)s."
        )
        % gaps
    )


def _now_and_later(slip: Slip) -> str:
    gaps = {"usable": rupiah(slip.usable), "held": rupiah(slip.held)}
    if not slip.held:
        return _("Semuanya dapat Anda pakai sekarang.")
    if not slip.usable:
        return _("Semuanya disimpan atas nama Anda dan dibayar saat Anda bebas.") % gaps
    return (
        _("%(usable)s dapat Anda pakai sekarang. %(held)s disimpan atas nama Anda dan dibayar saat Anda bebas.") % gaps
    )


def _objection(share: Share) -> str:
    if share.state != Share.State.APPROVED or share.decided_at is None:
        return _("Lembar ini belum berlaku: bagi hasilnya belum disetujui atau sudah dibatalkan.")
    until: date = rules.objections_until(clock.day_of(share.decided_at), share.terms.objection_days)
    return _(
        "Katakan kepada petugas mana pun, paling lambat %(until)s. Yang menjawab kepala UPT, lalu Kanwil; tidak pernah "
        "orang yang menyiapkan lembar ini. Bertanya tidak mengurangi hak Anda."
    ) % {"until": words.long_day(until)}


def on_paper(slips: Sequence[Explained], head: str) -> dict[str, object]:
    """Slips as the PDF template wants them, a page each: plain text and whole rupiah. `head`: of the chain."""
    return {
        "title": _("Slip bagi hasil"),
        "foot": _("Kepala rantai %(head)s") % {"head": head},
        "slips": [_printed(one) for one in slips],
    }


def _printed(one: Explained) -> dict[str, object]:
    return {
        "title": _("Bagian Anda dari %(months)s") % {"months": one.months},
        "under": f"{one.name} · {one.slip.person.member_code} · {one.group} · {one.numbered}",
        "amount": one.slip.amount,
        "stamp": one.stamp,
        "notes": [[note.label, note.count, note.is_coin] for note in one.notes],
        "how": _("Begini hitungannya"),
        "steps": [[step.words, step.amount, step.is_result] for step in one.steps],
        "sentences": [said for said in (one.replaces, one.division, one.work) if said],
        "later": [said for said in (one.now_and_later, one.paid) if said],
        "objection_head": _("Bila tidak setuju"),
        "objection": one.objection,
        "sign": _("Cap jempol atau tanda tangan"),
        "sign_by": _("Diserahkan oleh"),
    }
