"""The one place where text becomes HTML: whoever calls it has escaped the text before."""

from django.utils.safestring import SafeString


def as_html(escaped: str) -> SafeString:
    """Let templates print the text as it is.

    mark_safe() would take 1 µs more, to ask whether the text is a translation still to be made.
    """
    return SafeString(escaped)
