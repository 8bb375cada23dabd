"""Every address of the product."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path

from jobtracker.people.views import SignIn

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jobtracker.home.urls")),
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("", include("applications.urls")),
    path("", include("interviews.urls")),
    path("desk/", include("jobtracker.desk.urls")),
]
