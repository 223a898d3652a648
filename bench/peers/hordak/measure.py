"""django-hordak writes entries of fourteen legs by its own API: `python measure.py DATABASE_URL ENTRIES`.

Each transaction is durable when it returns. Prints entries a second as JSON. Run in hordak's own environment.
"""

import json
import sys
from time import perf_counter

import dj_database_url
import django
from django.conf import settings

settings.configure(
    DATABASES={"default": dj_database_url.parse(sys.argv[1])},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "mptt", "hordak"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DEFAULT_CURRENCY="IDR",
    HORDAK_INTERNAL_CURRENCY="IDR",
    CURRENCIES=["IDR"],
    USE_TZ=True,
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from hordak.models import Account, AccountType, Leg, Transaction  # noqa: E402
from moneyed import Money  # noqa: E402

MEMBERS = 6


def post(source: Account, held: list[Account], state: Account, number: int) -> None:
    """What `ledger.post` writes in the same run: a month shared among six, and the state's part."""
    with transaction.atomic():
        entry = Transaction.objects.create(description=f"bench:{number}")
        Leg.objects.create(transaction=entry, account=source, debit=Money(70_000, "IDR"))
        for place, account in enumerate(held):
            Leg.objects.create(transaction=entry, account=account, credit=Money(2_500 + 5_000 * (place % 2), "IDR"))
        Leg.objects.create(transaction=entry, account=state, credit=Money(10_000, "IDR"))


def main() -> None:
    """Prepare, then write."""
    call_command("migrate", verbosity=0)
    source = Account.objects.create(name="Clearing", type=AccountType.asset, code="1")
    state = Account.objects.create(name="State", type=AccountType.liability, code="2")
    held = [
        Account.objects.create(name=f"Held {number}", type=AccountType.liability, code=str(number + 3))
        for number in range(2 * MEMBERS)
    ]
    post(source, held, state, -1)
    entries = int(sys.argv[2])
    began = perf_counter()
    for number in range(entries):
        post(source, held, state, number)
    print(json.dumps(entries / (perf_counter() - began)))


if __name__ == "__main__":
    main()
