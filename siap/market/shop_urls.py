"""The pages of the public shop."""

from django.urls import path

from siap.market.views import complaining, shop

app_name = "shop"
urlpatterns = [
    path("", shop.shelf, name="shelf"),
    path("keranjang/", shop.basket, name="basket"),
    path("peta.xml", shop.sitemap, name="sitemap"),
    path("baru.rss", shop.feed, name="feed"),
    path("<uuid:uid>/", shop.product, name="product"),
    path("<uuid:uid>/bagikan.png", shop.share_picture, name="poster"),
    path("<uuid:uid>/foto/", shop.photo, name="photo"),
    path("<uuid:uid>/pesan/", shop.checkout, name="checkout"),
    path("lot/<uuid:uid>/keluhan/", complaining.complain, name="complain"),
    path("pesanan/<slug:secret>/", shop.order, name="order"),
    path("pesanan/<slug:secret>/bayar/", shop.report, name="report"),
    path("pesanan/<slug:secret>/bayar-daring/", shop.pay, name="pay"),
    path("kabar/<slug:kind>/", shop.notice, name="notice"),
    path("pesanan/<slug:secret>/batal/", shop.cancel, name="cancel"),
    path("pesanan/<slug:secret>/tagihan/", shop.invoice, name="invoice"),
]
