"""`siap rotate-key`: encrypted texts go under a new key, while the office works."""

from typing import Any

from django.core.management.base import BaseCommand

from siap.core import rekeying


class Command(BaseCommand):
    """A new key, every text under it, and what is left to do by hand."""

    help = "Put every encrypted text (register numbers, phones, profiles) under a new key, while the office works."

    def handle(self, *args: Any, **options: Any) -> None:
        """Change the key and say what became of it."""
        key, texts = rekeying.change_key()
        self.stdout.write(f"{texts} texts lie under the new key {key} now.")
        self.stdout.write("Copy the folder keys to its safe place again. Older backups still need the older keys.")
