from django.urls import URLPattern, path

from jobtracker.people.views import caseload, firm, firm_record, join_invites, looked_after, members

app_name = "firm"

urlpatterns: list[URLPattern] = [
    path("new/", firm.start, name="start"),
    path("<int:pk>/members/", members.members, name="members"),
    path("<int:pk>/invites/", join_invites.join_invites, name="join-invites"),
    path("invites/<int:pk>/again/", join_invites.again, name="join-invite-again"),
    path("invites/<int:pk>/withdrawal/", join_invites.withdrawal, name="join-invite-withdrawal"),
    path("members/<int:pk>/role/", members.role, name="role"),
    path("members/<int:pk>/handover/", members.handover, name="handover"),
    path("members/<int:pk>/removal/", members.removal, name="removal"),
    path("<int:pk>/record/", firm_record.record, name="record"),
    path("<int:pk>/caseload/", caseload.candidates, name="caseload"),
    path("<int:pk>/candidates/new/", caseload.add, name="add-candidate"),
    path("candidates/<int:pk>/", looked_after.candidate, name="candidate"),
    path("candidates/<int:pk>/contact/", looked_after.contact, name="contact"),
    path("candidates/<int:pk>/invite/", looked_after.claim_invite, name="claim-invite"),
    path(
        "candidates/<int:pk>/invite/withdrawal/",
        looked_after.claim_withdrawal,
        name="claim-withdrawal",
    ),
    path("candidates/<int:pk>/coordinator/", looked_after.coordinator, name="coordinator"),
    path("candidates/<int:pk>/ending/", looked_after.ending, name="ending"),
]
