"""The addresses of a firm's figures."""

from django.urls import URLPattern, path

from jobtracker.desk.insights import views

insight_urls: list[URLPattern] = [
    path("firms/<int:pk>/insights/", views.insights, name="insights"),
    path("firms/<int:pk>/insights/table/", views.table, name="insights-table"),
]
