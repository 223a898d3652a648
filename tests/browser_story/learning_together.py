"""Steps 1 to 4: the agreement, officers first, three people selected and trained, a group with its hours."""

from siap.core import clock
from siap.people.models import Unit
from tests.browser_story.seat import Seat

COOPERATIVE = "Koperasi Farmtisan Lestari Berjaya"
GROUP = "Bawang Goreng Tadulako"
OFFICERS_COURSE, PARTICIPANTS_COURSE = "Kewirausahaan untuk petugas", "Mulai usaha olahan"
DECREE = "W24.PAS1-112.PK.05.09 Tahun 2026"


def manager_opens_the_agreement(manager: Seat) -> None:
    """Step 1: parties, date, place, scope, units, terms; and which unit is at which stage."""
    manager.enter("Program")
    manager.follow(COOPERATIVE)
    manager.sees(
        "Perjanjian dengan " + COOPERATIVE, "6 Nov 2025", "Palu", "Pendampingan kelompok usaha",
        "Pelatihan kewirausahaan", "Pengembangan produk", "Karya Narapidana 50/35/15",
    )  # fmt: skip
    for unit in Unit.objects.all():
        manager.sees(unit.name)
    manager.follow("Tahap tiap UPT", "Lapas Palu")
    manager.sees("Lapas Palu: tahap Persiapan.", "Ikut Perjanjian Kerja Sama")


def manager_adds_the_courses(manager: Seat) -> None:
    """What is taught, to whom, and from which mark on."""
    for title, code, audience in ((OFFICERS_COURSE, "KWU-P", "Petugas"), (PARTICIPANTS_COURSE, "KWU-1", "Peserta")):
        manager.enter("Belajar")
        manager.follow("Pelatihan", "Tambah pelatihan")
        manager.fill({"Nama pelatihan": title, "Kode": code, "Jam pelajaran": 20, "Penerbit sertifikat": COOPERATIVE})
        manager.choose({"Untuk siapa": audience})
        manager.press("Tambah pelatihan")
        manager.sees(title)


def officers_come_first(budi: Seat) -> None:
    """Step 2: a class of participants is refused, and the page says why."""
    budi.enter("Belajar")
    budi.sees("Petugas lebih dahulu: kurang 2 petugas lulus.")
    _open_class(budi, PARTICIPANTS_COURSE, "Peserta")
    budi.sees("kelas peserta baru bisa dibuka setelah 2 petugas Lapas Palu lulus", "jadi kurang 2 lagi")


def class_is_taught(budi: Seat, course: str, people: tuple[str, ...]) -> None:
    """A class from its first day to the certificates."""
    budi.enter("Belajar")
    _open_class(budi, course, "Petugas" if course == OFFICERS_COURSE else "Peserta")
    budi.tick(*people)
    budi.press("Daftarkan yang dicentang")
    budi.follow("Isi daftar hadir")
    budi.fill({"Bahasan": "Mulai dari yang ada", "Jam pelajaran": 4})
    budi.press("Catat pertemuan")
    budi.follow("Isi nilai")
    for name in people:
        budi.fill({f"Tes awal: {name}": 40, f"Tes akhir: {name}": 80})
    budi.press("Simpan nilai")
    budi.follow("Luluskan")
    budi.sees(f"{len(people)} orang lulus.")
    budi.press("Luluskan dan tutup kelas")
    budi.sees(f"{len(people)} dari {len(people)} orang lulus")


def _open_class(budi: Seat, course: str, audience: str) -> None:
    budi.follow("Buka kelas")
    budi.choose({"Pelatihan": f"{course} ({audience})"})
    budi.press("Buka kelas")


def three_are_selected(budi: Seat, head: Seat) -> None:
    """Step 3: proposed and assessed by the officer, approved by the head on the TPP's recommendation, with a decree."""
    for name in ("Sari Melati", "Dewi Kartika", "Tono"):
        budi.enter("Orang")
        budi.follow(name, "Keikutsertaan", "Usulkan orang")
        budi.tick("Pernyataan sukarela")
        budi.press("Usulkan orang ini")
        budi.follow("Nilai")
        budi.fill({"Minat": "Mengolah bawang", "Keterampilan": "Pernah bekerja di dapur"})
        budi.tick("Sehat untuk bekerja")
        budi.press("Catat penilaian")
        budi.sees("menunggu keputusan kepala UPT")
    head.enter("Program")
    head.sees("3 orang menunggu keputusan")
    head.follow("Seleksi peserta", "Putuskan")
    head.tick("Sari Melati", "Dewi Kartika", "Tono", "Disetujui")
    head.fill({"Tanggal sidang TPP": clock.today(), "Nomor SK": DECREE})
    head.press("Putuskan")
    head.sees("3 orang disetujui", DECREE)


def group_is_formed(budi: Seat) -> None:
    """Step 4: a group with a post for everybody, its bridge and its mentor."""
    budi.enter("Usaha")
    budi.follow("Bentuk kelompok")
    budi.fill({"Nama kelompok": GROUP, "Apa yang dibuat": "Bawang goreng khas Palu"})
    budi.choose({"Pendamping koperasi": "Rina Tandi"})
    budi.choose({"Sari Melati": "Ketua", "Dewi Kartika": "Bendahara", "Tono": "Anggota"})
    budi.press("Bentuk kelompok")
    budi.sees(GROUP, "Ketua", "Bendahara", "Rina Tandi", "Budi Santoso")


def hours_are_recorded(budi: Seat) -> None:
    """Step 4: who worked how long, a sheet a day."""
    open_group(budi)
    budi.follow("Isi jam kerja")
    for day in ("Senin, 5 Oktober 2026", "Selasa, 6 Oktober 2026"):
        budi.fill({f"Sari Melati, {day}": 6, f"Dewi Kartika, {day}": 4, f"Tono, {day}": 2})
    budi.press("Catat jam kerja")
    budi.sees("24 jam")


def open_group(budi: Seat) -> None:
    """To the group's page."""
    budi.enter("Usaha")
    budi.follow(GROUP)
