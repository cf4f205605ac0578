"""Lists the variables that the site reads from the environment: `settings_help`."""

import textwrap
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

WIDTH = 78


class Command(BaseCommand):
    help = "List every setting: its variable, type, default and meaning."

    def handle(self, *args: Any, **options: Any) -> None:
        for variable in sorted(settings.VARIABLES.values()):
            default = f"default {variable.default}" if variable.default else "no default"
            self.stdout.write(f"{variable.name}  ({variable.kind}; {default})")
            indent = "    "
            text = textwrap.fill(
                variable.meaning, WIDTH, initial_indent=indent, subsequent_indent=indent
            )
            self.stdout.write(text)
