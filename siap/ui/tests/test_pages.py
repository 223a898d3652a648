"""What every view ends with: statuses, refusals beside their field, PDFs, turned pages."""

from typing import Any

import pytest
from django import forms
from django.test import RequestFactory

from siap.core.errors import Refused
from siap.ui import pages
from siap.ui.forms import OnceForm, RupiahField
from siap.ui.tests.conftest import Render


class Payment(forms.Form):
    total = RupiahField(label="Jumlah")


class TooMuch(Refused):
    message = "Hanya ada %(left)s."
    field = "total"


class MonthClosed(Refused):
    message = "Bulan ini sudah ditutup."
    field = "on"  # a field this form does not have


def valid() -> Payment:
    form = Payment({"total": "5.000"})
    assert form.is_valid()
    return form


def refuse(refusal: Refused) -> Any:
    raise refusal


def test_a_verb_that_runs_gives_what_it_gives() -> None:
    form = valid()
    assert pages.attempt(form, lambda: form.cleaned_data["total"] * 2) == 10_000
    assert not form.errors


def test_a_refusal_stands_beside_the_field_it_names() -> None:
    form = valid()
    assert pages.attempt(form, lambda: refuse(TooMuch(left="Rp3.000"))) is None
    assert form.errors == {"total": ["Hanya ada Rp3.000."]}
    assert 'value="5.000"' in str(form["total"])


def test_a_refusal_that_names_no_field_of_the_form_stands_above_it() -> None:
    form = valid()
    assert pages.attempt(form, lambda: refuse(MonthClosed())) is None
    assert form.non_field_errors() == ["Bulan ini sudah ditutup."]


def test_what_is_no_refusal_is_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError):
        pages.attempt(valid(), lambda: 1 // 0)


@pytest.mark.parametrize(("data", "status"), [(None, 200), ({"total": "5.000"}, 200), ({"total": "-1"}, 422)])
def test_a_refused_form_answers_422(
    render: Render, rf: RequestFactory, data: dict[str, str] | None, status: int
) -> None:
    response = pages.show(rf.get("/"), "ui/fields.html", Payment(data), fields=[])
    assert response.status_code == status


def test_a_page_without_a_form_answers_200(render: Render, rf: RequestFactory) -> None:
    assert pages.show(rf.get("/"), "ui/fields.html").status_code == 200


def test_a_pdf_is_shown_named_and_never_cached() -> None:
    response = pages.pdf(b"%PDF", "slip-2026-10.pdf")
    assert response.content == b"%PDF"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="slip-2026-10.pdf"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("asked", "shown"), [("", 1), ("2", 2), ("nonsense", 1), ("-3", 4), ("99", 4)])
def test_pages_are_turned_leniently(rf: RequestFactory, asked: str, shown: int) -> None:
    page = pages.paginate(rf.get("/", {"page": asked}), range(80))
    assert page.number == shown
    assert len(page.object_list) == 20


class Sale(OnceForm):
    total = RupiahField(label="Jumlah", help_text="Yang diterima.")
    note = forms.CharField(label="Catatan", required=False)
    kind = forms.ChoiceField(label="Cara bayar", choices=[("cash", "Tunai")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Sudah dihitung berdua")


def test_a_form_says_what_is_wrong_beside_the_field(render: Render) -> None:
    form = Sale({"total": "-5", "note": "Toko <b>Roa</b>", "uid": "nonsense"})
    html = render('<c-form :form="form" action="Catat">Anda mencatat <b>Rp5</b>.</c-form>', form=form)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_total_helptext id_total_error"' in html
    assert 'id="id_total_error"' in html
    assert "Jumlah uang tidak boleh kurang dari nol." in html
    assert 'value="-5"' in html
    assert "Toko &lt;b&gt;Roa&lt;/b&gt;" in html
    assert "Halaman ini tidak lengkap." in html
    assert html.index("Anda mencatat") < html.index("<button")
    assert "<legend>" in html


def test_a_form_tells_what_may_stay_empty_and_keeps_its_unit(render: Render) -> None:
    html = render('<c-form :form="form" action="Catat" />', form=Sale())
    assert html.count("(boleh kosong)") == 1
    assert 'aria-hidden="true">Rp<' in html
    assert 'inputmode="numeric"' in html
    assert "form-say" not in html
    assert 'role="alert"' not in html


def test_a_form_with_a_file_can_carry_it(render: Render) -> None:
    class Proof(forms.Form):
        photo = forms.FileField()

    assert 'enctype="multipart/form-data"' in render('<c-form :form="form" action="Kirim" />', form=Proof())
    assert "enctype" not in render('<c-form :form="form" action="Kirim" />', form=Sale())
