"""The addresses of hotlists."""

from django.urls import URLPattern, path

from jobtracker.desk.hotlists import reminder_views, views

hotlist_urls: list[URLPattern] = [
    path("firms/<int:pk>/hotlists/", views.hotlists, name="hotlists"),
    path("firms/<int:pk>/hotlists/entries/", views.entries, name="hotlist-entries"),
    path("hotlists/<int:pk>/", views.hotlist, name="hotlist"),
    path("hotlists/<int:pk>/edit/", views.edit, name="edit-hotlist"),
    path("hotlists/<int:pk>/removal/", views.removal, name="hotlist-removal"),
    path("hotlists/<int:pk>/entries/removal/", views.entry_removal, name="hotlist-entry-removal"),
    path("firms/<int:pk>/reminders/", reminder_views.preview, name="reminders"),
    path("firms/<int:pk>/reminders/sending/", reminder_views.sending, name="reminder-sending"),
    path("candidates/<int:pk>/hotlists/", views.of_candidate, name="candidate-hotlists"),
]
