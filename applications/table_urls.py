"""The addresses of tables that come in and go out."""

from django.urls import URLPattern, path

from applications.views import exports, imports

table_urls: list[URLPattern] = [
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.import_, name="import"),
    path("imports/<int:pk>/columns/", imports.columns, name="import-columns"),
    path("imports/<int:pk>/check/", imports.check, name="import-check"),
    path("imports/<int:pk>/taking/", imports.taking, name="import-taking"),
    path("imports/<int:pk>/undoing/", imports.undoing, name="import-undoing"),
    path("imports/<int:pk>/discarding/", imports.discarding, name="import-discarding"),
    path("applications/export/", exports.exports, name="exports"),
    path("applications/export/file/", exports.export_file, name="export-file"),
]
