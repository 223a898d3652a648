"""The pages of the public shop."""

from django.urls import path

from siap.market.views import basket, checkout, complaining, following, shop

app_name = "shop"
urlpatterns = [
    path("", shop.shelf, name="shelf"),
    path("keranjang/", basket.basket, name="basket"),
    path("peta.xml", shop.sitemap, name="sitemap"),
    path("baru.rss", shop.feed, name="feed"),
    path("<uuid:uid>/", shop.product, name="product"),
    path("<uuid:uid>/bagikan.png", shop.share_picture, name="poster"),
    path("<uuid:uid>/foto/", shop.photo, name="photo"),
    path("<uuid:uid>/pesan/", checkout.checkout, name="checkout"),
    path("<uuid:uid>/penawaran/", checkout.ask, name="ask"),
    path("lot/<uuid:uid>/keluhan/", complaining.complain, name="complain"),
    path("pesanan/<slug:secret>/", following.order, name="order"),
    path("pesanan/<slug:secret>/bayar/", following.report, name="report"),
    path("pesanan/<slug:secret>/bayar-daring/", following.pay, name="pay"),
    path("kabar/<slug:kind>/", following.notice, name="notice"),
    path("pesanan/<slug:secret>/lagi/", following.again, name="again"),
    path("pesanan/<slug:secret>/lupakan/", following.forget, name="forget"),
    path("pesanan/<slug:secret>/ulasan/<uuid:uid>/", following.review, name="review"),
    path("pesanan/<slug:secret>/terima/", following.accept, name="accept"),
    path("pesanan/<slug:secret>/batal/", following.cancel, name="cancel"),
    path("pesanan/<slug:secret>/tagihan/", following.invoice, name="invoice"),
]
