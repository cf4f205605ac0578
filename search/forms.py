"""The forms of the search page: plain GET forms that carry the rest of the search along."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms

from search.state import SearchState
from search.typed_dates import Refusal

NOTHING: Mapping[str, Refusal] = MappingProxyType({})


class CarryingForm(forms.Form):
    """A form over some parameters of a search; the others travel as hidden fields."""

    def __init__(self, state: SearchState, **fields: forms.Field) -> None:
        pairs = [(name, value) for name, value in state.pairs() if name != "page"]
        super().__init__(initial=dict(pairs))
        self.fields.update(fields)
        self.carried = [(name, value) for name, value in pairs if name not in self.fields]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class WordsForm(CarryingForm):
    q = forms.CharField(
        label="Search the archive",
        required=False,
        widget=forms.TextInput({"type": "search", "enterkeyhint": "search", "spellcheck": "false"}),
    )

    def __init__(self, state: SearchState) -> None:
        super().__init__(state)
        self.is_within = state.has_constraints
        self.helper.layout = Layout(Field("q", css_class="search-box"))


class DatesForm(CarryingForm):
    """From and to, each as people type dates (search.windows); a refused text stays."""

    def __init__(self, state: SearchState, refused: Mapping[str, Refusal] = NOTHING) -> None:
        # Undated articles lie between no days: who sets dates wants others.
        state = replace(state, undated=False)
        # “from” is a word of Python and cannot be an attribute of the class.
        super().__init__(state, **{"from": _date_field("From"), "to": _date_field("To")})
        self.helper.layout = Layout("from", "to")
        self._refused = refused
        if refused:
            typed = {name: refusal.typed for name, refusal in refused.items()}
            self.data, self.is_bound = {**self.initial, **typed}, True

    def clean(self) -> None:
        for name, refusal in self._refused.items():
            self.add_error(name, refusal.reason)


def _date_field(label: str) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, required=False, widget=widget)
