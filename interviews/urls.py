from functools import partial

from django.urls import URLPattern, path

from interviews import occasions
from interviews.practice_urls import practice_urls
from interviews.views import (
    agenda,
    bring_in,
    debrief,
    decision,
    feedback,
    feeds,
    gate,
    interview,
    invitation,
    letter,
    letter_doors,
    message,
    other_times,
    points,
    schedule,
)

app_name = "interviews"

letters_at = partial(
    letter_doors.letter_paths,
    page=letter.letter,
    wording=letter.wording,
    file=letter.file,
    sent=letter.sent,
    sending=letter.sending,
    recall=letter.recall,
    state=letter.state,
)

urlpatterns: list[URLPattern] = [
    path("invitations/new/", bring_in.bring_in, name="bring-in"),
    path("invitations/new/text/", bring_in.paste, name="paste"),
    path("invitations/new/file/", bring_in.upload, name="upload"),
    path("invitations/new/call/", bring_in.call, name="call"),
    path("messages/<int:pk>/", message.confirm, name="message"),
    path("messages/<int:pk>/original/", message.original, name="original"),
    path("invitations/<int:pk>/", invitation.invitation, name="invitation"),
    path("invitations/<int:pk>/interest/", invitation.interest, name="interest"),
    path("invitations/<int:pk>/facts/", invitation.facts, name="facts"),
    path("invitations/<int:pk>/details/", invitation.details, name="details"),
    path("invitations/<int:pk>/red-flags/", invitation.red_flags, name="red-flags"),
    path("invitations/<int:pk>/decision/", decision.decide, name="decision"),
    path("invitations/<int:pk>/lapse/", decision.lapse, name="lapse"),
    path("invitations/<int:pk>/other-times/", other_times.other_times, name="other-times"),
    path("interviews/<int:pk>/", interview.interview, name="interview"),
    *practice_urls,
    path("interviews/<int:pk>/debrief/", debrief.debrief, name="debrief"),
    path("interviews/<int:pk>/confirmation/", debrief.confirmation, name="confirmation"),
    path("interviews/<int:pk>/decision/", gate.gate, name="gate"),
    *letters_at("invitations/<int:pk>/letter/", occasions.INVITATION),
    *letters_at("interviews/<int:pk>/letter/", occasions.WITHDRAWAL),
    *letters_at("interviews/<int:pk>/letters/", occasions.INTERVIEW),
    *letters_at("applications/<int:pk>/letters/", occasions.APPLICATION),
    *letters_at("offers/<int:pk>/letters/", occasions.OFFER),
    path("feedback/", feedback.feedback_list, name="feedback-list"),
    path("applications/<int:pk>/feedback/", feedback.of_application, name="application-feedback"),
    path("feedback/<int:pk>/", feedback.feedback, name="feedback"),
    path("feedback/<int:pk>/chase/", feedback.chase, name="feedback-chase"),
    path("feedback/<int:pk>/none/", feedback.none_available, name="feedback-none"),
    path("feedback/<int:pk>/removal/", feedback.removal, name="feedback-removal"),
    path("feedback/<int:pk>/points/", feedback.points, name="points"),
    path("feedback/points/<int:pk>/", points.point, name="point"),
    path("feedback/points/<int:pk>/acceptance/", points.acceptance, name="point-acceptance"),
    path("feedback/points/<int:pk>/rejection/", points.rejection, name="point-rejection"),
    path("feedback/points/<int:pk>/task/", points.task, name="point-task"),
    path("feedback/points/<int:pk>/evidence/", points.evidence, name="point-evidence"),
    path("feedback/points/<int:pk>/comparison/", points.comparison, name="point-comparison"),
    path("feedback/points/<int:pk>/removal/", points.removal, name="point-removal"),
    path("calendar/", schedule.schedule, name="schedule"),
    path("calendar/subscriptions/", feeds.feeds, name="feeds"),
    path("calendar/subscriptions/<int:pk>/removal/", feeds.removal, name="feed-removal"),
    path("calendar/<str:token>/interviews.ics", feeds.feed, name="feed"),
    path("interviews/<int:pk>/file/", agenda.interview_file, name="interview-file"),
]
