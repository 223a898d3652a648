"""Goods are called back: a drill that found every holder within the hour, and a batch with a wrong day on its label."""

from datetime import timedelta
from functools import partial

from siap.core import clock
from siap.market import services as market
from siap.market.models import Recall
from siap.web.demo.life import Life, Shop
from siap.workshop.models import Lot, LotKind

CODE = "LPP"


def plan(life: Life) -> None:
    """The yearly drill in the last summer month, the wrong label five days before the end."""
    life.on(life.end - timedelta(days=60), partial(practise, life))
    life.on(life.end - timedelta(days=5), partial(call_back, life))
    life.on(life.end - timedelta(days=3), partial(tally, life))
    life.on(life.end - timedelta(days=1), partial(complain, life))


def practise(life: Life) -> None:
    """One lot of material, everything that was made of it, and the time it took to know who has it."""
    lot = (
        Lot.objects.filter(business=_shop(life).business, kind=LotKind.MATERIAL, on_hand=0).order_by("-made_on").first()
    )
    if lot is None:
        return
    by = life.officer(CODE)
    drill = market.start_recall(
        life.uid(), lot, level=2, because="Latihan tahunan: bahan diandaikan tercemar", is_drill=True, by=by
    )
    with clock.fixed(clock.now() + timedelta(minutes=42)):
        market.close_recall(
            drill, found="Semua pemegang diketahui dari layar; dua pembeli tanpa nama.",
            measures="Nama pembeli ditanyakan untuk pembelian lebih dari lima buah.", by=by,
        )  # fmt: skip


def call_back(life: Life) -> None:
    """A batch that is sold out had a wrong day on its label."""
    sold_out = Lot.objects.filter(business=_shop(life).business, kind=LotKind.PRODUCT, on_hand=0, recalled_on=None)
    if (lot := sold_out.order_by("-made_on", "-pk").first()) is not None:
        market.start_recall(
            life.uid(), lot, level=3, because="Tanggal baik pada label salah cetak", by=life.officer(CODE)
        )


def complain(life: Life) -> None:
    """Two buyers scanned the code on their jar: one is answered, one waits."""
    lot = Lot.objects.filter(business=_shop(life).business, kind=LotKind.PRODUCT, recalled_on=None).order_by(
        "-made_on", "-pk"
    )[0]
    heard = market.complain(life.uid(), lot, kind="label", words="Tulisan beratnya luntur, tidak terbaca.")
    market.answer_complaint(heard, "Stiker diganti yang tahan minyak.", by=life.officer(CODE))
    market.complain(life.uid(), lot, kind="spoilt", words="Waktu dibuka sudah tidak renyah.", phone="081200000017")


def tally(life: Life) -> None:
    """The first buyers answer; the others are still waited for."""
    recall = Recall.objects.filter(business=_shop(life).business, closed_at=None).first()
    if recall is None:
        return
    for at, holder in enumerate(recall.holders.order_by("pk")[:6]):
        market.tally_holder(life.uid(), holder, "told", by=life.officer(CODE))
        if at % 2 == 0:
            market.tally_holder(life.uid(), holder, "back" if at else "gone", 1, by=life.officer(CODE))


def _shop(life: Life) -> Shop:
    return life.shops_of(CODE)[0]
