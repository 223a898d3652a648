"""The pages of this room."""

from django.urls import path

from siap.market.views import handing, home, offering, paying, selling

app_name = "market"
urlpatterns = [
    path("", home.home, name="home"),
    path("tempat/", offering.channels, name="channels"),
    path("tempat/buka/", offering.open_channel, name="open-channel"),
    path("tempat/<uuid:uid>/", offering.channel, name="channel"),
    path("tempat/<uuid:uid>/harga/<uuid:product_uid>/", offering.price, name="price"),
    path("tempat/<uuid:uid>/kasir/", selling.till, name="till"),
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
