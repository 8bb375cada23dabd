"""The addresses of the pages about one candidate."""

from django.urls import URLPattern, path

from jobtracker.desk.candidates.views import candidate, log

candidate_urls: list[URLPattern] = [
    path("candidates/<int:pk>/", candidate.candidate, name="candidate"),
    path("candidates/<int:pk>/activities/", candidate.activities, name="activities"),
    path("candidates/<int:pk>/log/", log.log, name="log"),
    path("activities/<int:pk>/completion/", log.completion, name="completion"),
    path("activities/<int:pk>/reopening/", log.reopening, name="reopening"),
    path("activities/<int:pk>/taking-back/", log.taking_back, name="taking-back"),
    path("noted/", log.noted, name="noted"),
]
