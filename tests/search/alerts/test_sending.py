"""Mails that arrive at a real mail server, and that arrive once."""

import pytest

from archive.models import Article
from search.alerts import sending
from search.models import Digest


def send_all():
    while sending.send_next():
        pass


@pytest.fixture
def due(indexed, save, second_radar):
    """A saved search with one new article."""
    saved = save("?q=radar")
    saved.article = second_radar()
    return saved


def part(mail, subtype):
    return mail.get_body((subtype,)).get_content()


def test_a_reader_is_told_of_what_is_new(due, mail_server):
    send_all()
    (mail,) = mail_server.mails
    assert (mail["To"], mail["Subject"]) == ("reader@example.org", "1 new article in “Radars”")
    assert f"https://archive.example.org{due.article.get_absolute_url()}" in part(mail, "plain")
    assert "Another radar was built." in part(mail, "html")


def test_it_is_told_once(due, mail_server):
    send_all()
    send_all()
    assert len(mail_server.mails) == 1
    assert [mail.state for mail in Digest.objects.all()] == ["sent"]


def test_several_searches_come_in_one_mail(indexed, save, second_radar, mail_server):
    save("?q=radar")
    save("?q=built", "Builders", cadence="weekly")
    save("?q=fleet", "Fleets")
    second_radar()
    send_all()
    (mail,) = mail_server.mails
    assert mail["Subject"] == "1 new article in 2 saved searches"


def test_a_mail_program_can_stop_the_mails_in_one_click(due, mail_server, client):
    send_all()
    (mail,) = mail_server.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>").removeprefix("https://archive.example.org")
    client.post(address, {"List-Unsubscribe": "One-Click"})
    due.refresh_from_db()
    assert due.is_paused


def test_without_news_no_mail_is_sent(indexed, save, mail_server):
    saved = save("?q=radar")
    send_all()
    before, _ = saved.told_until, saved.refresh_from_db()
    assert mail_server.mails == []
    assert saved.told_until > before


@pytest.mark.parametrize("field", [{"is_paused": True}, {"cadence": "never"}])
def test_who_wants_no_mail_gets_none(due, mail_server, field):
    type(due).objects.update(**field)
    send_all()
    assert mail_server.mails == []


@pytest.mark.parametrize("field", [{"is_active": False}, {"email": ""}])
def test_who_cannot_be_written_to_gets_none(due, reader, mail_server, field):
    type(reader).objects.update(**field)
    send_all()
    assert mail_server.mails == []


def test_what_was_withdrawn_before_it_was_sent_is_not_in_the_mail(due, mail_server):
    Article.objects.filter(pk=due.article.pk).update(state="withdrawn")
    send_all()
    assert mail_server.mails == []


def test_a_refusal_for_now_is_repeated_later(due, mail_server):
    mail_server.answer = "451 Later"
    with pytest.raises(sending.MailUnavailable, match="451 Later"):
        sending.send_next()
    mail_server.answer = ""
    send_all()
    assert len(mail_server.mails) == 1


def test_a_lasting_refusal_is_kept_and_not_repeated(due, mail_server):
    mail_server.answer = "550 Nobody of that name"
    send_all()
    (mail,) = Digest.objects.all()
    assert (mail.state, mail.reason) == ("refused", "550 Nobody of that name")


def test_without_a_mail_server_nothing_is_lost(due, mail_server, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(sending.MailUnavailable):
        sending.send_next()
    settings.EMAIL_PORT = port
    send_all()
    assert len(mail_server.mails) == 1


KILLS = [
    ("before", "search.alerts.sending._claim", 1),
    ("after", "search.alerts.sending._claim", 0),
    ("before", "smtplib.SMTP.sendmail", 0),
    ("after", "smtplib.SMTP.sendmail", 1),
]


@pytest.mark.parametrize(("moment", "step", "arrived"), KILLS)
def test_no_kill_sends_a_mail_twice(processes, due, mail_server, moment, step, arrived):
    assert processes.run_killed(moment, step, sending.send_next)
    processes.run(send_all)
    assert len(mail_server.mails) == arrived


def test_two_processes_send_one_mail(processes, due, mail_server, steps):
    steps.before("search.alerts.sending._claim", lambda: processes.run(send_all))
    sending.send_next()
    assert len(mail_server.mails) == 1
