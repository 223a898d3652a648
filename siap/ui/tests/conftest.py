"""The look needs no database: templates are rendered without a request, addresses are stand-ins."""

from collections.abc import Callable
from typing import Any

import pytest
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

Render = Callable[..., str]


@pytest.fixture
def render(settings: Any) -> Render:
    """Render a piece of template text as any room's template would be."""
    settings.ROOT_URLCONF = "siap.ui.tests.addresses"

    def rendered(text: str, **context: Any) -> str:
        return engines["django"].from_string(CottonCompiler().process(text)).render(context)

    return rendered
