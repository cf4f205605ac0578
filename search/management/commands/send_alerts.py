"""Sends the mails on saved searches that are due."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import engine
from search.alerts import sending


class Command(BaseCommand):
    help = (
        "Tell readers by mail what is new or changed in their saved searches; the worker does, too."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="show the mails, send none")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["dry_run"]:
                self._show()
                return
            number = 0
            while sending.send_next():
                number += 1
        except sending.MailUnavailable as error:
            raise CommandError(f"The mail server takes no mail: {error}") from error
        except engine.SearchUnavailable as error:
            raise CommandError("The index cannot be searched now.") from error
        self.stdout.write(f"Readers looked after: {number}.")

    def _show(self) -> None:
        for mail in sending.preview():
            self.stdout.write(f"To: {', '.join(mail.to)}\nSubject: {mail.subject}\n\n{mail.body}")
