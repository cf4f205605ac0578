"""The mail itself: its subject, and both of its parts."""

import pytest

from search.alerts import digest
from search.alerts.news import News


@pytest.fixture
def mail(indexed, save, reader):
    """Composes the mail on a saved search with these new and changed articles."""

    def mail(new=(), changed=(), **fields):
        saved = save("?q=radar", **fields)
        keys = [[article.pk for article in articles] for articles in (new, changed)]
        return digest.compose(reader, [News(saved, b"", *keys)])

    return mail


def html(mail):
    return mail.alternatives[0].content


@pytest.mark.parametrize(
    ("new", "changed", "words"),
    [
        (1, 0, "1 new article"),
        (0, 2, "2 changed articles"),
        (3, 1, "3 new and 1 changed article"),
        (1_200, 0, "1,200 new articles"),
    ],
)
def test_numbers_are_told_in_words(new, changed, words):
    assert digest.in_words(new, changed) == words


def test_both_parts_tell_title_origin_and_beginning(indexed, mail):
    made = mail(new=[indexed.radar], changed=[indexed.undated])
    for text in (made.body, html(made)):
        assert "Gabala radar talks stall" in text
        assert "Monitor 7/4, about 5 January 2001" in text or "Monitor 7/4" in text
        assert "Baku raised the rent" in text
        assert "A note without a day" in text


def test_signs_of_html_stay_text(indexed, mail):
    made = mail(new=[indexed.article("Tea & <b>milk</b>", "Words & words.")], name="R&D <i>")
    assert "Tea & <b>milk</b>" in made.body
    assert "Tea &amp; &lt;b&gt;milk&lt;/b&gt;" in html(made)
    assert "R&amp;D &lt;i&gt;" in html(made)


def test_of_many_articles_the_first_are_shown_and_the_others_linked(indexed, mail, monkeypatch):
    monkeypatch.setattr(digest, "SHOWN", 1)
    made = mail(new=[indexed.radar, indexed.undated])
    assert "A note without a day" not in made.body
    assert "1 more are here:" in made.body or "1 more is here:" in made.body
    assert "/search/changes?q=radar&since=" in made.body


def test_nothing_hidden_is_in_it(indexed, mail):
    made = mail(new=[indexed.radar, indexed.draft, indexed.withdrawn])
    for text in (made.body, html(made)):
        assert "draft" not in text.lower()
        assert "plan for Karabakh" not in text


def test_no_line_of_the_text_is_longer_than_mail_allows(indexed, mail):
    article = indexed.article("A title", "word " * 5_000)
    message = mail(new=[article]).message().as_bytes(linesep="\r\n")
    assert max(map(len, message.split(b"\r\n"))) <= 998
