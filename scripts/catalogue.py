"""The catalogues of translations, without GNU gettext: `update`, `compile`, `check`.

Indonesian is what the screens are written in, so its sentences are the message ids and English is the catalogue.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
SINGULAR = ("_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy")
PLURAL = ("ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy")
HEAD = r"""# English for the Indonesian sentences of the screens. `make messages` keeps the sentences; people write the English.
msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
MARKS = dict.fromkeys(SINGULAR + PLURAL)
SHOWN = 20

Call = tuple[int, str, list[str]]
"""A marked call: its line, its function, the texts it is given."""


def update() -> int:
    """Bring the English catalogue up to date; new sentences stand there without a translation."""
    written, kept = template(), catalogue()
    kept.update(written, no_fuzzy_matching=True)
    kept.obsolete.clear()
    save(kept)
    print(f"{len(kept)} sentences, {len(untranslated())} without English: {ENGLISH.relative_to(ROOT)}")
    return 0


def save(english: Catalog) -> None:
    """Write the English catalogue, under a head that says no more than a reader of it needs."""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        file.write(HEAD.encode())
        write_po(file, english, width=100, sort_by_file=True, include_lineno=False, omit_header=True)


def compile_all() -> int:
    """Write the `.mo` beside every `.po` that is newer."""
    for path in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            with path.open("rb") as source, compiled.open("wb") as target:
                write_mo(target, read_po(source, locale=path.parts[-3]))
    return 0


def check() -> int:
    """Fail, naming the first, when a sentence of the screens has no English."""
    missing = untranslated()
    for message in missing[:SHOWN]:
        where = ", ".join(f"{path}:{line}" for path, line in message.locations[:2])
        print(f"without English: {message.id!r} ({where})", file=sys.stderr)
    if missing:
        print(f"{len(missing)} sentences have no English (make messages lists them all).", file=sys.stderr)
    return 1 if missing else 0


def untranslated() -> list[Message]:
    """Every sentence that code or templates show and that English does not know."""
    english = catalogue()
    return [message for message in template() if message.id and not _is_translated(english, message)]


def _is_translated(english: Catalog, message: Message) -> bool:
    known = english.get(message.id, message.context)
    if known is None or known.fuzzy:
        return False
    return all(known.string) if isinstance(known.string, tuple) else bool(known.string)


def catalogue() -> Catalog:
    """The English catalogue as it is now, empty when there is none."""
    if not ENGLISH.exists():
        return Catalog(locale="en", project="Siap Usaha")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def template() -> Catalog:
    """Every sentence marked for translation, with where it stands."""
    found = Catalog(project="Siap Usaha")
    for path in sources():
        text = path.read_text(encoding="utf-8")
        calls = calls_in_python(text) if path.suffix == ".py" else calls_in_template(text, str(path))
        for line, function, words in calls:
            add(found, function, words, (str(path.relative_to(ROOT)), line))
    return found


def calls_in_python(text: str) -> Iterator[Call]:
    """Every marked call of a module, also inside an f-string (which a reader of tokens passes over before Python 3.12)."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            function = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if function in MARKS:
                yield node.lineno, function, [literal(word) for word in node.args]


def literal(node: ast.expr) -> str:
    """The text of a literal string; of anything else, nothing."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def calls_in_template(text: str, origin: str) -> Iterator[Call]:
    """Every marked sentence of a template; its indentation follows the HTML and would stop a reader of Python."""
    lines = templatize(text, origin=origin).split("\n")
    python = "\n".join(line.lstrip() for line in lines).encode()
    for line, function, words, _comments in extract_python(io.BytesIO(python), MARKS, [], {}):
        yield line, str(function), [words] if isinstance(words, str) else list(words)


def add(found: Catalog, function: str, arguments: list[str], place: tuple[str, int]) -> None:
    """Put one marked call into the catalogue; a sentence that is no literal cannot be translated and is skipped."""
    context = arguments.pop(0) if "pgettext" in function else None
    sentences = arguments[: 2 if function in PLURAL else 1]
    if sentences and all(sentences):
        found.add(sentences[0] if function in SINGULAR else tuple(sentences), locations=[place], context=context)


def sources() -> Iterator[Path]:
    """The files that can hold a sentence for a screen."""
    for path in sorted((ROOT / "siap").rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not {"tests", "migrations", "static"} & set(path.parts):
            yield path


VERBS = {"update": update, "compile": compile_all, "check": check}

if __name__ == "__main__":
    settings.configure()
    sys.exit(VERBS[sys.argv[1]]())
