from django.urls import URLPattern, path

from applications.views import applications, red_flags

app_name = "applications"

urlpatterns: list[URLPattern] = [
    path("applications/", applications.application_list, name="list"),
    path("applications/new/", applications.new, name="new"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("applications/<int:pk>/red-flags/", red_flags.raise_flag, name="red-flags"),
    path("red-flags/<int:pk>/check/", red_flags.check, name="check"),
    path("red-flags/<int:pk>/resolution/", red_flags.resolve, name="resolution"),
    path("red-flags/<int:pk>/reopening/", red_flags.reopen, name="reopening"),
]
