"""The front page, signing in and out, the language, and the navigation."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from siap.business.tests import given as business
from siap.core import clock
from siap.people import services as people
from siap.sharing.tests import given as sharing
from siap.stories.tests import given as stories
from siap.web.demo.founding import PASSWORD
from siap.web.navigation import DOORS


def test_the_front_page_tells_totals_products_and_stories_and_nobody(client, world):
    sharing.shared_month(world)
    stories.published(world)
    with clock.fixed(clock.at(date(2027, 1, 2))):
        page = client.get(reverse("web:front")).content.decode()
    for told in ("Rp400 rb", "belum dapat diberitakan", "beberapa", "Triwulan IV 2026", stories.TITLE):
        assert told in page
    for person in (world.sari, world.dewi, world.tono):
        assert person.name not in page
        assert person.member_code not in page


def test_the_front_page_works_before_anything_happened(client, db):
    page = client.get(reverse("web:front")).content.decode()
    assert "Rp0" in page
    assert "Cerita pertama akan terbit di sini." in page


def test_a_buyer_sees_what_is_on_hand_with_its_price(client, world):
    sharing.worked_october(world)
    sharing.sell(world, world.sari.memberships.get().business, 5, on=date(2026, 10, 12))
    page = client.get(reverse("web:front")).content.decode()
    assert "Bawang goreng 100 g" in page
    assert "Rp40.000" in page


@pytest.mark.parametrize("name", ["front", "sign-in", "privacy", "robots"])
def test_open_pages_are_open(client, db, name):
    assert client.get(reverse(f"web:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["home", "password", "audit", "waiting"])
def test_other_pages_ask_who_one_is(client, db, name):
    answer = client.get(reverse(f"web:{name}"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("web:sign-in"))


def test_signing_in_leads_to_where_one_wanted_to_go(client, world):
    page = f"{reverse('web:sign-in')}?next={reverse('rollout:board')}"
    answer = client.post(page, {"username": "budi", "password": PASSWORD})
    assert answer.url == reverse("rollout:board")


def test_a_wrong_password_does_not_say_what_was_wrong(client, world):
    told = set()
    for username in ("budi", "nobody"):
        answer = client.post(reverse("web:sign-in"), {"username": username, "password": "salah"})
        assert "Nama atau sandi tidak cocok" in answer.content.decode()
        told.add(answer.status_code)
    assert len(told) == 1


def test_after_five_wrong_passwords_one_is_told_when_to_try_again(client, world):
    for _attempt in range(5):
        answer = client.post(reverse("web:sign-in"), {"username": "budi", "password": "salah"})
    assert answer.status_code == 429
    assert "Coba lagi setelah 2 Nov 2026 09.15" in answer.content.decode()
    answer = client.post(reverse("web:sign-in"), {"username": "budi", "password": PASSWORD})
    assert answer.status_code == 429


def test_signing_out_ends_the_session(client, world):
    client.force_login(world.budi)
    assert client.post(reverse("web:sign-out")).url == reverse("web:front")
    assert client.get(reverse("web:home")).status_code == 302


def test_a_new_password_is_used_from_now_on(client, world):
    client.force_login(world.budi)
    form = {"old_password": PASSWORD, "new_password1": "nyiur hijau di tepi", "new_password2": "nyiur hijau di tepi"}
    answer = client.post(reverse("web:password"), form, follow=True)
    assert "Sandi Anda sudah diganti." in answer.content.decode()
    assert world.budi.check_password("nyiur hijau di tepi")


def test_a_short_password_is_refused_and_the_old_one_stays(client, world):
    client.force_login(world.budi)
    form = {"old_password": PASSWORD, "new_password1": "pendek", "new_password2": "pendek"}
    assert client.post(reverse("web:password"), form).status_code == 200
    assert world.budi.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("chosen", "back", "kept", "lands"),
    [
        ("en", "/kabar/", "en", "/kabar/"),
        ("xx", "/kabar/", None, "/kabar/"),
        ("en", "https://elsewhere.example/", "en", "/"),
        ("id", "", "id", "/"),
    ],
)
def test_a_language_is_kept_and_nobody_is_led_astray(client, db, chosen, back, kept, lands):
    answer = client.post(reverse("web:language"), {"language": chosen, "next": back})
    assert answer.url == lands
    assert (answer.cookies["bahasa"].value if "bahasa" in answer.cookies else None) == kept


def doors(client, username, world):
    client.force_login(world.user(username))
    return {item.label: item for item in client.get(reverse("web:password")).context["nav"]}


@pytest.mark.parametrize("username", ["kanwil", "kalapas", "budi", "hendra", "rina", "humas", "auditor"])
def test_every_door_that_is_shown_opens(client, world, username):
    for item in doors(client, username, world).values():
        assert client.get(item.href, follow=True).status_code == 200, item.label


def test_doors_follow_the_role(client, world):
    assert set(doors(client, "kanwil", world)) == {str(door.label) for door in DOORS}
    assert {"Orang", "Bagi hasil", "Catatan"}.isdisjoint(doors(client, "rina", world))
    assert set(doors(client, "humas", world)) == {"Hari ini", "Program", "Kabar"}


def test_a_door_knows_that_one_stands_in_its_room(client, world):
    client.force_login(world.manager)
    here = {item.label for item in client.get(reverse("rollout:board")).context["nav"] if item.here}
    assert here == {"Program"}
    here = {item.label for item in client.get(reverse("web:audit")).context["nav"] if item.here}
    assert here == {"Catatan"}


def test_an_address_that_is_not_there_still_has_its_doors(client, world):
    client.force_login(world.budi)
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Hari ini" in answer.content.decode()


def test_a_treasurer_goes_straight_to_his_groups_book(client, world):
    group = business.group(world)
    user = people.add_user("dewi", "Dewi Kartika", PASSWORD, person=world.dewi, by=world.manager)
    people.give_role(user, "treasurer", world.palu, by=world.manager)
    client.force_login(user)
    assert client.get(reverse("web:home")).url == reverse("cashbook:book", args=[group.uid])


def test_the_impact_is_told_by_unit_and_by_quarter_and_may_be_kept_for_an_hour(client, world):
    sharing.shared_month(world)
    with clock.fixed(clock.at(date(2027, 1, 2))):
        answer = client.get(reverse("web:impact"))
        table = client.get(reverse("web:data-csv")).content.decode()
    assert "Triwulan IV 2026" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "max-age=3600"
    assert table.splitlines()[0] == "triwulan,kode_upt,upt,kelompok,lulus_sedikitnya,terjual_rupiah"
    assert f"2026-T4,LPP,{world.palu.name},1,,400000" in table.splitlines()


def test_the_dictionary_of_the_open_data_names_every_column_and_says_that_no_licence_was_chosen(client, world):
    page = client.get(reverse("web:data")).content.decode()
    for column in client.get(reverse("web:data-csv")).content.decode().splitlines()[0].split(","):
        assert f"<code>{column}</code>" in page
    assert "belum ditetapkan" in page


def test_the_map_of_the_site_leads_to_pages_that_are_open(client, world):
    stories.published(world)
    text = client.get(reverse("web:sitemap")).content.decode()
    addresses = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", text)
    assert len(addresses) == 6
    assert {client.get(address).status_code for address in addresses} == {200}


def test_the_impact_is_made_once_and_never_older_than_the_office(client, world, django_assert_num_queries):
    """Who comes second gets the same page with a token of his own; who is signed in, or comes after a deed, one made anew."""
    page, token = reverse("web:impact"), re.compile(r'csrfmiddlewaretoken" value="([^"]+)')
    with clock.fixed(clock.at(date(2027, 1, 2))):
        first = client.get(page).content.decode()
        with django_assert_num_queries(1):
            second = Client().get(page).content.decode()
        assert token.sub("", first) == token.sub("", second)
        assert token.findall(first) != token.findall(second)
        assert "Rp400 rb" not in second
        sharing.shared_month(world)
        assert "Rp400 rb" in client.get(page).content.decode()
        client.force_login(world.manager)
        assert "Keluar" in client.get(page).content.decode()
        assert "Keluar" not in Client().get(page).content.decode()
