"""Parigi, whose turn comes last, reads its people in from the unit's own sheet: some rows are right, some need a word."""

from datetime import timedelta

from siap.people import services as people
from siap.web.demo.life import Life

HEADINGS = "No;Nama WBP;No. Register;L/P;Tgl. Lahir;Mulai Pidana;Ekspirasi;Pendidikan;Pekerjaan"
FIRST = (
    "1;Komang Suarta (rekaan);B.I 71/2025;L;12/08/1987;03/02/2025;{far};SMA;Nelayan",
    "2;Ruslan Dg. Pasau (rekaan);B.I 72/2025;L;4 Maret 1991;10/03/2025;{far};SMP;Tani",
    "3;Tahir (rekaan);A.III 8/2026;L;30-11-1995;;;SD;Buruh",
)
LATER = (
    *FIRST,
    "4;Arman Lasimpo (rekaan);BI No 73 / 2025;L;17/05/1990;01/06/2025;{far};SMA;Sopir",
    "5;Suarta Komang (rekaan);B.I 80/2025;L;12/08/1987;03/02/2025;{far};SMA;Nelayan",
    "6;Wayan Muda (rekaan);B.I 81/2025;L;02/02/2012;01/06/2025;{far};SMP;-",
    "7;Sutrisno (rekaan);81/25;L;05/17/1990;01/06/2025;{far};SMA;-",
)


def read(life: Life, *, is_later: bool) -> None:
    """The first sheet is written; the later one still waits, with its twin and its mistakes."""
    by = life.officer("LPG")
    far = (life.end + timedelta(days=900)).strftime("%d/%m/%Y")
    rows = [row.format(far=far) for row in (LATER if is_later else FIRST)]
    roster = people.read_roster(life.p.units["LPG"], "\n".join([HEADINGS, *rows]).encode(), by=by)
    if not is_later:
        people.write_for(roster, 1, by=by, invented=True)
