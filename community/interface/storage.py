from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for everything, the modules that our scripts import included."""

    support_js_module_import_aggregation = True
