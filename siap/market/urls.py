"""The pages of this room."""

from django.urls import path

from siap.market.views import consigning, handing, home, offering, ordering, paying, selling, shorting, tilling

app_name = "market"
urlpatterns = [
    path("", home.home, name="home"),
    path("tempat/", offering.channels, name="channels"),
    path("tempat/buka/", offering.open_channel, name="open-channel"),
    path("tempat/<uuid:uid>/", offering.channel, name="channel"),
    path("tempat/<uuid:uid>/harga/<uuid:product_uid>/", offering.price, name="price"),
    path("tempat/<uuid:uid>/kasir/", selling.till, name="till"),
    path("tempat/<uuid:uid>/kas/buka/", tilling.open_shift, name="open-shift"),
    path("tempat/<uuid:uid>/kas/kembalian/", tilling.lend_change, name="lend-change"),
    path("tempat/<uuid:uid>/hasil/", tilling.bazaar, name="bazaar"),
    path("tempat/<uuid:uid>/hasil/<uuid:business>/", tilling.bazaar_paper, name="bazaar-paper"),
    path("tempat/<uuid:uid>/daring/", ordering.web_shop, name="web-shop"),
    path("pesanan/", ordering.orders, name="orders"),
    path("pesanan/<uuid:uid>/", ordering.order, name="order"),
    path("pesanan/<uuid:uid>/langkah/", ordering.move_order, name="move-order"),
    path("pesanan/<uuid:uid>/batal/", ordering.cancel_order, name="cancel-order"),
    path("titip/", consigning.outlets, name="outlets"),
    path("titip/buka/", consigning.open_outlet, name="open-outlet"),
    path("titip/<uuid:uid>/", consigning.outlet, name="outlet"),
    path("titip/<uuid:uid>/antar/", consigning.bring, name="bring"),
    path("titip/<uuid:uid>/kunjungan/", consigning.visit, name="visit-outlet"),
    path("titip/<uuid:uid>/bayar/", consigning.settle, name="settle-outlet"),
    path("titip/surat/<uuid:uid>/", consigning.note_paper, name="note-paper"),
    path("kas/<uuid:uid>/", tilling.close_shift, name="close-shift"),
    path("susulan/", shorting.late, name="late"),
    path("susulan/<uuid:uid>/", shorting.shortage, name="shortage"),
    path("susulan/<uuid:uid>/ambil/", shorting.supply, name="supply-shortage"),
    path("susulan/<uuid:uid>/tanpa-lot/", shorting.write_off, name="write-off-shortage"),
    path("susulan/tanda/<uuid:uid>/", shorting.see_flag, name="see-flag"),
    path("penjualan/", selling.sales, name="sales"),
    path("penjualan/<uuid:uid>/", selling.sale, name="sale"),
    path("penjualan/<uuid:uid>/nota/", selling.receipt, name="receipt"),
    path("penjualan/<uuid:uid>/batal/", selling.void, name="void"),
    path("qris/", paying.unverified, name="unverified"),
    path("qris/<uuid:uid>/", paying.payment, name="payment"),
    path("qris/<uuid:uid>/tolak/", paying.refuse, name="refuse"),
    path("uang/", handing.cash, name="cash"),
    path("uang/terima/<uuid:uid>/", handing.confirm, name="confirm"),
    path("uang/serah/<uuid:uid>/", handing.hand_over, name="hand-over"),
]
