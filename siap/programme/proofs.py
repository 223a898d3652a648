"""What the programme proves: nobody takes part, and no percentage changes, by a stroke in the database."""

from siap.core.models import Rate
from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.programme.models import Agreement, AgreementPaper, Decree, Participation, SharingTerms
from siap.programme.rules import LEAST_CONDUCT, MINIMUM_WAGE

_APPROVED = {"participation": "pk", "person": "person", "decree": "decree", "on": "decided_on"}
_REFUSED = {"participation": "pk", "person": "person", "review_on": "review_on"}
_FILED = {"decree": "pk", "unit": "unit", "document": "paper"}
_ENDED = {"participation": "pk", "person": "person", "on": "ended_on"}
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
