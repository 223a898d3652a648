"""django-ledger writes journal entries of fourteen transactions by its own API: `python measure.py DATABASE_URL ENTRIES`.

Each entry is posted, and durable when it returns. Prints entries a second as JSON. Run in django-ledger's own environment.
"""

import json
import sys
from datetime import UTC, datetime
from time import perf_counter
from urllib.parse import parse_qsl, unquote, urlsplit

import django
from django.conf import settings

at = urlsplit(sys.argv[1])
settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": at.path.lstrip("/"),
            "USER": unquote(at.username or ""),
            "PASSWORD": unquote(at.password or ""),
            "HOST": at.hostname or "",
            "PORT": at.port or "",
            "OPTIONS": dict(parse_qsl(at.query)),
        }
    },
    INSTALLED_APPS=[
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
        "django.contrib.staticfiles", "django_ledger",
    ],
    STATIC_URL="/static/",
    ROOT_URLCONF="django_ledger.urls",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)  # fmt: skip
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django_ledger.io.roles import ASSET_CA_CASH, LIABILITY_CL_OTHER  # noqa: E402
from django_ledger.models import EntityModel  # noqa: E402

MEMBERS = 6


def main() -> None:
    """Prepare, then write."""
    call_command("migrate", verbosity=0)
    admin = get_user_model().objects.create_user("bench", password="bench")  # nosec B106 (a database that is thrown away)
    entity = EntityModel.create_entity(name="Bench", use_accrual_method=True, admin=admin, fy_start_month=1)
    entity.create_chart_of_accounts(assign_as_default=True, commit=True)
    codes = [("1010", ASSET_CA_CASH)] + [(str(2010 + number), LIABILITY_CL_OTHER) for number in range(2 * MEMBERS + 1)]
    accounts = []
    for code, role in codes:
        kept = entity.create_account(
            code=code, role=role, name=f"Account {code}", active=True,
            balance_type="debit" if role == ASSET_CA_CASH else "credit",
        )  # fmt: skip
        accounts.append(kept[1] if isinstance(kept, tuple) else kept)
    ledger = entity.create_ledger(name="Bench", posted=True)
    amounts = [70_000, *([2_500, 7_500] * MEMBERS), 10_000]

    def post(number: int) -> None:
        """What `ledger.post` writes in the same run: a month shared among six, and the state's part."""
        ledger.commit_txs(
            je_timestamp=datetime.now(UTC),
            je_txs=[
                {
                    "account": account,
                    "amount": amount,
                    "tx_type": "debit" if place == 0 else "credit",
                    "description": f"bench:{number}",
                }
                for place, (account, amount) in enumerate(zip(accounts, amounts, strict=True))
            ],
            je_posted=True,
        )

    post(-1)
    entries = int(sys.argv[2])
    began = perf_counter()
    for number in range(entries):
        post(number)
    print(json.dumps(entries / (perf_counter() - began)))


if __name__ == "__main__":
    main()
