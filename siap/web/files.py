"""How static files are stored for serving."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Compressed, with the digest in the name, also where one script imports another: a module is loaded once, and for ever."""

    support_js_module_import_aggregation = True
