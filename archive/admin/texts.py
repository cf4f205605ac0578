"""Form fields for text as the archive keeps it, whatever a browser makes of line ends."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget


class Paragraphs(forms.CharField):
    """Text with plain newlines: browsers send CRLF, which would hide the ends of paragraphs."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or "") != self.to_python(data)


class Lines(Paragraphs):
    """A JSON list of strings, typed one a line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"widget": AdminTextareaWidget(attrs={"rows": 3})}
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return self._lines(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self._lines(data or "")

    def _lines(self, text: str) -> list[str]:
        return [line.strip() for line in text.splitlines() if line.strip()]
