"""Writes the log as lines of JSON with the id of the request, of fields that name nobody.

Django imports it before its apps, so it imports none of them.
"""

import logging
from contextvars import ContextVar
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str] = ContextVar("request_id", default="")

# Django puts the request itself, with address and query string, beside its messages; gunicorn
# does so with what it knows of the connection.
PERSONAL = ("request", "server_time")


class Lines(JsonFormatter):
    def __init__(self, fmt: str, *args: Any, **options: Any) -> None:
        super().__init__(
            fmt,
            reserved_attrs=[*RESERVED_ATTRS, *PERSONAL],
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            **options,
        )


class WithRequestId(logging.Filter):
    """Gives each record the id of the request that it belongs to, empty outside of one."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True
