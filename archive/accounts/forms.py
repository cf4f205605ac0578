"""The form by which a reader signs up."""

from django import forms
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import User


class SignUpForm(UserCreationForm):
    email = forms.EmailField(
        label="E-mail address", help_text="A letter is sent there to confirm it."
    )

    class Meta:
        model = User
        fields = ["username", "email"]
        labels = {"username": "Name"}
