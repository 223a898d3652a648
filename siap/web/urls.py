"""Every address of the house."""

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy

from siap.people.access import for_everyone_signed_in, open_to_all
from siap.web import api, device, health, programs, public, views
from siap.web.forms import NewPasswordForm, SignInForm

sign_in = LoginView.as_view(
    template_name="web/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)


class NewPassword(SuccessMessageMixin, PasswordChangeView):  # type: ignore[type-arg]
    """A new password for oneself; the session goes on."""

    template_name = "web/password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("web:home")
    success_message = gettext_lazy("Sandi Anda sudah diganti.")


door = [
    path("", views.front, name="front"),
    path("hari-ini/", views.home, name="home"),
    path("masuk/", open_to_all(sign_in), name="sign-in"),
    path("keluar/", for_everyone_signed_in(LogoutView.as_view()), name="sign-out"),
    path("sandi/", for_everyone_signed_in(NewPassword.as_view()), name="password"),
    path("bahasa/", views.language, name="language"),
    path("dampak/", public.impact, name="impact"),
    path("data/", public.data, name="data"),
    path("data/dampak.csv", public.data_csv, name="data-csv"),
    path("api/openapi.json", api.description, name="api"),
    path("api/dampak/", api.impact, name="api-impact"),
    path("api/produk/", api.products, name="api-products"),
    path("api/kabar/", api.stories, name="api-stories"),
    path("kunci/", programs.keys, name="api-keys"),
    path("kunci/<uuid:uid>/tarik/", programs.withdraw, name="api-key-withdraw"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("privasi/", views.privacy, name="privacy"),
    path("menunggu/", views.waiting, name="waiting"),
    path("menunggu/<uuid:uid>/", views.settle, name="settle"),
    path("catatan/", views.audit, name="audit"),
    path("catatan/<int:position>/", views.fact, name="fact"),
    path("kotak-keluar/", device.outbox, name="outbox"),
    path("kotak-keluar/lembar/", device.sheets, name="sheets"),
    path("kotak-keluar/menunggu/", device.waiting_items, name="outbox-waiting"),
    path("kotak-keluar/<uuid:uid>/<int:pk>/", device.waiting_item, name="outbox-item"),
    path("kotak-keluar/<uuid:uid>/<int:pk>/coba/", device.try_again, name="outbox-try"),
    path("kotak-keluar/<uuid:uid>/<int:pk>/selesai/", device.settle, name="outbox-settle"),
    path("kotak-keluar/<uuid:uid>/<int:pk>/bukukan/", device.book_as_new, name="outbox-book"),
    path("luring/", device.offline, name="offline"),
    path("sw.js", device.service_worker, name="service-worker"),
    path("manifest.webmanifest", device.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
]
urlpatterns = [
    path("", include((door, "web"))),
    path("orang/", include("siap.people.urls")),
    path("program/", include("siap.programme.urls")),
    path("belajar/", include("siap.learning.urls")),
    path("usaha/", include("siap.business.urls")),
    path("bengkel/", include("siap.workshop.urls")),
    path("pasar/", include("siap.market.urls")),
    path("toko/", include("siap.market.shop_urls")),
    path("kas/", include("siap.cashbook.urls")),
    path("bagi-hasil/", include("siap.sharing.urls")),
    path("pulang/", include("siap.aftercare.urls")),
    path("catatan-usaha/", include("siap.aftercare.urls.public")),
    path("tahap/", include("siap.rollout.urls")),
    path("kabar/", include("siap.stories.urls")),
    path("laporan/", include("siap.insight.urls")),
]
handler400 = "siap.web.uploads.refused"
