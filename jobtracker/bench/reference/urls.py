"""The one address of the reference."""

from django.urls import URLPattern, path

from jobtracker.bench.reference.views import rows

urlpatterns: list[URLPattern] = [path("", rows)]
