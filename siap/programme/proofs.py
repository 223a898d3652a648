"""What the programme proves: nobody takes part, and no percentage changes, by a stroke in the database."""

from django.db.models import Count, F, Q

from siap.core.models import Rate
from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.programme.choosing import PREFIX
from siap.programme.models import (
    Agreement,
    AgreementPaper,
    Appeal,
    Change,
    Decree,
    Participation,
    SharingTerms,
    Vacancy,
)
from siap.programme.rules import LEAST_CONDUCT, MINIMUM_WAGE

_APPROVED = {"participation": "pk", "person": "person", "decree": "decree", "on": "decided_on"}
_REFUSED = {"participation": "pk", "person": "person", "review_on": "review_on"}
_FILED = {"decree": "pk", "unit": "unit", "document": "paper"}
_ENDED = {"participation": "pk", "person": "person", "on": "ended_on"}
_REASON = ("participation", "how")
_VACANCY = {"vacancy": "pk", "unit": "unit", "kind": "kind", "seats": "seats"}
_WEIGHTS = ("valid_from", "weights")
_ANSWERED = {
    "appeal": "pk",
    "participation": "participation",
    "upheld": "upheld",
    "on": "answered_on",
    "by": "answered_by",
}
_SETTLED = {"change": "pk", "deed": "deed", "on": "settled_on"}
_TERMS = (
    "terms", "agreement", "valid_from", "regime", "base", "parts", "weights", "usable_percent", "state_first",
    "objection_days", "remainder_to", "carries_loss", "rate", "district", "month_hours", "budget",
    "least_conduct",
)  # fmt: skip
_WAGE = {"rate": "pk", "key": "key", "monthly": "value", "valid_from": "valid_from"}


@proof("decisions", _("Setiap peserta diputuskan"), wants={"programme.ParticipantApproved": _APPROVED})
def participants_were_decided(evidence: Evidence) -> Finding:
    """Every participation that was approved was approved by a verb that said so: that person, decree and day."""
    approved = Participation.objects.exclude(decided_on=None).exclude(state=Participation.State.REFUSED)
    return backed_by_facts(approved, "programme.ParticipantApproved", evidence, "participation", _APPROVED)


@proof("refusals", _("Setiap penolakan diputuskan"), wants={"programme.ParticipantRefused": _REFUSED})
def refusals_were_decided(evidence: Evidence) -> Finding:
    """Every refusal was said by a verb, with its day to look again, and stays one."""
    refused = Participation.objects.filter(state=Participation.State.REFUSED)
    return backed_by_facts(refused, "programme.ParticipantRefused", evidence, "refusal", _REFUSED)


@proof("decrees", _("Setiap SK punya suratnya sendiri"), wants={"programme.DecreeFiled": _FILED})
def decrees_keep_their_papers(evidence: Evidence) -> Finding:
    """The paper of a decree is the one that was filed with it."""
    return backed_by_facts(Decree.objects.exclude(paper=None), "programme.DecreeFiled", evidence, "decree", _FILED)


@proof("endings", _("Keikutsertaan yang selesai tetap selesai"), wants={"programme.ParticipationEnded": _ENDED})
def ended_participations_stay_ended(evidence: Evidence) -> Finding:
    """Who left takes part again only by a new decision."""
    ended = Participation.objects.filter(state=Participation.State.ENDED)
    return backed_by_facts(ended, "programme.ParticipationEnded", evidence, "participation", _ENDED)


@proof("reasons", _("Sebab berakhir tetap seperti dicatat"), wants={"programme.ParticipationEnded": _REASON})
def reasons_stay(evidence: Evidence) -> Finding:
    """Why a participation ended is what the verb said; older ones name no reason, in the row as in the fact."""
    said = {(pk, reason or "") for pk, reason in evidence.of("programme.ParticipationEnded", _REASON)}
    count = 0
    ended = Participation.objects.filter(state=Participation.State.ENDED).order_by("pk")
    for count, one in enumerate(ended.values_list("pk", "ended_by").iterator(), 1):
        if one not in said:
            return Finding(count, f"participation {one[0]}: ended for a reason that nobody said")
    return Finding(count)


@proof("vacancies", _("Lowongan tidak berubah tempatnya"), wants={"programme.VacancyOpened": _VACANCY})
def vacancies_keep_their_places(evidence: Evidence) -> Finding:
    """Every vacancy has the places it was opened with, and no more people were approved for it."""
    full = Vacancy.objects.alias(
        taken=Count("participations", filter=Q(participations__state=Participation.State.APPROVED))
    ).filter(taken__gt=F("seats"))
    over = full.values_list("pk", flat=True).first()
    if over is not None:
        return Finding(Vacancy.objects.count(), f"vacancy {over}: more people than places")
    return backed_by_facts(Vacancy.objects.all(), "programme.VacancyOpened", evidence, "vacancy", _VACANCY)


