"""A form for one more program that shows the interviews."""

from django import forms


class FeedForm(forms.Form):
    """What the address is for, and how much it tells."""

    name = forms.CharField(
        max_length=60,
        label="For which calendar?",
        help_text="Such as “My phone”, so that you know later which one to end.",
    )
    is_discreet = forms.BooleanField(
        required=False,
        label="Only the times",
        help_text="Each interview is called “Appointment”, without place and employer.",
    )
