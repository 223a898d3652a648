"""The notes to the statements (*catatan atas laporan keuangan*): who it is, by which rules, and what figures are made of."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siap.business.models import Business
from siap.cashbook import rules
from siap.cashbook.queries.owing import owing
from siap.cashbook.queries.owners import Owner
from siap.cashbook.queries.tools import tools
from siap.core.money import rupiah
from siap.ledger import chart
from siap.ledger.rules import last_day
from siap.programme import queries as programme
from siap.ui import words


def notes(owner: Owner, position: rules.FinancialPosition, tax: rules.Tax | None, until: int) -> list[rules.Note]:
    """All notes, in the order they are printed. Details are told where one business alone is reported."""
    said = [
        rules.Note(_("Umum"), (_about(owner),)),
        rules.Note(_("Dasar penyusunan"), _basis()),
        rules.Note(_("Kebijakan akuntansi"), _policies()),
    ]
    if owner.business:
        said += _details(owner.business, position, until)
    said += _figures(position, owner)
    if tax is not None:
        said.append(rules.Note(_("Pajak penghasilan final"), (_tax(tax),)))
    return said


def _about(owner: Owner) -> str:
    business = owner.business
    if business is None:
        return _(
            "%(name)s di %(place)s. Laporan ini menggabungkan %(n)s buku: %(businesses)s usaha, selebihnya bendahara dan titipan."
        ) % {
            "name": owner.name,
            "place": owner.place,
            "n": words.number(len(owner.books)),
            "businesses": words.number(len(owner.businesses)),
        }
    said = {
        "name": business.name,
        "kind": business.get_kind_display(),
        "what": business.what,
        "since": words.day(business.formed_on),
    }
    return _("%(name)s adalah %(kind)s yang membuat %(what)s, dibentuk pada %(since)s.") % said


def _basis() -> tuple[str, ...]:
    return (
        _(
            "Laporan keuangan disusun menurut SAK EMKM, dengan dasar biaya historis, asumsi dasar akrual, dan kelangsungan usaha."
        ),
        _(
            "Angka dalam rupiah penuh. Setiap catatan seimbang dan tidak dapat diubah; koreksi berupa pembalikan yang terlihat."
        ),
    )


def _policies() -> tuple[str, ...]:
    return (
        _(
            "Pendapatan diakui saat barang diserahkan kepada pembeli. QRIS yang belum dicocokkan dicatat terpisah dari kas."
        ),
        _("Persediaan dinilai menurut biaya perolehan; lot yang paling dulu kedaluwarsa dipakai lebih dulu."),
        _("Aset tetap disusutkan dengan garis lurus selama masa manfaatnya, tanpa nilai sisa, mulai bulan pembelian."),
        _("Piutang dan utang usaha dicatat sebesar jumlah yang disepakati; umurnya dihitung dari hari kejadian."),
    )


def _details(business: Business, position: rules.FinancialPosition, until: int) -> list[rules.Note]:
    stands = {figure.code for section in position.sections for figure in section.figures if figure.amount}
    told = []
    for code, title in (
        (chart.receivable.code, _("Rincian piutang usaha")),
        (chart.payable.code, _("Rincian utang usaha")),
    ):
        if code in stands:
            told.append(_sides(business, code, title, until))
    if chart.equipment.code in stands:
        told.append(_tools(business))
    return told


def _sides(business: Business, code: str, title: str, until: int) -> rules.Note:
    open_then = [one for one in owing(business, code, on=last_day(until)) if one.ages.total]
    rows = [(one.name, one.ages.total - one.ages.amounts[3], one.ages.amounts[3]) for one in open_then]
    return rules.Note(title, (), rules.detail_sheet((_("sampai 90 hari"), _("lebih dari 90 hari")), rows))


def _tools(business: Business) -> rules.Note:
    rows = [
        (tool.equipment.name, tool.equipment.cost, tool.written_off)
        for tool in tools(business)
        if not tool.equipment.gone_on
    ]
    sheet = rules.detail_sheet((_("harga beli"), _("sudah disusutkan")), rows)
    return rules.Note(_("Rincian aset tetap"), (_("Menurut keadaan saat laporan ini dibuat."),), sheet)


KEPT = chart.kept_capital(0).code
"""What is set aside for a group's capital."""
_OF_A_SHARE = (KEPT, chart.distribution.code)
"""Where it is told by which ruling the capital part stands."""
_SAYS = {
    rules.TO_COME: gettext_lazy(
        "Hasil penjualan yang sudah menjadi milik usaha tetapi masih dipegang penjual tercatat."
    ),
    rules.TO_GIVE: gettext_lazy("Bagi hasil atau uang lain yang sudah dibukukan tetapi belum diserahkan."),
    "2210": gettext_lazy("Premi dan upah atas nama peserta yang disimpan sampai bebas."),
    "2220": gettext_lazy("Premi dan upah atas nama peserta yang dapat dipakai di dalam."),
    "2310": gettext_lazy("Bagian negara (PNBP) yang menunggu penyetoran."),
    KEPT: gettext_lazy("Bagian hasil yang disisihkan untuk modal usaha kelompok."),
    rules.PROFIT_SO_FAR: gettext_lazy("Seluruh pendapatan dikurangi seluruh beban sejak buku dibuka."),
    "3410": gettext_lazy("Hasil usaha yang sudah dibagi menurut ketentuan perjanjian."),
}


def _figures(position: rules.FinancialPosition, owner: Owner) -> list[rules.Note]:
    """A sentence on every figure that does not explain itself."""
    figures = [figure for section in position.sections for figure in section.figures if figure.code in _SAYS]
    return [
        rules.Note(
            figure.name,
            (f"{rupiah(figure.amount)}. {_SAYS[figure.code]}", *(_ruled(owner) if figure.code in _OF_A_SHARE else ())),
        )
        for figure in figures
    ]


def _ruled(owner: Owner) -> tuple[str, ...]:
    """By which rulings capital is kept for the groups, or that one is waited for."""
    units = {one.unit_id for one in owner.businesses if one.unit_id is not None}
    return tuple(_("Bagian modal: %(ruled)s.") % {"ruled": one} for one in programme.ruled_for(units))


def _tax(tax: rules.Tax) -> str:
    said = {"amount": rupiah(tax.amount), "basis": tax.basis}
    return _("Terutang %(amount)s menurut %(basis)s. Dihitung dari omzet; dibukukan ketika dibayar.") % said
