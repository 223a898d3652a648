"""Load the programme and its demo history: all of it, or nothing."""

from datetime import date, timedelta

from django.db import connection, transaction

from siap.core import clock
from siap.people.models import Office
from siap.web.demo import founding, history, webshop
from siap.web.demo.life import Life


def is_loaded() -> bool:
    """Whether an office stands here."""
    return Office.objects.exists()


def window(today: date) -> tuple[date, date]:
    """The twelve whole months before this one; never before the agreement was signed."""
    end = today.replace(day=1) - timedelta(days=1)
    start = end.replace(day=1)
    for _ in range(11):
        start = (start - timedelta(days=1)).replace(day=1)
    return max(start, founding.SIGNED_ON), end


@transaction.atomic
def load(today: date) -> Life:
    """Found the office and live its history, in one transaction."""
    start, end = window(today)
    with clock.fixed(clock.at(start, 7)):
        programme = founding.found(since=start)
    life = Life(programme, start, end)
    history.live(life)
    with clock.fixed(clock.at(life.end, 18)):
        webshop.open_shops(life)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # so much came at once that the planner must look anew
    return life
