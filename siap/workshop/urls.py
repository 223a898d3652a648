"""The pages of this room."""

from django.urls import path

from siap.workshop.views import lots, making, planning, products

app_name = "workshop"
urlpatterns = [
    path("", products.home, name="home"),
    path("usaha/<uuid:uid>/", products.business, name="business"),
    path("usaha/<uuid:uid>/produk-baru/", planning.new_product, name="new-product"),
    path("usaha/<uuid:uid>/bahan-baru/", planning.new_material, name="new-material"),
    path("usaha/<uuid:uid>/izin-baru/", planning.new_permit, name="new-permit"),
    path("produk/<uuid:uid>/", products.product, name="product"),
    path("produk/<uuid:uid>/biaya/", products.cost, name="cost"),
    path("produk/<uuid:uid>/resep/", planning.recipe, name="recipe"),
    path("produk/<uuid:uid>/siap-jual/", planning.ready, name="ready"),
    path("produk/<uuid:uid>/berhenti/", planning.retire, name="retire"),
    path("produk/<uuid:uid>/produksi/", making.make, name="make"),
    path("bahan/<uuid:uid>/", products.material, name="material"),
    path("bahan/<uuid:uid>/beli/", making.buy, name="buy"),
    path("izin/<uuid:uid>/berkas/", planning.proof, name="proof"),
    path("beli/<uuid:uid>/", making.purchase, name="purchase"),
    path("beli/<uuid:uid>/nota/", making.receipt, name="receipt"),
    path("batch/<uuid:uid>/", making.batch, name="batch"),
    path("lot/<uuid:uid>/", lots.lot, name="lot"),
    path("lot/<uuid:uid>/tahan/", lots.hold, name="hold"),
    path("lot/<uuid:uid>/lepas/", lots.unhold, name="unhold"),
    path("lot/<uuid:uid>/label/", lots.label, name="label"),
    path("kemasan/<uuid:uid>/", lots.jar, name="jar"),
]
