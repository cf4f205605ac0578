"""The form by which a reader saves a search and changes what was saved."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from search.models import SavedSearch


class SavedSearchForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["name", "cadence", "is_paused", "note"]
        labels = {"cadence": "Mail", "is_paused": "Paused: no mail until you resume"}
        help_texts = {
            "cadence": "Only what is new or changed is told; without news no mail is sent.",
            "note": "For yourself; nobody else sees it.",
        }
        widgets = {"note": forms.Textarea({"rows": 4})}

    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout("name", "cadence", "is_paused", "note")

    def clean_name(self) -> str:
        """Keep it on one line: it is the subject of mails."""
        return " ".join(self.cleaned_data["name"].split())


class NewSavedSearchForm(SavedSearchForm):
    class Meta(SavedSearchForm.Meta):
        fields = ["name", "cadence", "note"]

    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout("name", "cadence", "note")
