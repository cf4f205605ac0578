"""`manage.py send_alerts`, and the worker's own looks."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.alerts.postman import Postman


@pytest.fixture
def due(indexed, save, second_radar):
    save("?q=radar")
    second_radar()


def told(*arguments):
    out = StringIO()
    call_command("send_alerts", *arguments, stdout=out)
    return out.getvalue()


def test_everything_due_is_sent(due, mail_server):
    assert told() == "Readers looked after: 1.\n"
    assert len(mail_server.mails) == 1


def test_a_dry_run_shows_and_sends_nothing(due, mail_server):
    assert "Subject: 1 new article in “Radars”" in told("--dry-run")
    assert mail_server.mails == []


def test_a_mail_server_that_takes_nothing_is_told(due, mail_server):
    mail_server.answer = "421 Closing"
    with pytest.raises(CommandError, match="takes no mail: 421"):
        told()


def test_the_worker_sends_what_is_due(due, mail_server):
    Postman().look()
    assert len(mail_server.mails) == 1


def test_the_worker_does_not_ask_a_failing_server_at_each_look(due, mail_server):
    postman = Postman()
    mail_server.answer = "421 Closing"
    postman.look()
    mail_server.answer = ""
    postman.look()
    assert mail_server.mails == []
