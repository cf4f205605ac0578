"""What holds for every list of the admin and the pages behind it."""

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import (
    BulkChange,
    ImportBatch,
    Job,
    Overwritten,
    PublicId,
    Reference,
    SimilarTexts,
    SourceNote,
    Suggestion,
    SuggestionBatch,
    TakenSlug,
    TextPrint,
    UnknownName,
    Upload,
    UploadedItem,
)
from search.models import Digest, FrozenSearch, OutboxRow, SavedSearch, VocabularyVersion

KEPT_BY_THE_SITE = [
    BulkChange,
    ImportBatch,
    Job,
    Upload,
    PublicId,
    TakenSlug,
    Suggestion,
    SuggestionBatch,
    Digest,
    SimilarTexts,
    TextPrint,
    UnknownName,
    FrozenSearch,
    SavedSearch,
    OutboxRow,
    VocabularyVersion,
]


def queries_of(curator, model):
    with CaptureQueriesContext(connection) as captured:
        curator.get(model)
    return len(captured)


def test_every_model_has_a_list_or_is_edited_on_the_page_of_another():
    inline = {each.model for listed in site._registry.values() for each in listed.inlines}
    inline |= {UploadedItem, Overwritten}  # on the page of their upload; of their batch, in effect
    ours = {
        model
        for app in ("archive", "search")
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "instance_type")  # histories are read on the pages of their records
    }
    assert ours <= {*site._registry, *inline}


def test_a_list_opens(full, curator, model):
    response = curator.get(model)
    assert response.status_code == 200
    assert response.context["cl"].result_list


def test_a_list_asks_the_database_as_often_for_many_rows_as_for_few(full, curator, model):
    few = queries_of(curator, model)
    for number in range(2, 9):
        full.add_rows(number)
    assert queries_of(curator, model) == few <= 12


def test_what_nobody_is_called_finds_nothing(full, curator, model):
    if site._registry[model].search_fields:
        assert not curator.found(model, q="Nöbody Is Called So")


def test_the_page_of_a_record_opens(full, curator, model):
    assert curator.get(model, "change", model.objects.first().pk).status_code == 200


def test_a_record_is_added_by_hand_unless_it_belongs_to_another(full, curator, model):
    refused = model in [*KEPT_BY_THE_SITE, SourceNote, Reference]
    assert curator.get(model, "add").status_code == (403 if refused else 200)


@pytest.mark.parametrize("model", KEPT_BY_THE_SITE)
def test_what_the_site_keeps_is_not_changed_by_hand(full, curator, model):
    response = curator.get(model, "change", model.objects.first().pk)
    assert not response.context["has_change_permission"]
    assert not response.context["has_delete_permission"]


def test_the_lists_stand_under_the_name_of_the_site(curator):
    page = curator.client.get("/admin/").content.decode()
    assert "Monitor Archive" in page
    assert "Curation" in page


def test_a_page_has_nothing_that_the_content_security_policy_forbids(full, curator, model):
    page = curator.get(model, "change", model.objects.first().pk).content.decode()
    assert " style=" not in page
    assert "<script>" not in page


def test_a_curators_account_is_made_in_the_admin(full, curator):
    curator.add(User, username="anna", password1="read-2-write", password2="read-2-write")
    assert User.objects.get(username="anna").check_password("read-2-write")
