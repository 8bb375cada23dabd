from django.urls import URLPattern, path

from jobtracker.leave import views

app_name = "leave"

urlpatterns: list[URLPattern] = [
    path("", views.index, name="index"),
    path("archive/", views.archive, name="archive"),
    path("restoration/", views.restoration, name="restoration"),
    path("erasure/", views.erasure, name="erasure"),
    path("gone/", views.gone, name="gone"),
]
