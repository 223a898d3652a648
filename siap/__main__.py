"""The console script `siap`: every management command under our name, our own first."""

import os
import re
import sys
from textwrap import fill

import django
from django.core.management import execute_from_command_line, get_commands, load_command_class

ASKS_FOR_HELP: tuple[list[str], ...] = ([], ["help"], ["--help"], ["-h"])


def main() -> None:
    """Run `siap <command> …`; without a command, say what there is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siap.settings")
    os.umask(0o077)  # database, documents, logs and backups hold names: nobody else on this machine reads them
    if sys.argv[1:] in ASKS_FOR_HELP:
        django.setup()
        sys.stdout.write(overview())
    else:
        command, *options = sys.argv[1:]
        execute_from_command_line(["siap", re.sub(r"(?<=\w)-", "_", command), *options])  # rotate-key is rotate_key.py


def overview() -> str:
    """Our commands with one line each, then the names of the framework's."""
    homes = get_commands()
    ours = sorted(name for name, home in homes.items() if str(home).startswith("siap."))
    lines = (f"  {name.replace('_', '-'):<10} {load_command_class(homes[name], name).help}" for name in ours)
    others = fill(", ".join(sorted(homes.keys() - set(ours))), 100, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(
        ["siap <command> [options]; siap help <command> says more.", "", *lines, "", "From the framework:", others, ""]
    )


if __name__ == "__main__":
    main()
