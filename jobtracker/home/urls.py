from django.urls import URLPattern, path

from jobtracker.home import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("situation/", views.situation, name="situation"),
    path("start/", views.start, name="start"),
]
