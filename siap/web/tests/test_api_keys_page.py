"""The page of the keys: one is told once, its use is seen, and it is withdrawn. Only the Kanwil's manager gives any."""

from django.urls import reverse

from siap.core import clock
from siap.core.ids import new_uid
from siap.web import services
from siap.web.models import ApiKey

PAGE = "/kunci/"


def test_a_key_stands_on_the_answer_once_and_opens_the_open_data(client, world):
    client.force_login(world.manager)
    sent = {"uid": str(new_uid()), "holder": " BPS Kota Palu "}
    answer = client.post(PAGE, sent)
    told = answer.context["told"]
    assert told in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    client.logout()
    assert client.get(reverse("web:api-stories"), headers={"Authorization": f"Bearer {told}"}).status_code == 200
    client.force_login(world.manager)
    assert client.post(PAGE, sent).status_code == 302  # sent again: nothing is made, nothing told
    page = client.get(PAGE).content.decode()
    assert told not in page
    assert "BPS Kota Palu" in page
    key = ApiKey.objects.get()
    assert key.last_asked_at == clock.now().replace(second=0, microsecond=0)


def test_a_withdrawn_key_says_so_and_has_no_button(client, world):
    key, told = services.make_key(new_uid(), "BPS Kota Palu", by=None)
    client.force_login(world.manager)
    away = reverse("web:api-key-withdraw", args=[key.uid])
    assert away in client.get(PAGE).content.decode()
    client.post(away)
    page = client.get(PAGE).content.decode()
    assert away not in page
    assert "ditarik 2 Nov 2026" in page
    assert client.get(reverse("web:api-stories"), headers={"Authorization": f"Bearer {told}"}).status_code == 401


def test_an_institution_has_a_name_and_joko_gives_no_key(client, world):
    client.force_login(world.manager)
    assert client.post(PAGE, {"uid": str(new_uid()), "holder": " "}).status_code == 422
    client.force_login(world.joko)
    assert client.post(PAGE, {"uid": str(new_uid()), "holder": "x"}).status_code == 403
    assert not ApiKey.objects.exists()
