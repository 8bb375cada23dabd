"""The addresses of rights to represent, and of what is sent by them."""

from django.urls import URLPattern, path

from jobtracker.desk.submissions import rights, steps, views

submission_urls: list[URLPattern] = [
    path("candidates/<int:pk>/submissions/", views.submissions, name="submissions"),
    path("candidates/<int:pk>/rights/new/", rights.new, name="new-right"),
    path("rights/<int:pk>/", rights.right, name="right"),
    path("rights/<int:pk>/yes/", rights.written_yes, name="written-yes"),
    path("rights/<int:pk>/double/", rights.double, name="right-double"),
    path("rights/<int:pk>/submission/", views.new, name="new-submission"),
    path("submissions/<int:pk>/", views.submission, name="submission"),
    path("submissions/<int:pk>/edit/", views.edit, name="edit-submission"),
    path("submissions/<int:pk>/sending/", steps.sending, name="submission-sending"),
    path("submissions/<int:pk>/steps/", steps.steps, name="submission-steps"),
    path("submissions/<int:pk>/ending/", steps.ending, name="submission-ending"),
    path("submissions/<int:pk>/passing-on/", steps.passing_on, name="submission-passing-on"),
    path("submissions/<int:pk>/placement/", steps.placement, name="submission-placement"),
    path("rights/<int:pk>/taking-back/", rights.taking_back, name="right-taking-back"),
]
