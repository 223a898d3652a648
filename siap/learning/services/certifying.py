"""Certificates: issue, take back, issue again."""

from datetime import date

from siap.core import clock
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.learning import facts, queries, rules
from siap.learning.models import Certificate, Cohort, Enrolment
from siap.people.models import User


@verb
def certify(cohort: Cohort, *, by: User, on: date | None = None) -> list[Certificate]:
    """Certify everyone of a class whose post-test reaches the pass mark and who came often enough, and close it. Certifying
    twice changes nothing.

    Whoever left the unit without a mark is passed over. Raises NobodyEnrolled, MarksMissing, NotYet.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("course", "unit").get(pk=cohort.pk)
    if cohort.closed_on is not None:
        return list(Certificate.objects.filter(enrolment__cohort=cohort).order_by("number"))
    day = on or clock.today()
    if not cohort.opened_on <= day <= clock.today():
        raise rules.NotYet
    if not cohort.enrolments.exists():
        raise rules.NobodyEnrolled
    if missing := queries.unmarked(cohort).count():
        raise rules.MarksMissing(missing=missing)
    certificates = [_issue(enrolment, day) for enrolment in queries.passing(cohort)]
    cohort.closed_on = day
    cohort.save(update_fields=["closed_on"])
    record(facts.CohortFinished(cohort=cohort.pk, on=day, certified=len(certificates)))
    return certificates


def _issue(enrolment: Enrolment, day: date, replaces: Certificate | None = None) -> Certificate:
    cohort = enrolment.cohort
    certificate = Certificate.objects.create(
        number=f"SU/{day.year}/{next_number(f'certificate:{day.year}'):04}",  # no unit in it: it goes into a life
        enrolment=enrolment,
        person_id=enrolment.person_id,
        course=cohort.course,
        issued_on=day,
        replaces=replaces,
    )
    record(
        facts.CertificateIssued(
            certificate=certificate.pk,
            person=enrolment.person_id,
            audience=cohort.course.audience,
            unit=cohort.unit_id,
            on=day,
        )
    )
    return certificate


@verb
def revoke(certificate: Certificate, *, because: str, by: User) -> Certificate:
    """Take a certificate back, with the reason. Revoking twice changes nothing. Raises ReasonMissing."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.revoked_on is not None:
        return certificate
    if not because.strip():
        raise rules.ReasonMissing
    certificate.revoked_on = clock.today()
    certificate.revoked_because = because.strip()
    certificate.save(update_fields=["revoked_on", "revoked_because"])
    record(facts.CertificateRevoked(certificate=certificate.pk, person=certificate.person_id))
    return certificate


@verb
def reissue(certificate: Certificate, *, because: str, by: User) -> Certificate:
    """Take a certificate back and issue another in its place, today: a name was corrected, a paper was lost. Asking twice
    gives the same one. Raises ReasonMissing, AlreadyRevoked."""
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if known := Certificate.objects.filter(replaces=certificate).first():
        return known
    if certificate.revoked_on is not None:
        raise rules.AlreadyRevoked(number=certificate.number)
    revoke(certificate, because=because, by=by)
    enrolment = Enrolment.objects.select_related("cohort__course").get(pk=certificate.enrolment_id)
    return _issue(enrolment, clock.today(), replaces=certificate)
