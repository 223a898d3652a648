"""`siap facts`: who says what, and who hears it."""

from typing import Any

from django.core.management.base import BaseCommand

from siap.core.facts import FACTS, REACTIONS, room_of


class Command(BaseCommand):
    """Every fact in street order with its meaning and its listeners."""

    help = "List every fact: which room says it, which rooms react."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table."""
        for name, fact in FACTS.items():
            self.stdout.write(f"{name}: {(fact.__doc__ or '').splitlines()[0]}")
            for reaction in REACTIONS.get(fact, []):
                self.stdout.write(f"    → {room_of(reaction.__module__)}.{reaction.__name__}")
