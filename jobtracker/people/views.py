"""Signing in, with Django's own view."""

from django.contrib.auth.views import LoginView


class SignIn(LoginView):
    """Lets in by e-mail and password; who is in already goes on home."""

    template_name = "registration/login.html"
    redirect_authenticated_user = True
