"""The home of each role says what to do now."""

from datetime import date

import pytest
from django.urls import reverse

from siap.business import services as business
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import Waiting
from siap.market.tests import given as market
from siap.people import services as people
from siap.programme.tests import given as programme
from siap.rollout.tests import given as rollout
from siap.sharing import services as sharing_services
from siap.sharing.tests import given as sharing
from siap.stories.tests import given as stories
from siap.web.home import HOMES, home_of
from siap.web.home.parts import greeting, spoken
from siap.workshop.models import Product
from siap.workshop.tests import given as workshop

HOME = "/hari-ini/"


def told(client, user):
    client.force_login(user)
    answer = client.get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


def texts(user):
    return [task.text for task in home_of(user).tasks]


@pytest.mark.parametrize(
    "username", ["kanwil", "pantau", "kalapas", "budi", "hendra", "koperasi", "rina", "humas", "auditor"]
)
def test_every_role_has_a_home_before_anything_happened_and_in_few_queries(
    client, world, username, django_assert_max_num_queries
):
    client.force_login(world.user(username))
    with django_assert_max_num_queries(30):
        assert client.get(HOME).status_code == 200


@pytest.mark.parametrize("username", ["kanwil", "kalapas", "budi", "koperasi"])
def test_a_busy_home_keeps_to_its_queries(client, world, username, django_assert_max_num_queries):
    sharing.prepared(world)
    client.force_login(world.user(username))
    with django_assert_max_num_queries(30):
        client.get(HOME)


def test_every_role_but_the_treasurer_has_a_home_of_its_own():
    assert len(set(HOMES)) == 9


def test_somebody_without_a_role_is_told_whom_to_ask(client, world):
    user = people.add_user("baru", "Orang Baru", "kata sandi panjang", by=None)
    assert "belum punya peran" in told(client, user)


def test_the_kanwil_reads_its_state_in_a_sentence(client, world):
    sharing.shared_month(world)
    rollout.at_stage(world, world.palu, "officers", due_on=date(2026, 10, 20))
    page = told(client, world.manager)
    assert "Enam UPT, satu kelompok. Satu hal terlambat." in page
    assert "Rp400 rb" in page
    assert "terlambat" in page
    assert "13 hari" in page


def test_the_kanwil_settles_what_the_system_could_not(world):
    Waiting.objects.create(room="sharing", fact="people.PersonReleased", reason="Bulan tertutup", since=clock.now())
    assert "1 hal tidak dapat diselesaikan sendiri" in texts(world.manager)
    assert "1 hal tidak dapat diselesaikan sendiri" not in texts(world.user("pantau"))


def test_the_head_sees_what_is_missing_and_who_waits(world):
    programme.assessed(world, world.tono)
    assert texts(world.head) == ["Lapas Palu: 2 petugas lagi harus lulus", "1 peserta menunggu keputusan Anda"]


def test_a_prepared_share_waits_for_the_head_and_not_for_who_prepared_it(world):
    sharing.prepared(world)
    assert "Bagi hasil Bawang Goreng Tadulako menunggu persetujuan Anda" in texts(world.head)
    assert "Bagi hasil Bawang Goreng Tadulako menunggu kepala UPT" in texts(world.manager)
    assert not any("menunggu persetujuan" in text for text in texts(world.budi))


def test_an_objection_goes_to_the_head_first_and_then_to_the_kanwil(world):
    slip = sharing.approved(world).slips.get(person=world.sari)
    raised = sharing_services.raise_objection(new_uid(), slip, "Jam saya kurang", by=world.budi)
    waiting = "1 keberatan menunggu jawaban Anda"
    assert (waiting in texts(world.head), waiting in texts(world.manager)) == (True, False)
    sharing_services.answer_objection(raised, answer="Jamnya sudah sesuai lembar", by=world.head)
    sharing_services.raise_objection(new_uid(), slip, "Belum setuju", by=world.budi)
    assert (waiting in texts(world.head), waiting in texts(world.manager)) == (False, True)


def test_joko_has_nothing_of_palu_on_his_home(client, world):
    sharing.prepared(world)
    page = told(client, world.joko)
    assert "Tadulako" not in page
    assert "Tidak ada kas di tangan Anda" in page


def test_budi_has_four_tiles_and_what_is_due_under_each(client, world):
    group = sharing.october(world)
    workshop.batch(world, Product.objects.get())
    market.sale(world, Product.objects.get(), 4)
    page = told(client, world.budi)
    assert "Selamat pagi, Budi Santoso" in page
    assert "Rp160.000 masih di tangan Anda" in page
    assert "Terisi sampai 9 Okt 2026" in page
    assert "1 batch bulan ini" in page
    assert reverse("workshop:week", args=[group.uid]) in page
    waiting = texts(world.budi)
    assert "Lembar jam Bawang Goreng Tadulako belum diisi minggu ini" in waiting
    assert "Oktober 2026 Bawang Goreng Tadulako belum dibagi" in waiting


def test_qris_waits_for_anybody_but_who_rang_it_up(world):
    sharing.october(world)
    workshop.batch(world, Product.objects.get())
    market.sale(world, Product.objects.get(), 2, method="qris")
    assert "QRIS Rp80.000 belum dicocokkan" in texts(world.wati)
    assert "QRIS Rp80.000 belum dicocokkan" in texts(world.head)
    assert "QRIS Rp80.000 belum dicocokkan" not in texts(world.budi)


def test_what_is_late_stands_first(world):
    sharing.october(world)
    kinds = [task.kind for task in home_of(world.budi).tasks]
    assert kinds == sorted(kinds, key=["bad", "wait", "info", "good"].index)
    assert kinds[0] == "bad"


def test_a_closing_payout_is_urgent_and_names_nobody(world):
    sharing.shared_month(world)
    people.release_person(world.sari, "pb", on=date(2026, 11, 2), bapas=world.bapas, by=world.budi)
    (task,) = [task for task in home_of(world.head).tasks if task.badge == "Titipan"]
    assert (task.kind, task.text) == ("bad", "Pembayaran titipan Rp21.429 menunggu persetujuan Anda")


def test_hendra_knows_what_is_due_for_whom(client, world):
    sharing.shared_month(world)
    people.release_person(world.sari, "pb", on=date(2026, 11, 2), bapas=world.bapas, by=world.budi)
    page = told(client, world.hendra)
    assert "KTP dan kartu keluarga: Sari Melati" in page


def test_rina_has_her_promises_by_group_name_only(client, world):
    group = sharing.october(world)
    business.make_visit(
        new_uid(), group, visited_on=date(2026, 10, 20), found="Label pudar",
        agreed=[business.Agreed("Ganti label", "group", date(2026, 10, 31))], by=world.rina,
    )  # fmt: skip
    page = told(client, world.rina)
    assert "Anda mendampingi satu kelompok." in page
    assert "Bawang Goreng Tadulako: Ganti label" in page
    assert "Sari" not in page


def test_the_press_desk_reads_what_somebody_else_wrote(world):
    stories.draft(world)
    assert len(texts(world.user("humas2"))) == 1
    assert texts(world.user("humas")) == []


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "Selamat pagi"), (11, "Selamat siang"), (16, "Selamat sore"), (20, "Selamat malam")]
)
def test_people_are_greeted_by_the_hour(hour, words):
    with clock.fixed(clock.at(date(2026, 11, 2), hour)):
        assert greeting() == words


def test_small_numbers_are_words_and_large_ones_digits():
    assert [spoken(number) for number in (0, 1, 10, 11, 1200)] == ["tidak ada", "satu", "sepuluh", "11", "1.200"]
