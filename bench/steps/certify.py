"""Certificates as machines and as people read them: `python -m bench.steps.certify COUNT`.

The class that passed comes by bulk. What is timed is each certificate's signed credential and its paper, a PDF for each.
Prints the seconds of signing, and of printing.
"""

import json
import sys
from datetime import date
from time import perf_counter

from django.test import RequestFactory

import bench.steps  # noqa: F401  (sets Django up)
from siap.core import clock
from siap.learning.models import Certificate, Cohort, Course, Enrolment
from siap.learning.views import credentials
from siap.learning.views.certificates import certificate_data
from siap.people.models import Person, Unit, User
from siap.ui import paper

ON = date(2026, 11, 24)
ADDRESS = "https://siap.contoh.id/periksa/"


def passed(count: int) -> list[Certificate]:
    """So many people of one class who passed."""
    course = Course.objects.create(
        code="UKUR", title="Mulai usaha olahan", audience="participants", lesson_hours=40, issuer="Koperasi Contoh"
    )
    cohort = Cohort.objects.create(
        number="UKUR-1", course=course, unit=Unit.objects.get(code="LPP"), opened_on=ON,
        opened_by=User.objects.get(username="budi"),
    )  # fmt: skip
    people = Person.objects.bulk_create(
        Person(member_code=f"UKUR-{at:05}", name=f"Orang Ukur {at}", workshop_name=f"Orang {at}", sex="f",
               born_on=date(1990, 1, 1), invented=True)
        for at in range(count)
    )  # fmt: skip
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(cohort=cohort, person=person, enrolled_on=ON, post_test=80) for person in people
    )
    Certificate.objects.bulk_create(
        Certificate(number=f"UKUR/{at:05}", enrolment=one, person=one.person, course=course, issued_on=ON)
        for at, one in enumerate(enrolments)
    )
    return list(Certificate.objects.select_related("person", "course"))


def measured(count: int) -> tuple[float, float]:
    """Seconds of signing and of printing them all; one of each beforehand, as a server has keys and fonts at hand."""
    certificates, request = passed(count), RequestFactory().get("/", SERVER_NAME="127.0.0.1")
    credentials.credential(request, certificates[0].uid)
    paper.compile("learning/certificate", certificate_data(certificates[0], ADDRESS))
    began = perf_counter()
    for one in certificates:
        assert credentials.credential(request, one.uid).content.count(b".") == 2
    signed = perf_counter()
    for one in certificates:
        assert paper.compile("learning/certificate", certificate_data(one, f"{ADDRESS}{one.uid}/")).startswith(b"%PDF")
    return signed - began, perf_counter() - signed


if __name__ == "__main__":
    with clock.fixed(clock.at(ON, 12)):
        print(json.dumps(measured(int(sys.argv[1]))))
