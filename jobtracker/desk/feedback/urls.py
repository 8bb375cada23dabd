from django.urls import URLPattern, path

from jobtracker.desk.feedback import acts, views

feedback_urls: list[URLPattern] = [
    path("feedback/", views.desk, name="feedback"),
    path("feedback/interviews/<int:pk>/", views.ask, name="ask-client"),
    path("feedback/interviews/<int:pk>/no-news/", acts.no_news, name="no-news"),
    path("feedback/<int:pk>/", views.feedback_request, name="feedback-request"),
    path("feedback/<int:pk>/chase/", acts.chase, name="chase-client"),
    path("feedback/<int:pk>/escalation/", acts.escalation, name="feedback-escalation"),
    path("feedback/<int:pk>/none/", acts.none_available, name="no-feedback"),
    path("feedback/<int:pk>/withdrawal/", acts.withdrawal, name="feedback-withdrawal"),
    path("feedback/<int:pk>/answer/", acts.answer, name="client-answer"),
    path("feedback/<int:pk>/reading/", acts.reading, name="client-reading"),
    path("feedback/<int:pk>/relay/", acts.relay, name="relay"),
    path("feedback/<int:pk>/wish/", acts.wish, name="refused-wish"),
]
