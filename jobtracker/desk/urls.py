from django.urls import URLPattern, path

from jobtracker.desk import views
from jobtracker.desk.candidates.urls import candidate_urls
from jobtracker.desk.clients.urls import client_urls

app_name = "desk"

urlpatterns: list[URLPattern] = [
    path("", views.worklist, name="worklist"),
    *candidate_urls,
    *client_urls,
]
