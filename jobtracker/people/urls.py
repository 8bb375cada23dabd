from django.urls import URLPattern, path

from jobtracker.people.views import invites, profile, reminders, seen, sharing, sign_ins

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("settings/", profile.profile, name="profile"),
    path("settings/situation/", profile.situation, name="situation"),
    path("settings/letters/", profile.letters, name="letters"),
    path("settings/farewell/", profile.farewell, name="farewell"),
    path("settings/money/", profile.money, name="money"),
    path("settings/reminders/", reminders.reminders, name="reminders"),
    path("settings/sharing/", sharing.sharing, name="sharing"),
    path("settings/sharing/<int:pk>/", sharing.scopes, name="scopes"),
    path("settings/sharing/<int:pk>/end/", sharing.end, name="end"),
    path("settings/sharing/<int:pk>/acceptance/", sharing.acceptance, name="acceptance"),
    path("settings/sharing/<int:pk>/refusal/", sharing.refusal, name="refusal"),
    path("settings/seen/", seen.seen, name="seen"),
    path("settings/sign-ins/", sign_ins.sign_ins, name="sign-ins"),
    path("mail/off/<str:token>/", reminders.way_out, name="way-out"),
    path("mood/", profile.mood, name="mood"),
    path("invites/open/", invites.open_invite, name="open-invite"),
    path("invites/open/claim/", invites.claim, name="claim"),
    path("invites/open/membership/", invites.join, name="join"),
    path("invites/open/refusal/", invites.refusal, name="refuse-invite"),
    path("invites/<str:token>/", invites.follow, name="invite"),
]
