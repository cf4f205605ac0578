"""A reader with saved searches, and a mail server on this machine."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.contrib.auth.models import User
from django.utils import timezone

from archive.models import Article
from search import rebuild
from search.alerts import news
from search.models import SavedSearch
from search.state import read


class MailServer:
    """Keeps what is sent to it; answers with `answer` instead where one is set."""

    def __init__(self):
        self.mails = []
        self.answer = ""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answer:
            return self.answer
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"


@pytest.fixture
def mail_server(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SITE_URL = "https://archive.example.org"
    yield server
    controller.stop()


@pytest.fixture
def reader(db):
    return User.objects.create(username="reader", email="reader@example.org")


@pytest.fixture
def save(reader):
    """Saves a search as of nine days ago, told of by mail every day."""

    def save(query="", name="Radars", **fields):
        then = timezone.now() - timedelta(days=9)
        saved = SavedSearch(reader=reader, name=name, query=query, saved=then, cadence="daily")
        for field, value in fields.items():
            setattr(saved, field, value)
        news.begin(saved, then)
        return saved

    def save_whole(*arguments, **fields):
        Article.objects.update(modified=timezone.now() - timedelta(days=99))
        saved = save(*arguments, **fields)
        saved.save()
        return saved

    return save_whole


@pytest.fixture
def now_in_index():
    """Lets what a test changed be an hour old, and found."""

    def now_in_index(*articles):
        keys = [article.pk for article in articles]
        an_hour_ago = timezone.now() - timedelta(hours=1)
        Article.objects.filter(pk__in=keys).update(modified=an_hour_ago)
        rebuild.rebuild()

    return now_in_index


@pytest.fixture
def second_radar(indexed, now_in_index):
    """Adds an article that searches for radars find, an hour old."""

    def second_radar(**fields):
        made = indexed.article("A second radar", "Another radar was built.", **fields)
        now_in_index(made)
        return made

    return second_radar


@pytest.fixture
def state():
    return lambda query: read(query.removeprefix("?")).state
