"""The programme as it was signed: Kanwil Ditjenpas Sulawesi Tengah, six units, one cooperative, the agreement of
6 November 2025. Institutions, the two signatories and the units are real and public; everybody who signs in is invented."""

from dataclasses import dataclass
from datetime import date

from siap.people import services as people
from siap.people.models import Office, Unit, User
from siap.programme import rules as terms_in_use
from siap.programme import services as programme
from siap.programme.models import Agreement, SharingTerms

SIGNED_ON = date(2025, 11, 6)
PASSWORD = "siap-usaha-contoh"  # nosec B105 (printed by `siap demo`)
UNITS = (
    ("LPP", "Lapas Kelas IIA Palu", "Lapas Palu", "prison", "Palu"),
    ("RTP", "Rutan Kelas IIA Palu", "Rutan Palu", "remand", "Palu"),
    ("BPP", "Bapas Kelas I Palu", "Bapas Palu", "bapas", "Palu"),
    ("LPR", "Lapas Perempuan Kelas III Palu", "Lapas Perempuan", "women", "Sigi"),
    ("LPG", "Lapas Kelas III Parigi", "Lapas Parigi", "prison", "Parigi"),
    ("RTD", "Rutan Kelas IIB Donggala", "Rutan Donggala", "remand", "Donggala"),
)
SCOPE = (
    ("Pendampingan kelompok usaha", "Setiap kelompok didampingi dari pembentukan sampai menjual produknya."),
    ("Pelatihan kewirausahaan", "Petugas dilatih lebih dahulu, lalu warga binaan dan klien."),
    ("Pengembangan produk", "Produk olahan dibantu sampai mampu bersaing di pasar."),
)
USERS = (
    # username, invented name, role, unit code
    ("kanwil", "Andi Rahmawati", "kanwil_manager", ""),
    ("pantau", "Moh. Fadli", "kanwil_viewer", ""),
    ("koperasi", "Nurlaila Hasan", "cooperative_manager", ""),
    ("rina", "Rina Tandi", "mentor", ""),
    ("auditor", "Yohanes Lumintang", "auditor", ""),
    ("humas", "Citra Lestari", "public_relations", ""),
    ("humas2", "Dian Pomalingo", "public_relations", ""),
    ("kalapas", "Surya Wijaya", "unit_head", "LPP"),
    ("budi", "Budi Santoso", "officer", "LPP"),
    ("wati", "Wati Anggraini", "officer", "LPP"),
    ("karutan-palu", "Ilham Mokodompit", "unit_head", "RTP"),
    ("rutan-palu", "Fitri Labolo", "officer", "RTP"),
    ("rutan-palu2", "Anton Pasaribu", "officer", "RTP"),
    ("kabapas", "Hasnawati Lamatta", "unit_head", "BPP"),
    ("hendra", "Hendra Kusuma", "probation_officer", "BPP"),
    ("maya", "Maya Tampubolon", "probation_officer", "BPP"),
    ("kalapas-pr", "Marlina Sinaga", "unit_head", "LPR"),
    ("ayu", "Ayu Paramitha", "officer", "LPR"),
    ("lapas-pr2", "Sri Mulyati", "officer", "LPR"),
    ("kalapas-parigi", "Gede Sudarsana", "unit_head", "LPG"),
    ("joko", "Joko Prabowo", "officer", "LPG"),
    ("parigi2", "Made Wirawan", "officer", "LPG"),
    ("karutan-donggala", "Zainal Abidin", "unit_head", "RTD"),
    ("donggala", "Rahmat Hidayat", "officer", "RTD"),
    ("donggala2", "Nova Kandou", "officer", "RTD"),
)


@dataclass(frozen=True)
class Programme:
    """What stands after the founding."""

    office: Office
    units: dict[str, Unit]
    agreement: Agreement
    terms: SharingTerms
    users: dict[str, User]


def found(since: date = SIGNED_ON) -> Programme:
    """The office, its units, the agreement with its terms, and everybody who signs in (from `since` on)."""
    office = people.found_office(
        "Kantor Wilayah Ditjenpas Sulawesi Tengah", "Kanwil Sulteng", "Palu", head="Bagus Kurniawan"
    )
    units = {code: people.add_unit(code, name, short, kind, place) for code, name, short, kind, place in UNITS}
    agreement = programme.sign_agreement(
        title="Perjanjian Kerja Sama pembinaan kewirausahaan warga binaan, klien, dan petugas pemasyarakatan",
        partner={"name": "Koperasi Farmtisan Lestari Berjaya", "chair": "Maghfira", "place": "Palu"},
        signed_on=SIGNED_ON,
        place="Palu",
        for_office="Bagus Kurniawan",
        for_partner="Maghfira",
        scope=SCOPE,
        units=dict.fromkeys(units.values(), SIGNED_ON),
        by=None,
    )
    terms = programme.agree_terms(
        agreement, terms_in_use.KARYA_NARAPIDANA, valid_from=SIGNED_ON, usable_percent=25, by=None
    )
    programme.load_frameworks(by=None)
    return Programme(office, units, agreement, terms, {row[0]: _user(row, units, since) for row in USERS})


def _user(row: tuple[str, str, str, str], units: dict[str, Unit], since: date) -> User:
    username, name, role, code = row
    unit = units.get(code)
    person = None
    if role in ("officer", "probation_officer") and unit is not None:
        person = people.register_person(
            name=name, workshop_name=name.split()[0], sex="m", born_on=date(1988, 4, 12), unit=unit,
            status="officer", since=since, invented=True, by=None,
        )  # fmt: skip
    user = people.add_user(username, name, PASSWORD, person=person)
    people.give_role(user, role, unit, since=since)
    return user
