"""The command `import_articles`."""

import json

import pytest
from django.core.management import CommandError, call_command

from archive.models import Actor, Article, ImportBatch, Publication

GOOD = '{"id": "1", "publication": "Wire", "body": "Good.", "regions": ["Brazil"]}\n'
BULLETIN = "Publication: Monitor Volume: 7 Issue: 4\n\nA HEADLINE\n\nA plain text of the day.\n"


@pytest.fixture
def run(transactional_db, tmp_path, capsys):
    """Write a file, import it, and return what was printed: standard output and error."""

    def run(text, *options, name="in.jsonl"):
        path = tmp_path / name
        path.write_text(text)
        error = ""
        try:
            call_command("import_articles", str(path), *options)
        except CommandError as failure:
            error = f"CommandError: {failure}"
        out, err = capsys.readouterr()
        return out, err + error

    return run


def test_articles_go_in_and_are_counted(run):
    out, _ = run(GOOD)
    assert "in.jsonl: 1 new" in out
    assert " articles in " in out
    assert Article.objects.get().body == "Good."


def test_what_was_imported_is_found_at_once(run, indexed, client):
    run(GOOD.replace("Good", "Xylophones"))
    assert client.get("/api/v1/search?q=xylophones").json()["total"] == 1


def test_without_an_index_articles_go_in_and_the_user_is_told(run):
    _, err = run(GOOD)
    assert "The articles are stored, not yet searchable" in err


def test_a_bad_record_is_named_by_file_line_and_reason_and_ends_in_failure(run):
    _, err = run(GOOD + '{"title": "No body"}\n')
    assert "in.jsonl:2: not imported: “body” is missing" in err
    assert "CommandError: Records not imported: 1; the reasons stand above." in err
    assert Article.objects.count() == 1


def test_a_warning_is_no_failure(run):
    _, err = run(GOOD.replace('"id"', '"colour": 1, "id"'))
    assert "in.jsonl:1: warning: the field “colour” is unknown" in err
    assert "CommandError" not in err


def test_an_empty_file_is_a_message_and_no_failure(run):
    _, err = run("\n")
    assert "in.jsonl: the file holds no articles." in err
    assert "CommandError" not in err


def test_several_files_go_in_together(run, tmp_path):
    (tmp_path / "other.txt").write_text(BULLETIN)
    run(GOOD, str(tmp_path / "other.txt"))
    assert Article.objects.count() == ImportBatch.objects.count() == 2


def test_a_file_that_cannot_be_read_stops_before_anything_goes_in(run, tmp_path):
    _, err = run(GOOD, str(tmp_path / "missing.csv"))
    assert "missing.csv: No such file" in err
    assert not Article.objects.exists()


def test_drafts(run):
    run(GOOD, "--draft")
    assert Article.objects.get().state == "draft"


def test_a_publication_for_records_that_name_none(run):
    monitor = Publication.objects.create(name="Monitor")
    run('{"body": "Text."}\n', "--publication", "monitor")
    assert monitor.articles.count() == 1


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_an_unknown_publication_is_refused_with_the_known_ones(run, options):
    Publication.objects.create(name="Monitor")
    _, err = run(GOOD, "--publication", "moniter", *options)
    assert "There is no publication “moniter”; there are: monitor" in err


def test_tags_are_made_unless_forbidden(run):
    run(GOOD, "--no-create-tags")
    assert not Article.objects.get().regions.exists()
    run(GOOD, "--create-tags")
    assert Article.objects.get().regions.get().name == "Brazil"


def test_public_ids_are_kept_if_asked_for(run):
    run(GOOD.replace('"id"', '"public_id": "aaaaaaa2", "id"'), "--keep-ids")
    assert Article.objects.get().public_id == "aaaaaaa2"


# --dry-run


def test_a_dry_run_writes_nothing(run):
    out, _ = run(GOOD, "--dry-run")
    assert out == "in.jsonl:1: undated  Good.\n"
    assert not any(model.objects.exists() for model in (Article, ImportBatch, Publication, Actor))


def test_a_dry_run_shows_warnings_beneath_the_record(run):
    out, _ = run(GOOD.replace('"id"', '"colour": 1, "id"'), "--dry-run")
    assert "    warning: the field “colour” is unknown" in out


def test_a_dry_run_fails_as_the_import_would(run):
    _, err = run("{\n" + GOOD, "--dry-run")
    assert "in.jsonl:1: not JSON" in err
    assert "CommandError: Records not imported: 1" in err


def test_json_is_alone_on_standard_output(run):
    out, err = run(GOOD + "{\n" + GOOD, "--dry-run", "--json")
    assert [json.loads(line)["body"] for line in out.splitlines()] == ["Good.", "Good."]
    assert "in.jsonl:2: not JSON" in err


def test_json_of_a_bulletin_has_the_fields_of_the_design(run):
    out, err = run(BULLETIN, "--dry-run", "--json", name="in.txt")
    assert json.loads(out) == {
        "publication": "Monitor",
        "volume": 7,
        "issue": 4,
        "title": "A HEADLINE",
        "date": None,
        "date_basis": "unknown",
        "body": "A plain text of the day.",
        "sources": [],
        "references": [],
        "boilerplate": "",
        "warnings": [],
    }
    assert err == ""


def test_json_of_an_empty_file_is_nothing_and_a_message(run):
    out, err = run("", "--dry-run", "--json", name="in.txt")
    assert (out, err) == ("", "in.txt: the file holds no articles.\n")


def test_json_goes_with_a_dry_run_only(run):
    _, err = run(GOOD, "--json")
    assert err == "CommandError: --json goes with --dry-run"
    assert not Article.objects.exists()
