"""The open data as programs read it, described in OpenAPI 3.1. Pure."""

from typing import Any

from siap.core.text import Text, _

ADDRESSES: tuple[tuple[str, Text], ...] = (
    ("web:api-impact", _("Angka setiap UPT pada akhir setiap triwulan, orang dalam kelipatan lima.")),
    ("web:api-products", _("Produk yang boleh dibeli sekarang, dengan harga dan sisa barangnya.")),
    ("web:api-stories", _("Kabar yang terbit.")),
)
"""Every address, and what it tells."""

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
UID, DAY, ADDRESS = ({"type": "string", "format": form} for form in ("uuid", "date", "uri"))

IMPACT = {
    "quarter": {"type": "string", "pattern": r"^20\d\d-T[1-4]$", "description": "from the beginning up to its end"},
    "unit_code": TEXT,
    "unit": TEXT,
    "groups": WHOLE | {"description": "business groups at work at its end"},
    "trained_at_least": {"type": ["integer", "null"], "description": "people, rounded down to fives; null below five"},
    "sold_rupiah": WHOLE | {"description": "rounded down to Rp100,000"},
}
PRODUCT = {
    "uid": UID,
    "name": TEXT,
    "brand": TEXT,
    "made_at": TEXT,
    "price_rupiah": WHOLE,
    "weight_gram": {"type": ["integer", "null"]},
    "pieces": WHOLE | {"description": "that can be bought now"},
    "address": ADDRESS,
}
STORY = {"uid": UID, "title": TEXT, "opening": TEXT, "published_on": DAY, "address": ADDRESS}
EXAMPLES: dict[str, dict[str, Any]] = {
    "web:api-impact": {
        "quarter": "2026-T3", "unit_code": "LPP", "unit": "Lapas Kelas IIA Palu", "groups": 2, "trained_at_least": 15,
        "sold_rupiah": 12_300_000,
    },
    "web:api-products": {
        "uid": "0199b1c8-7a10-7c3e-9a53-0a7d1f2b3c4d", "name": "Bawang goreng 100 g", "brand": "Bawang Sari",
        "made_at": "Lapas Kelas IIA Palu", "price_rupiah": 40_000, "weight_gram": 100, "pieces": 12,
        "address": "https://contoh.example/toko/0199b1c8-7a10-7c3e-9a53-0a7d1f2b3c4d/",
    },
    "web:api-stories": {
        "uid": "0199b1c8-7a10-7c3e-9a53-0a7d1f2b3c4e", "title": "Bawang goreng pertama", "opening": "Kelompok …",
        "published_on": "2026-10-20",
        "address": "https://contoh.example/kabar/0199b1c8-7a10-7c3e-9a53-0a7d1f2b3c4e/",
    },
}  # fmt: skip
FIELDS: dict[str, dict[str, Any]] = {"web:api-impact": IMPACT, "web:api-products": PRODUCT, "web:api-stories": STORY}


def document(server: str, paths: dict[str, str], limit: int) -> dict[str, Any]:
    """The description: `paths` by route, `limit` of questions a minute."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Siap Usaha: open data",
            "version": "1",
            "description": f"What anybody may read, as JSON. A key may ask {limit} times a minute. No person is in it.",
        },
        "servers": [{"url": server}],
        "security": [{"key": []}],
        "paths": {paths[route]: {"get": _asked(route, str(meaning))} for route, meaning in ADDRESSES},
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Refusal": _object({"error": TEXT})},
        },
    }


def _asked(route: str, meaning: str) -> dict[str, Any]:
    refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    rows = {"type": "array", "items": _object(FIELDS[route])}
    told = {"schema": _object({"data": rows}), "example": {"data": [EXAMPLES[route]]}}
    return {
        "operationId": route.removeprefix("web:api-"),
        "summary": meaning,
        "responses": {
            "200": {"description": "what there is", "content": {"application/json": told}},
            "401": {"description": "no key, an unknown or a withdrawn one", "content": refusal},
            "429": {
                "description": "asked too often in this minute",
                "headers": {"Retry-After": {"schema": WHOLE, "description": "seconds"}},
                "content": refusal,
            },
        },
    }


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
