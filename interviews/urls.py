from django.urls import URLPattern, path

from interviews.views import bring_in, decision, interview, invitation, letter, message

app_name = "interviews"

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
    path("invitations/<int:pk>/letter/", letter.letter, name="letter"),
    path("invitations/<int:pk>/letter/file/", letter.letter_file, name="letter-file"),
    path("interviews/<int:pk>/", interview.interview, name="interview"),
]
