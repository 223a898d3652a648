"""What a bank opens. Its address says nothing of where anybody came from."""

from django.urls import path

from siap.aftercare.views import lending

app_name = "record"
urlpatterns = [path("<uuid:uid>/", lending.check, name="check")]
