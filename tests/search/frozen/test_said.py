"""What articles say: the same while they do, and as readers see it."""

from search import vocabulary
from search.frozen import said


def says(article):
    (found,) = said.read([article.pk], vocabulary.current())
    return found


def test_an_article_says_title_date_tags_and_a_digest_of_its_text(archive):
    found = says(archive.radar)
    assert found[:4] == (
        archive.radar.public_id,
        "Gabala radar talks stall",
        "2001-01-05?",
        ["actor:haidar-aliev", "region:azerbaijan"],
    )
    assert len(found.text) == 32


def test_the_order_is_that_of_the_keys_and_nothing_hidden_is_read(archive):
    keys = [archive.talks.pk, archive.draft.pk, archive.withdrawn.pk, archive.radar.pk]
    found = said.read(keys, vocabulary.current())
    assert [each.title for each in found] == [archive.talks.title, archive.radar.title]


def test_a_fingerprint_changes_with_the_text(archive):
    before = says(archive.radar).fingerprint
    archive.radar.body += " A correction."
    archive.radar.save()
    assert says(archive.radar).fingerprint != before


def test_a_merged_actor_is_the_survivor(archive):
    archive.aliev.merged_into = archive.kocharian
    archive.aliev.save()
    assert says(archive.talks).tags == ["actor:robert-kocharian", "region:karabakh"]


def test_packing_loses_nothing(archive):
    found = [says(archive.radar), says(archive.undated)]
    assert said.unpack(said.pack(found)) == found
