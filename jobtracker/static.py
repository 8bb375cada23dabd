"""How static files are stored: compressed, under a name made from their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports between our JavaScript modules to the hashed names."""

    support_js_module_import_aggregation = True
