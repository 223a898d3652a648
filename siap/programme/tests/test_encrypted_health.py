"""What tells of somebody's health lies encrypted, also what was written before, and moves on to a new key."""

from datetime import date

import pytest
from django.db import connection

from siap.core.fields import encrypt_column
from siap.core.rekeying import encrypted_columns
from siap.people.models import Person
from siap.programme.models import Assessment
from siap.programme.tests import given


def lying(table, column, pk):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_day_is_a_day_here_and_a_cipher_there(world):
    assert Person.objects.get(pk=world.sari.pk).food_clearance_until == date(2027, 6, 30)
    assert lying("people_person", "food_clearance_until", world.sari.pk).startswith("f1:")
    assert lying("people_person", "food_clearance_until", world.budi.person_id) is None


@pytest.mark.django_db
def test_what_stood_clear_is_encrypted_once(world):
    given.assessed(world, world.sari, world.dewi)
    first, second = Assessment.objects.order_by("pk")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programme_assessment SET note = %s WHERE id = %s", ["Alergi tepung", first.pk])
        cursor.execute(
            "UPDATE people_person SET food_clearance_until = %s WHERE id = %s", ["2027-01-31", world.tono.pk]
        )
    for _twice in range(2):
        encrypt_column(connection, "programme_assessment", "note")
        encrypt_column(connection, "people_person", "food_clearance_until")
    first.refresh_from_db()
    second.refresh_from_db()
    world.tono.refresh_from_db()
    assert (first.note, second.note, world.tono.food_clearance_until) == ("Alergi tepung", "", date(2027, 1, 31))
    assert "Alergi" not in lying("programme_assessment", "note", first.pk)


def test_a_new_key_reaches_them():
    columns = set(encrypted_columns())
    assert {("people_person", "food_clearance_until"), ("programme_assessment", "note")} <= columns
