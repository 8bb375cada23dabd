from django.urls import URLPattern, path

from jobtracker.desk import views

app_name = "desk"

urlpatterns: list[URLPattern] = [
    path("", views.worklist, name="worklist"),
]
