import pytest
from django.core.management import call_command

from archive.models import Article, Suggestion
from archive.tagging import deciding
from archive.tagging.suggesting import Readers, suggest


@pytest.fixture
def suggested(archive):
    """The small archive without tags, and what is suggested for it."""
    for article in Article.objects.all():
        article.regions.clear()
        article.actors.clear()
    run()
    return archive


def run(articles=None):
    (done,) = suggest(
        Article.objects.all() if articles is None else articles, Readers.of_database()
    )
    return done


def names(article):
    return {str(each.record) for each in article.suggestions.all()}


def test_what_a_text_names_is_suggested(suggested):
    assert names(suggested.pipeline) == {"Azerbaijan"}
    assert names(suggested.talks) == {"Karabakh"}


def test_evidence_is_characters_of_the_body(suggested):
    (suggestion,) = suggested.pipeline.suggestions.all()
    (start, end), *_ = suggestion.evidence
    assert suggested.pipeline.body[start:end] == "Azerbaijan"


def test_what_is_tagged_is_not_suggested(archive):
    run()
    assert not archive.pipeline.suggestions.exists()


def test_a_second_run_changes_nothing(suggested):
    assert run() == {"articles": Article.objects.count()}


def test_what_a_text_no_longer_names_is_dropped(suggested):
    Article.objects.filter(pk=suggested.pipeline.pk).update(body="Nothing.")
    assert run()["dropped"] == 1
    assert names(suggested.pipeline) == set()


def test_evidence_follows_a_changed_text(suggested):
    Article.objects.filter(pk=suggested.pipeline.pk).update(body="So Azerbaijan agreed.")
    run()
    assert suggested.pipeline.suggestions.get().evidence == [[3, 13]]


def test_a_rejected_suggestion_does_not_come_back(suggested):
    deciding.reject(suggested.pipeline.suggestions.all())
    run()
    assert suggested.pipeline.suggestions.get().state == "rejected"


def test_a_tag_taken_away_by_hand_is_not_suggested_again(suggested):
    deciding.accept(suggested.pipeline.suggestions.all())
    suggested.pipeline.regions.clear()
    run()
    assert not suggested.pipeline.suggestions.filter(state="open").exists()


def test_names_of_a_merged_record_mean_its_survivor(archive):
    archive.karabakh.merged_into = archive.armenia
    archive.karabakh.save()
    archive.talks.regions.clear()
    run()
    assert names(archive.talks) == {"Armenia"}


def test_a_derived_title_does_not_count_twice(archive):
    article = archive.article("", "Rain.\n\nOnce more Ukraine.")
    Article.objects.filter(pk=article.pk).update(title="Ukraine")
    run(Article.objects.filter(pk=article.pk))
    assert not article.suggestions.exists()


def test_the_command_tells_what_it_did(suggested, capsys):
    Suggestion.objects.all().delete()
    call_command("suggest_tags", "--publication", suggested.digest.slug)
    assert capsys.readouterr().out == (
        "Read 1 articles: 1 new suggestions, 0 with other evidence, 0 dropped.\n"
    )


def test_the_command_leaves_older_articles_alone(suggested, capsys):
    call_command("suggest_tags", "--days", "0")
    assert capsys.readouterr().out.startswith("Read 0 articles")
