"""The addresses of a firm's settings of the guidance."""

from django.urls import URLPattern, path

from jobtracker.desk.policy import views

policy_urls: list[URLPattern] = [
    path("firms/<int:pk>/policy/", views.policy, name="policy"),
    path("firms/<int:pk>/policy/adoption/", views.adoption, name="policy-adoption"),
]
