"""Every address of the product."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

# Where it was once, for bookmarks.
old_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jobtracker.home.urls")),
    path("account/", include("jobtracker.people.sign_in.urls")),
    path("sign-in/", login_not_required(require_safe(old_sign_in)), name="sign-in"),
    path("", include("applications.urls")),
    path("", include("interviews.urls")),
    path("desk/", include("jobtracker.desk.urls")),
    path("", include("jobtracker.people.urls")),
    path("firm/", include("jobtracker.people.firm_urls")),
    path("leave/", include("jobtracker.leave.urls")),
]

handler404 = "jobtracker.retry.not_found"
