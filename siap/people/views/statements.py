"""The impact assessment of what personal data are used for, as an official statement."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.services import rate, readings_since
from siap.people.access import Request, needs
from siap.people.models import Office, Person
from siap.people.processing import RISKS, USES, VERSION
from siap.people.rules import CONSENT_VERSION, RETENTION
from siap.ui import paper, words
from siap.ui.pages import pdf


@require_safe
@needs("audit.see")
def impact_paper(request: Request) -> HttpResponse:
    """The assessment as things stand today; the office reads it, adds what it knows, and signs."""
    return pdf(paper.compile("ui/statement", impact_sheet()), "penilaian-dampak.pdf")


def impact_sheet() -> dict[str, object]:
    """What the assessment says. It is an Indonesian document, whatever the screen speaks."""
    office, today = Office.objects.get(pk=1), clock.today()
    kept = rate(RETENTION, today)
    with translation.override("id"):
        return {
            "lang": "id",
            "title": "Penilaian Dampak Pelindungan Data Pribadi",
            "letterhead": [office.name.upper()],
            "facts": [
                ["Pengendali data", office.name], ["Naskah", f"{VERSION}; persetujuan {CONSENT_VERSION}"],
                ["Orang yang dikenal", words.number(Person.objects.filter(forgotten_on=None).count())],
                ["Berkas dibuka 30 hari ini", words.number(readings_since(today - timedelta(days=30)))],
            ],
            "sections": [
                {
                    "title": "Mengapa dinilai", "heads": [], "rows": [],
                    "text": [
                        "Sistem memproses data keuangan pribadi dan keadaan orang yang dibina (data spesifik menurut "
                        "UU 27/2022), karena itu dampaknya dinilai sebelum dan selama dipakai (Pasal 34)."
                    ],
                },
                {
                    "title": "Yang diproses dan dasarnya",
                    "text": ["Perkara, agama, dan blok hunian tidak pernah dicatat. Tidak ada keputusan yang dibuat mesin."],
                    "heads": ["Untuk apa", "Data", "Dasar"],
                    "rows": [[str(one.what), str(one.data), str(one.basis)] for one in USES],
                },
                {
                    "title": "Risiko dan penjagaannya", "text": [],
                    "heads": ["Yang dapat terjadi", "Kemungkinan", "Dampak", "Penjagaan", "Sisa risiko"],
                    "widths": [3, 1.6, 1.1, 5, 1.1],
                    "rows": [[str(part) for part in (one.what, one.likely, one.harm, one.measure, one.left)] for one in RISKS],
                },
                {
                    "title": "Masa simpan dan hak orangnya", "heads": [], "rows": [],
                    "text": [
                        f"{kept.value} tahun sesudah orangnya tidak lagi di UPT atau Bapas mana pun ({kept.basis}); lalu "
                        "namanya dihapus.",
                        "Hak atas keterangan, salinan, perbaikan, penarikan persetujuan, dan penghapusan dilayani dari "
                        "halaman orangnya.",
                    ],
                },
                {
                    "title": "Kesimpulan pengendali", "heads": [], "rows": [],
                    "text": ["Sisa risiko diterima / tidak diterima, dengan catatan: ……………………………………………………………………………………"],
                },
            ],
            "place": f"{office.place}, {words.day(today)}",
            "signed": [["Pejabat pelindungan data,", "……………………"], [f"Kepala {office.name},", office.head]],
            "foot": f"{office.name} · {VERSION}",
        }  # fmt: skip
