"""Sends the mails that are due, none of them twice, wherever a process is killed.

Before a mail is sent, its news are marked as told and the mail as being sent, in one transaction
that only one process can win. If the mail server says that it did not take the mail for now, that
is taken back. Whoever is killed between the two leaves a mail of which nobody knows whether it
arrived: it is not sent again, and its reader sees it among the saved searches.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from search.alerts import calendar, digest, news
from search.alerts.news import SETTLING, News
from search.models import Digest, SavedSearch

logger = logging.getLogger(__name__)

# So long readers see which mails they were sent.
KEPT = timedelta(days=90)


class MailUnavailable(Exception):
    """The mail server cannot be reached, or takes no mail for now."""


class _Overtaken(Exception):
    """Another process has told the same, or the reader has stopped it."""


def send_next() -> bool:
    """Tell one reader what is due, if anyone; tells whether there was one.

    Raises MailUnavailable, and SearchUnavailable.
    """
    until = timezone.now() - SETTLING
    first = calendar.due(until).select_related("reader").first()
    if first:
        tell(first.reader, until)
    return bool(first)


def preview() -> list[EmailMultiAlternatives]:
    """Return the mails that are due, and send none; raises SearchUnavailable."""
    until = timezone.now() - SETTLING
    readers = dict.fromkeys(saved.reader for saved in calendar.due(until).select_related("reader"))
    told = {reader: _with_news(_due(reader, until)) for reader in readers}
    return [digest.compose(reader, each) for reader, each in told.items() if each]


def tell(reader: User, until: datetime) -> None:
    """Tell a reader all that is due by a mail, or by none where nothing is new or changed."""
    told = _due(reader, until)
    shown = _with_news(told)
    if not shown:
        _claim(reader, told, until)
        return
    mail = digest.compose(reader, shown)
    mail.connection = get_connection()
    try:
        # What fails here fails before anything is claimed.
        mail.connection.open()
    except (OSError, SMTPException) as error:
        raise MailUnavailable(str(error)) from error
    try:
        if claimed := _claim(reader, told, until):
            _send(mail, claimed, told)
    finally:
        mail.connection.close()


def _due(reader: User, until: datetime) -> list[News]:
    return [news.of(saved, until) for saved in calendar.due(until).filter(reader=reader)]


def _with_news(told: Sequence[News]) -> list[News]:
    return [each for each in told if each.total]


def _claim(reader: User, told: Sequence[News], until: datetime) -> Digest | None:
    """Mark all as told, and a mail as being sent if there is anything to tell."""
    total = sum(each.total for each in told)
    try:
        with transaction.atomic():
            for each in told:
                _move(each, each.saved.told_until, until, each.known)
            if not total:
                return None
            now = timezone.now()
            Digest.objects.filter(made__lt=now - KEPT).delete()
            return Digest.objects.create(reader=reader, made=now, articles=total)
    except _Overtaken:
        return None


def _move(told: News, before: datetime, after: datetime, known: bytes) -> None:
    mine = SavedSearch.objects.filter(pk=told.saved.pk, told_until=before, is_paused=False)
    if not mine.update(told_until=after, known=known):
        raise _Overtaken


def _send(mail: EmailMultiAlternatives, claimed: Digest, told: Sequence[News]) -> None:
    try:
        mail.send()
    except (SMTPResponseException, SMTPRecipientsRefused) as error:
        _refused(error, claimed, told)
    except (OSError, SMTPException) as error:
        # The connection broke: the server may have taken the mail before.
        logger.warning("A mail may or may not have been sent: %s", error)
        Digest.objects.filter(pk=claimed.pk).update(reason=str(error))
    else:
        Digest.objects.filter(pk=claimed.pk).update(state=Digest.State.SENT)


def _refused(
    error: SMTPResponseException | SMTPRecipientsRefused, claimed: Digest, told: Sequence[News]
) -> None:
    """Keep a lasting refusal; take back what was refused for now (4yz, RFC 5321) and say so."""
    code, reason = _answer(error)
    if code >= 500:
        logger.warning("The mail server refuses a mail: %s %s", code, reason)
        values = {"state": Digest.State.REFUSED, "reason": f"{code} {reason}"}
        Digest.objects.filter(pk=claimed.pk).update(**values)
        return
    with transaction.atomic():
        claimed.delete()
        for each in told:
            saved = each.saved
            SavedSearch.objects.filter(pk=saved.pk).update(
                told_until=saved.told_until, known=saved.known
            )
    raise MailUnavailable(f"{code} {reason}") from error


def _answer(error: SMTPResponseException | SMTPRecipientsRefused) -> tuple[int, str]:
    """Return code and words of the server; of a refused recipient there is but one."""
    if isinstance(error, SMTPRecipientsRefused):
        (code, said), *_ = error.recipients.values()
        return code, said.decode(errors="replace")
    words: bytes | str = error.smtp_error
    return error.smtp_code, words.decode(errors="replace") if isinstance(words, bytes) else words
