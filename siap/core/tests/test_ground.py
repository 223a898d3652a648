"""The rest of the ground: the clock, numbers in a row, secrets, dated rates."""

from datetime import UTC, date, datetime

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from siap.core import clock
from siap.core.fields import blind_index, decrypt, encrypt
from siap.core.models import Rate
from siap.core.services import RateUnknown, next_number, rate


def test_the_business_day_is_the_offices_own() -> None:
    evening = datetime(2026, 10, 31, 16, 30, tzinfo=UTC)  # 00.30 WITA on the first
    assert clock.day_of(evening) == date(2026, 11, 1)


@pytest.mark.django_db
def test_numbers_run_without_gaps() -> None:
    assert [next_number("sale:LPP") for _ in range(3)] == [1, 2, 3]
    assert next_number("sale:RTP") == 1


def test_a_secret_can_be_read_back_and_not_changed() -> None:
    stored = encrypt("B.I 101/2025")
    assert decrypt(stored) == "B.I 101/2025"
    assert "101" not in stored
    with pytest.raises(InvalidTag):
        decrypt(stored[:-8] + "AAAAAAA=")


def test_equal_texts_have_equal_indexes_whatever_their_spacing_and_case() -> None:
    assert blind_index("B.I 101/2025") == blind_index(" b.i101 / 2025")
    assert blind_index("B.I 101/2025") != blind_index("B.I 102/2025")


@pytest.mark.django_db
def test_a_rate_is_the_one_of_its_day() -> None:
    Rate.objects.create(key="tax-of-a-test", value="0.01", valid_from=date(2013, 7, 1), basis="PP 46/2013")
    Rate.objects.create(key="tax-of-a-test", value="0.005", valid_from=date(2022, 12, 20), basis="PP 55/2022")
    assert rate("tax-of-a-test", date(2022, 12, 19)).value == "0.01"
    assert rate("tax-of-a-test", date(2026, 1, 1)).basis == "PP 55/2022"
    with pytest.raises(RateUnknown):
        rate("tax-of-a-test", date(2000, 1, 1))


@pytest.mark.django_db
def test_every_connection_is_as_careful_as_we_need() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for pragma, value in (("recursive_triggers", 1), ("foreign_keys", 1)):
                cursor.execute(f"PRAGMA {pragma}")
                assert cursor.fetchone() == (value,)
        else:
            cursor.execute("SHOW session_replication_role")
            assert cursor.fetchone() == ("origin",)
