"""A unit's own sheet: what is read, what is refused, and that nobody comes in twice."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from django.urls import reverse

from siap.core.models import FactRecord
from siap.people import queries, services
from siap.people.facts import SentenceNoted
from siap.people.models import Identifier, Person, Placement, Roster, RosterRow
from siap.people.roster import columns, sheet
from siap.people.roster.judging import read_day
from siap.people.services.registering import register_person
from tests.world import TODAY

HEAD = ["No", "Nama WBP", "No. Register", "JK", "Tgl. Lahir", "Agama", "Perkara", "Ekspirasi", "Pendidikan"]


def csv_of(*rows, head=HEAD):
    return "\n".join(";".join(str(cell) for cell in row) for row in [head, *rows]).encode()


def person(name="Umi Contoh", number="B.I 555/2026", sex="P", born="04/03/1995", ends="01/05/2029", school="SMA"):
    return [1, name, number, sex, born, "Rahasia", "Pasal 999", ends, school]


def xlsx_of(fill):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        fill(book, book.add_worksheet())
    return made.getvalue()


def read(world, *rows, head=HEAD, **options):
    return services.read_roster(world.palu, csv_of(*rows, head=head), by=world.budi, **options)


def write(world, roster):
    while services.write_rows(roster, by=world.budi):
        pass


def verdicts(roster):
    return dict(roster.rows.values_list("number", "verdict"))


def problem(roster):
    return roster.rows.get().problem


def test_nothing_is_written_before_somebody_says_so(world):
    before = Person.objects.count()
    roster = read(world, person())
    assert verdicts(roster) == {2: "new"}
    assert Person.objects.count() == before
    write(world, roster)
    umi = Person.objects.get(name="Umi Contoh")
    place = queries.current_placement(umi)
    assert (place.unit, place.status, place.expected_release_on) == (world.palu, "convict", date(2029, 5, 1))
    assert umi.profile.education == "SMA"
    assert umi.identifiers.get().value == "B.I 555/2026"


def test_reading_the_same_sheet_again_makes_nobody_twice(world):
    write(world, read(world, person()))
    again = read(world, person(number="bi. no 0555 / 2026"))
    assert verdicts(again) == {2: "same"}
    write(world, again)
    assert Person.objects.filter(name="Umi Contoh").count() == 1


def test_a_sheet_that_corrects_only_the_school_says_nothing_of_the_sentence(world):
    write(world, read(world, person()))
    said = FactRecord.objects.filter(name=SentenceNoted.name)
    write(world, read(world, person(school="S1")))
    assert Person.objects.get(name="Umi Contoh").profile.education == "S1"
    assert not said.exists()
    write(world, read(world, person(school="S1", ends="01/06/2029")))
    assert said.count() == 1


def test_a_raised_digit_is_no_number_and_no_accident(world):
    assert verdicts(read(world, person(ends="01/\u00b2/2029"))) == {2: "wrong"}


def test_offence_religion_and_block_are_dropped_at_reading(world):
    roster = read(world, person())
    told = roster.rows.get().told
    assert "999" not in told
    assert "Rahasia" not in told


def test_what_was_read_lies_encrypted_and_is_gone_once_written(world):
    roster = read(world, person())
    stored = RosterRow.objects.extra(select={"raw": "told"}).values_list("raw", flat=True).get()
    assert "Umi" not in stored
    write(world, roster)
    assert set(roster.rows.values_list("told", flat=True)) == {""}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Nama kosong"),
        ({"name": "Umi 2"}, "berisi angka"),
        ({"number": ""}, "Nomor register kosong"),
        ({"number": "555"}, "Golongan register"),
        ({"sex": "x"}, "L atau P"),
        ({"born": ""}, "Tanggal lahir kosong"),
        ({"born": "05/17/1990"}, "tidak terbaca"),
        ({"born": "17/05/90"}, "tidak terbaca"),
        ({"born": "01/01/2010"}, "Belum 18 tahun"),
        ({"born": "01/01/1900"}, "terlalu lama"),
        ({"ends": "01/05/2020"}, "sudah lewat"),
    ],
)
def test_each_problem_stands_on_its_row_and_is_not_written(world, changes, said):
    roster = read(world, person(**changes))
    assert said in problem(roster)
    assert verdicts(roster) == {2: "wrong"}
    before = Person.objects.count()
    write(world, roster)
    assert Person.objects.count() == before


def test_a_name_of_one_word_is_a_whole_name(world):
    write(world, read(world, person(name="Tutik")))
    assert Person.objects.get(name="Tutik").workshop_name == "Tutik"


def test_the_same_person_twice_in_a_sheet_is_said_on_the_second(world):
    roster = read(world, person(), person(number="BI 555/2026"))
    assert verdicts(roster) == {2: "new", 3: "wrong"}
    assert "Sama dengan baris 2" in roster.rows.get(number=3).problem


def test_a_detainee_has_no_dates_of_a_sentence(world):
    write(world, read(world, person(number="A.III 9/2026")))
    place = queries.current_placement(Person.objects.get(name="Umi Contoh"))
    assert (place.status, place.expected_release_on) == ("detainee", None)


def test_a_detainee_who_is_sentenced_becomes_a_convict_and_keeps_everything(world):
    write(world, read(world, person(number="A.III 9/2026")))
    umi = Person.objects.get(name="Umi Contoh")
    services.note_number(umi, "register", "B.I 9/2026", by=world.budi)
    roster = read(world, person(number="B.I 9/2026"))
    assert verdicts(roster) == {2: "convicted"}
    write(world, roster)
    places = list(umi.placements.order_by("pk").values_list("status", "ended_by"))
    assert places == [("detainee", "convicted"), ("convict", "")]
    assert queries.current_placement(umi).expected_release_on == date(2029, 5, 1)


def test_a_changed_date_is_brought_up_to_date(world):
    write(world, read(world, person()))
    roster = read(world, person(ends="01/03/2029"))
    assert verdicts(roster) == {2: "changed"}
    write(world, roster)
    assert queries.current_placement(Person.objects.get(name="Umi Contoh")).expected_release_on == date(2029, 3, 1)


class TestTwins:
    def row(self):
        return person(name="Melati Sari", number="B.I 700/2026", born="17/05/1994")  # Sari Melati's birthday

    def test_a_likely_twin_waits_for_a_word(self, world):
        roster = read(world, self.row())
        assert verdicts(roster) == {2: "twin"}
        assert roster.rows.get().person == world.sari
        before = Person.objects.count()
        write(world, roster)
        assert Person.objects.count() == before

    def test_said_to_be_the_same_the_number_is_added(self, world):
        roster = read(world, self.row())
        services.settle_twin(roster.rows.get(), is_same=True, by=world.budi)
        before = Person.objects.count()
        write(world, roster)
        assert Person.objects.count() == before
        assert set(Identifier.objects.filter(person=world.sari).values_list("until_on", flat=True)) == {TODAY, None}

    def test_said_to_be_somebody_else_he_comes_in(self, world):
        roster = read(world, self.row())
        services.settle_twin(roster.rows.get(), is_same=False, by=world.budi)
        write(world, roster)
        assert Person.objects.filter(name="Melati Sari").exists()

    def test_who_is_in_another_unit_is_never_shown_as_a_twin(self, world):
        other = world.programme.units["LPG"]
        register_person(name="Nia Jauh", workshop_name="", sex="f", born_on=date(1995, 3, 4), unit=other, status="convict",
                        register_number="B.I 1/2024", since=TODAY, by=None)  # fmt: skip
        roster = read(world, person(name="Nia Jauh"))
        assert verdicts(roster) == {2: "new"}

    def test_who_is_in_another_unit_is_not_pulled_here(self, world):
        other = world.programme.units["LPG"]
        register_person(name="Umi Contoh", workshop_name="", sex="f", born_on=date(1995, 3, 4), unit=other, status="convict",
                        register_number="B.I 555/2026", since=TODAY, by=None)  # fmt: skip
        roster = read(world, person())
        assert "UPT lain" in problem(roster)
        assert "Parigi" not in problem(roster)


class TestSheets:
    def test_two_lines_of_headings_a_letterhead_and_a_numbering_are_understood(self, world):
        content = csv_of(
            ["LAPAS KELAS IIA PALU"], ["", "", "", "", "", "Masa pidana"],
            ["No", "Nama", "No Reg", "L/P", "Tgl Lahir", "1/3", "1/2", "2/3", "Ekspirasi"], [1, 2, 3, 4, 5, 6, 7, 8, 9],
            [1, "Umi Contoh", "B.I 555/2026", "P", "4 Maret 1995", "01/01/2027", "01/06/2027", "01/01/2028", "01/01/2029"],
            head=["DAFTAR PENGHUNI"],
        )  # fmt: skip
        roster = services.read_roster(world.palu, content, by=world.budi)
        assert verdicts(roster) == {6: "new"}
        write(world, roster)
        place = queries.current_placement(Person.objects.get(name="Umi Contoh"))
        assert (place.third_on, place.two_thirds_on) == (date(2027, 1, 1), date(2028, 1, 1))

    def test_unknown_headings_are_told_once_and_remembered(self, world):
        head = ["Yang bersangkutan", "No. Register", "JK", "Tgl Lahir"]
        row = ["Umi Contoh", "B.I 555/2026", "P", "04/03/1995"]
        with pytest.raises(columns.HeadingsMissing) as refusal:
            services.read_roster(world.palu, csv_of(row, head=head), by=world.budi)
        assert "Nama" in str(refusal.value)
        services.read_roster(world.palu, csv_of(row, head=head), mapping={"name": "Yang bersangkutan"}, by=world.budi)
        again = services.read_roster(world.palu, csv_of(row, head=head), by=world.budi)
        assert verdicts(again) == {2: "new"}

    def test_forbidden_headings_are_not_even_offered(self):
        refusal = columns.HeadingsMissing(["Agama", "Jenis Perkara", "Blok Hunian", "Yang bersangkutan"], ["name"])
        assert refusal.headings == ["Yang bersangkutan"]

    def test_no_headings_at_all_is_said(self, world):
        with pytest.raises(columns.HeadingsNowhere):
            services.read_roster(world.palu, b"satu;dua\ntiga;empat", by=world.budi)

    @pytest.mark.parametrize(
        ("content", "refusal"),
        [
            (b"PK nonsense", sheet.SheetRefused),
            (b"\xd0\xcf\x11\xe0 old excel", sheet.SheetIsOld),
            (b"Nama;No Reg;JK;Tgl Lahir\n=A1;B.I 1/2026;L;01/01/1990", sheet.SheetHasFormulas),
            (b"x" * (sheet.LARGEST + 1), sheet.SheetTooLarge),
        ],
    )
    def test_a_broken_file_is_a_sentence(self, world, content, refusal):
        with pytest.raises(refusal):
            services.read_roster(world.palu, content, by=world.budi)
        assert not Roster.objects.exists()

    def test_formulas_macros_bombs_and_far_cells_are_refused(self):
        with pytest.raises(sheet.SheetHasFormulas):
            list(sheet.lines(xlsx_of(lambda book, page: page.write_formula(0, 0, "=1+1"))))
        with pytest.raises(sheet.SheetTooLarge):
            list(sheet.lines(xlsx_of(lambda book, page: page.write_string(0, 16_000, "x"))))
        whole = xlsx_of(lambda book, page: page.write_string(0, 0, "Nama"))
        for name, content, refusal in (
            ("xl/vbaProject.bin", b"x", sheet.SheetHasMacros),
            ("xl/worksheets/bomb.xml", b"0" * (sheet.LARGEST_UNPACKED + 1), sheet.SheetTooLarge),
        ):
            made = io.BytesIO(whole)
            with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(name, content)
            with pytest.raises(refusal):
                list(sheet.lines(made.getvalue()))

    def test_a_cell_merged_over_several_people_is_said_on_each(self, world):
        def fill(book, page):
            for place, heading in enumerate(["Nama", "No Reg", "JK", "Tgl Lahir"]):
                page.write_string(0, place, heading)
            for row, name in ((1, "Umi Satu"), (2, "Umi Dua")):
                for place, text in enumerate([name, f"B.I {row}/2026", "P"]):
                    page.write_string(row, place, text)
            page.merge_range(1, 3, 2, 3, "04/03/1995")

        roster = services.read_roster(world.palu, xlsx_of(fill), by=world.budi)
        assert set(verdicts(roster).values()) == {"wrong"}
        assert "digabung" in roster.rows.get(number=2).problem


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("17/05/1990", date(1990, 5, 17)), ("17-5-1990", date(1990, 5, 17)), ("1990-05-17", date(1990, 5, 17)),
        ("17 Mei 1990", date(1990, 5, 17)), ("Palu, 17 Mei 1990", date(1990, 5, 17)), ("33010", date(1990, 5, 17)),
        (33010.0, date(1990, 5, 17)), (date(1990, 5, 17), date(1990, 5, 17)), ("1990-05-17 00:00:00", date(1990, 5, 17)),
        ("", None), ("-", None), (None, None), (0.0, None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_sheets_hold_it(cell, day):
    assert read_day(cell) == day


def test_a_run_is_written_some_rows_at_a_time_and_goes_on_where_it_stopped(world):
    rows = [person(name=f"Orang {chr(65 + n % 26)}{'a' * (n // 26)}", number=f"B.I {n + 1}/2020") for n in range(200)]
    roster = read(world, *rows)
    assert roster.rows.filter(verdict="new").count() == 200
    facts = FactRecord.objects.count()
    assert services.write_rows(roster, by=world.budi) == 80
    assert Roster.objects.get().state == "writing"
    assert services.write_rows(roster, by=world.budi) == 0
    assert services.write_rows(roster, by=world.budi) == 0
    assert FactRecord.objects.count() == facts + 200 + 1
    assert Person.objects.values("member_code").distinct().count() == Person.objects.count()


def test_who_died_does_not_come_in_again(world):
    write(world, read(world, person()))
    umi = Person.objects.get(name="Umi Contoh")
    services.note_death(umi, on=TODAY, certificate=b"%PDF-1.7 surat", by=world.budi)
    roster = read(world, person())
    assert verdicts(roster) == {2: "wrong"}
    assert problem(roster) == "Sudah dicatat meninggal."


def test_what_we_may_not_take_is_no_field_whatever_somebody_tells(world):
    roster = read(world, person(), mapping={"education": "Perkara", "occupation": "Agama"})
    told = roster.rows.get().told
    assert "999" not in told
    assert "Rahasia" not in told


def test_what_was_not_written_is_forgotten_too(world):
    roster = read(world, person(), person(name="", number="B.I 2/2026"))
    write(world, roster)
    assert not roster.rows.exclude(told="").exists()
    assert set(verdicts(roster).values()) == {"new", "wrong"}


def test_another_units_officer_reads_no_sheet_for_palu(world):
    with pytest.raises(services.RosterNotYours):
        services.read_roster(world.palu, csv_of(person()), by=world.joko)


class TestPages:
    @pytest.fixture
    def budi(self, world, client):
        client.force_login(world.budi)
        return client

    def send(self, world, budi, content, **more):
        upload = io.BytesIO(content)
        upload.name = "daftar.csv"
        return budi.post(reverse("people:rosters"), {"unit": world.palu.uid, "sheet": upload} | more, follow=True)

    def test_it_is_looked_at_and_then_written(self, world, budi):
        page = self.send(world, budi, csv_of(person(), person(name="", number="B.I 2/2026")))
        assert "1 baris perlu diperbaiki" in page.text
        assert "Nama kosong" in page.text
        roster = Roster.objects.get()
        page = budi.post(reverse("people:write-roster", args=[roster.uid]), follow=True)
        assert "1 orang dari lembar ini sudah dicatat" in page.text
        assert Placement.objects.filter(person__name="Umi Contoh", unit=world.palu).exists()

    def test_columns_are_asked_for_on_the_same_page(self, world, budi):
        head = ["Yang bersangkutan", "Perkara", "No. Register", "JK", "Tgl Lahir"]
        content = csv_of(["Umi Contoh", "Pasal 1", "B.I 555/2026", "P", "04/03/1995"], head=head)
        page = self.send(world, budi, content)
        assert page.status_code == 422
        assert "Yang bersangkutan" in page.text
        assert "Perkara</option>" not in page.text
        page = self.send(world, budi, content, column_name="Yang bersangkutan")
        assert "1 orang siap dicatat" in page.text

    def test_a_sheet_can_be_dropped_and_nothing_was_written(self, world, budi):
        self.send(world, budi, csv_of(person()))
        roster = Roster.objects.get()
        budi.post(reverse("people:drop-roster", args=[roster.uid]))
        assert not roster.rows.exists()
        assert not Person.objects.filter(name="Umi Contoh").exists()

    def test_what_is_handed_out_can_be_read_in_again(self, world, budi):
        write(world, read(world, person()))
        content = budi.get(reverse("people:export")).content
        roster = services.read_roster(world.palu, content, by=world.budi)
        assert set(verdicts(roster).values()) == {"same"}

    def test_joko_finds_no_sheet_of_palu(self, world, client):
        roster = read(world, person())
        client.force_login(world.joko)
        for name in ("roster", "write-roster", "drop-roster"):
            assert client.post(reverse(f"people:{name}", args=[roster.uid])).status_code == 404
        assert roster.rows.count() == 1
