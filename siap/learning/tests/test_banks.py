"""Banks that are not what they say: broken, bombs, entities, half a question. Each is refused whole, with a sentence."""

import io
import zipfile

import pytest

from siap.learning import rules
from siap.learning.rules.banks import QuestionDraft, read_bank, write_qti, write_sheet

GOOD = QuestionDraft("X1", 1, "Berapa 2 + 2?", ("3", "4"), 1, "Hitung saja.")


def _zip(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan zip",
        b"PK\x03\x04",
        _zip(**{"imsmanifest.xml": "<manifest/>"}),
        _zip(**{"a.xml": "<kurang"}),
        _zip(**{"a.xml": b"\xff\xfe\x00"}),
        _zip(**{"a.xml": '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'}),
        _zip(**{"[Content_Types].xml": "<Types/>"}),
        _zip(**{"besar.xml": b"0" * (21 * 1024 * 1024)}),
    ],
    ids=["empty", "text", "cut", "no items", "broken xml", "not utf-8", "entity", "no sheet", "bomb"],
)
def test_what_is_no_bank_is_refused(content):
    with pytest.raises(rules.BankUnreadable):
        read_bank(content)


@pytest.mark.parametrize(
    "wrong",
    [
        {"choices": ("satu",)},
        {"choices": ("satu", "")},
        {"text": ""},
        {"code": "terlalu-panjang"},
    ],
    ids=str,
)
@pytest.mark.parametrize("write", [write_qti, write_sheet])
def test_half_a_question_names_itself_and_refuses_the_file(wrong, write):
    draft = QuestionDraft(**{**GOOD.__dict__, "code": "X2", **wrong})
    with pytest.raises((rules.QuestionWrong, rules.BankUnreadable)):
        read_bank(write([GOOD, draft]))


def test_a_formula_in_a_cell_stays_text():
    draft = QuestionDraft(**{**GOOD.__dict__, "text": "=1+1", "because": "@SUM(A1)"})
    assert read_bank(write_sheet([draft])) == [draft]
