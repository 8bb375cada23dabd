from django.urls import URLPattern

from jobtracker.desk.candidates.urls import candidate_urls
from jobtracker.desk.clients.urls import client_urls
from jobtracker.desk.feedback.urls import feedback_urls
from jobtracker.desk.hotlists.urls import hotlist_urls
from jobtracker.desk.insights.urls import insight_urls
from jobtracker.desk.policy.urls import policy_urls
from jobtracker.desk.submissions.urls import submission_urls
from jobtracker.desk.worklist.urls import worklist_urls

app_name = "desk"

urlpatterns: list[URLPattern] = [
    *worklist_urls,
    *candidate_urls,
    *hotlist_urls,
    *client_urls,
    *submission_urls,
    *feedback_urls,
    *policy_urls,
    *insight_urls,
]