@proof("weights", _("Bobot seleksi tidak berubah"), wants={"programme.WeightsSet": _WEIGHTS})
def weights_were_set(evidence: Evidence) -> Finding:
    """Every weight that somebody set counts what he said."""
    said = {
        (since, key, str(value))
        for since, pairs in evidence.of("programme.WeightsSet", _WEIGHTS)
        for key, value in pairs
    }
    seen = set()
    for one in Rate.objects.filter(key__startswith=PREFIX).exclude(approved_by=None).order_by("pk"):
        seen.add((one.valid_from.isoformat(), one.key, one.value))
        if not seen <= said:
            return Finding(len(seen), f"weight {one.pk}: not as it was set")
    return Finding(len(seen), f"weight {min(said - seen)[1]} is missing" if said - seen else "")


@proof("appeals", _("Banding dijawab orang lain"), wants={"programme.AppealAnswered": _ANSWERED})
def appeals_were_answered_by_another(evidence: Evidence) -> Finding:
    """Every answer was given by a verb and by whom it names, and never by whoever had decided."""
    answered = Appeal.objects.exclude(answered_on=None)
    own = answered.filter(answered_by=F("participation__decided_by")).values_list("pk", flat=True).first()
    if own is not None:
        return Finding(answered.count(), f"appeal {own}: answered by whoever decided")
    return backed_by_facts(answered, "programme.AppealAnswered", evidence, "appeal", _ANSWERED)


@proof("changes", _("Setiap perubahan diputuskan orang"), wants={"programme.ChangeSettled": _SETTLED})
def changes_were_settled(evidence: Evidence) -> Finding:
    """What changed for somebody was settled by the deed that a verb said, and stays so."""
    return backed_by_facts(
        Change.objects.exclude(settled_on=None), "programme.ChangeSettled", evidence, "change", _SETTLED
    )  # fmt: skip


@proof("terms", _("Ketentuan bagi hasil tidak berubah"), wants={"programme.TermsAgreed": _TERMS})
def terms_are_as_agreed(evidence: Evidence) -> Finding:
    """Sharing terms say what they said on the day they were agreed, every percentage of them."""
    said = {(*one[:-1], one[-1] or LEAST_CONDUCT) for one in evidence.of("programme.TermsAgreed", _TERMS)}
    seen = set()  # older facts do not speak of conduct: nobody weighed it then
    for terms in SharingTerms.objects.order_by("pk"):
        parts = tuple((part.kind, part.percent, part.above) for part in terms.portions)
        values = (
            terms.pk, terms.agreement_id, terms.valid_from.isoformat(), terms.regime, terms.base, parts, terms.weights,
            terms.usable_percent, terms.state_first, terms.objection_days, terms.remainder_to, terms.carries_loss,
            terms.rate, terms.district, terms.month_hours, terms.budget, terms.least_conduct,
        )  # fmt: skip
        seen.add(values)
        if values not in said:
            return Finding(len(seen), f"terms {terms.pk}: not as they were agreed")
    return Finding(len(seen), f"terms {min(said - seen)[0]} are missing" if said - seen else "")


@proof("wages", _("Upah minimum tidak berubah"), wants={"programme.MinimumWageSet": _WAGE})
def minimum_wages_were_set(evidence: Evidence) -> Finding:
    """Every minimum wage was entered by a verb that said so."""
    wages = Rate.objects.filter(key__startswith=MINIMUM_WAGE)
    return backed_by_facts(wages, "programme.MinimumWageSet", evidence, "minimum wage", _WAGE)


_PAPERS = {"paper": "pk", "agreement": "agreement", "document": "document"}
_RULING = ("paper", "kind", "dated_on")
RULING = AgreementPaper.Kind.RULING
_COMPLETED = ("agreement", "until_on", "cooperative_regime")


@proof("agreements", _("Perjanjian seperti yang dicatat"), wants={"programme.AgreementCompleted": _COMPLETED})
def agreements_are_as_completed(evidence: Evidence) -> Finding:
    """How work for the cooperative is paid, and until when it goes on, is what a verb said."""
    said = evidence.of("programme.AgreementCompleted", _COMPLETED)
    rows = Agreement.objects.exclude(cooperative_regime="").order_by("pk")
    for row in rows:
        if (row.pk, row.until_on and row.until_on.isoformat(), row.cooperative_regime) not in said:
            return Finding(rows.count(), f"agreement {row.pk}: nobody said so")
    return Finding(rows.count())


@proof("papers", _("Setiap berkas perjanjian utuh"), wants={"programme.AgreementPaperFiled": _PAPERS})
def papers_are_those_that_were_filed(evidence: Evidence) -> Finding:
    """The papers of an agreement are those that were filed with it."""
    return backed_by_facts(AgreementPaper.objects.all(), "programme.AgreementPaperFiled", evidence, "paper", _PAPERS)


@proof("rulings", _("Ketetapan PNBP seperti yang disimpan"), wants={"programme.AgreementPaperFiled": _RULING})
def rulings_are_those_that_were_filed(evidence: Evidence) -> Finding:
    """A paper is a ruling on state revenue, of that day, only when it was filed as one."""
    filed = {one for one in evidence.of("programme.AgreementPaperFiled", _RULING) if one[1] == RULING}
    rows = AgreementPaper.objects.filter(kind=RULING).order_by("pk").values_list("pk", "kind", "dated_on")
    there = {(pk, kind, dated_on.isoformat()) for pk, kind, dated_on in rows}
    odd = sorted(there ^ filed)
    return Finding(len(there), f"paper {odd[0][0]}: not the ruling that was filed" if odd else "")
