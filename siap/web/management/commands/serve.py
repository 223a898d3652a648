"""`siap serve`."""

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from siap.core import guards
from siap.market import services as market
from siap.web import serving, tls, trust


class Command(BaseCommand):
    """Serves the office; with `--tls`, under its own authority or a given certificate."""

    help = "Serve the office: pages, static files and jobs."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to answer, and how."""
        usual = serving.Address()
        parser.add_argument("--host", default=usual.host, help="address to answer at; 0.0.0.0 is every network")
        parser.add_argument("--port", type=int, default=usual.port)
        parser.add_argument("--workers", type=int, default=usual.workers, help="processes (default: cores)")
        parser.add_argument("--tls", action="store_true", help="serve over TLS, with an own authority unless --cert")
        parser.add_argument("--cert", type=Path, help="certificate chain, PEM")
        parser.add_argument("--key", type=Path, help="its private key, PEM, PKCS#8")

    def handle(self, **options: Any) -> None:
        """Serve until told to stop."""
        address = serving.Address(host=options["host"], port=options["port"], workers=options["workers"])
        ensure_free(address)
        if missing := guards.missing(connection):
            raise CommandError(
                f"Guards of the database are not whole ({missing[0]} …). Run: siap migrate, then siap verify."
            )
        market.name_debts(by=None)  # an office of the first edition, once (ADR 0020)
        certificate = None
        if options["tls"] or options["cert"]:
            names = tls.local_names(address.host)
            self.load_settings_for_tls(names)
            certificate = self.certificate(address, names, options["cert"], options["key"])
        self.stdout.write(f"Siap Usaha: {address.url(secure=certificate is not None)}")
        self.stdout.flush()
        serving.serve(address, certificate)

    def load_settings_for_tls(self, names: list[str]) -> None:
        """Secure cookies and the names we answer to are settings, and settings are read once: begin again with them."""
        if settings.TLS:
            return
        os.environ["SIAP_TLS"] = "1"
        os.environ.setdefault("SIAP_HOSTS", ",".join(names))
        os.execv(sys.executable, [sys.executable, "-m", "siap", *sys.argv[1:]])

    def certificate(
        self, address: serving.Address, names: list[str], chain: Path | None, key: Path | None
    ) -> tls.Certificate:
        """The given certificate, or one of the office's own authority with a sheet on how to trust it."""
        if chain or key:
            if not (chain and key and chain.exists() and key.exists()):
                raise CommandError("--cert and --key go together, and both files must be there.")
            return tls.Certificate(chain, key)
        authority = tls.authority(settings.DATA / "tls", names)
        sheet = trust.write_sheet(authority, f"https://{names[0]}:{address.port}/")
        self.stdout.write(f"Devices must trust this office once; print {sheet}")
        return tls.server_certificate(authority, names)


def ensure_free(address: serving.Address) -> None:
    """Say in a sentence that somebody else answers there already; the server would only fall over."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        socket.create_server((address.host, address.port), family=family).close()
    except (OSError, OverflowError) as error:
        raise CommandError(f"Cannot answer at {address.host}, port {address.port}: {error}. Try --port.") from error
