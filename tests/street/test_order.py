"""The street keeps its order: rooms, signs, fact listeners, foreign keys, who writes where."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField

import siap
from siap.core.facts import FACTS, REACTIONS, room_of
from siap.street import FLOORS, ROOMS

HOUSE = Path(siap.__file__).parent
SIGNED = {room: importlib.import_module(f"siap.{room}").__doc__ or "" for room in ROOMS}
WRITES = {
    "insert", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update", "delete", "save",
}  # fmt: skip


def sources(*rooms: str) -> Iterator[Path]:
    for room in rooms or ROOMS:
        for path in sorted((HOUSE / room).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.parts):
                yield path


def test_every_room_stands_on_the_street_and_has_its_sign() -> None:
    folders = {path.name for path in HOUSE.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(ROOMS)
    assert all(sign.endswith(".") and len(sign) < 120 for sign in SIGNED.values()), SIGNED
    assert settings.INSTALLED_APPS[: len(ROOMS)] == [f"siap.{room}" for room in ROOMS]


def test_foreign_keys_point_left() -> None:
    for model in apps.get_models():
        if not model.__module__.startswith("siap."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey | ManyToManyField):
                target = room_of(field.related_model.__module__)
                here = room_of(model.__module__)
                assert ROOMS.index(target) <= ROOMS.index(here), f"{model.__name__}.{field.name}"


def test_foreign_keys_protect() -> None:
    for model in apps.get_models():
        if model.__module__.startswith("siap."):
            for field in model._meta.get_fields():
                if isinstance(field, ForeignKey):
                    assert field.remote_field.on_delete.__name__ == "PROTECT", f"{model.__name__}.{field.name}"


def test_facts_live_in_their_rooms_and_are_heard_to_the_right_only() -> None:
    for name, fact in FACTS.items():
        if not fact.__module__.startswith("siap.") or ".tests." in fact.__module__:
            continue
        assert fact.__module__ == f"siap.{name.split('.')[0]}.facts"
        assert (fact.__doc__ or "").strip(), name
        for reaction in REACTIONS.get(fact, []):
            listener = room_of(reaction.__module__)
            assert ROOMS.index(listener) >= ROOMS.index(room_of(fact.__module__)), f"{reaction.__name__} hears {name}"


FREE_TEXT = {"because", "note", "words", "evidence", "buyer", "reason", "found", "agreed", "supplier", "title"}


def test_facts_carry_no_free_text() -> None:
    """What a person types may hold a name, and the log cannot forget: reasons stand with their rows."""
    for name, fact in FACTS.items():
        if not fact.__module__.endswith(".facts"):
            continue
        typed = {one.name for one in fields(fact) if one.type in (str, str | None)} & FREE_TEXT
        assert not typed, f"{name} carries {typed}"


def test_listeners_hear_in_street_order() -> None:
    for fact, reactions in REACTIONS.items():
        places = [
            ROOMS.index(room_of(reaction.__module__)) for reaction in reactions if "tests" not in reaction.__module__
        ]
        assert places == sorted(places), fact.name


def test_a_reaction_is_at_most_five_lines() -> None:
    for path in sources():
        if path.name != "reactions.py":
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                body = [
                    part
                    for part in node.body
                    if not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
                ]
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1
                assert lines <= 5, f"{path}:{node.name}"


@pytest.mark.parametrize("floor", ["views.py", "forms.py", "queries.py", "rules.py", "postings.py"])
def test_only_services_write(floor: str) -> None:
    """Views, forms, queries, rules and postings never write a row."""
    for path in sources():
        if path.name != floor and path.parent.name != floor.removesuffix(".py"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                written = ast.unparse(node.func.value)
                writes = (
                    "objects" in written or (written, node.func.attr) == ("sql", "insert") or node.func.attr == "save"
                )
                assert not writes, f"{path}:{node.lineno}"


def test_only_home_writes() -> None:
    """A room writes its own tables; what it wants of another, it asks for by a verb."""
    models = {
        model.__name__: room_of(model.__module__) for model in apps.get_models() if model.__module__.startswith("siap.")
    }
    for path in sources():
        here = path.relative_to(HOUSE).parts[0]
        for node in ast.walk(ast.parse(path.read_text())):
            for name in _written(node):
                if name in models:
                    at_home = models[name] == here or (models[name], name, here) in NEIGHBOURLY
                    assert at_home, f"{path}:{node.lineno} writes {name}"


def _written(node: ast.AST) -> Iterator[str]:
    """The model whose rows a call writes: `Sale.objects.create(…)`, `sql.insert(Sale, …)`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        on = ast.unparse(node.func.value)
        if node.func.attr in WRITES - {"save"} and ".objects" in on:
            yield on.split(".objects")[0].split(".")[-1]
        if on == "sql" and node.func.attr == "insert":
            yield ast.unparse(node.args[0])


NEIGHBOURLY = {("workshop", "LotEdge", "market")}
"""The market adds the edge from a lot to a sale line: the graph is the workshop's, the sale line is known only there."""


def test_no_import_hides_in_a_function() -> None:
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [part for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom)]
                assert not inner, f"{path}:{node.name}"


def test_the_clock_is_the_only_clock() -> None:
    for path in sources():
        if path.name in {"clock.py"}:
            continue
        text = path.read_text()
        for banned in ("timezone.now", "datetime.now", "date.today", "timezone.localdate", "utcnow"):
            assert banned not in text, f"{path} reads {banned}"


def test_floors_are_told_in_order() -> None:
    assert FLOORS[0] == "urls"
    assert FLOORS[-1] == "rules"


def test_everything_public_says_what_it_is() -> None:
    missing = []
    for path in sources():
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree) and path.read_text().strip():
            missing.append(str(path))
        for node in tree.body:
            is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node):
                missing.append(f"{path}:{node.lineno} {node.name}")
    assert not missing, "\n".join(missing)
