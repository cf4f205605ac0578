"""Lists of regions, actors, outlets and publications, and each of them."""

import pytest

from archive.models import Actor, Publication
from search import rebuild

API = "/api/v1"


def slugs(client, address):
    return [each["slug"] for each in client.get(address).json()["items"]]


@pytest.mark.parametrize(
    ("facet", "found"),
    [
        ("regions", ["armenia", "azerbaijan", "karabakh", "south-caucasus", "ukraine"]),
        ("actors", ["haidar-aliev", "robert-kocharian"]),
        ("outlets", ["turan"]),
        ("publications", ["eurasia-digest", "monitor"]),
    ],
)
def test_a_list_holds_what_has_articles(client, indexed, facet, found):
    Actor.objects.create(name="Nobody Yet")
    assert slugs(client, f"{API}/{facet}") == found


def test_who_stands_in_a_draft_alone_is_in_no_list(client, archive):
    archive.draft.actors.add(Actor.objects.create(name="A Secret"))
    rebuild.rebuild()
    assert "a-secret" not in slugs(client, f"{API}/actors")


def test_a_publication_for_staff_only_is_nowhere(client, indexed):
    archive_publication = Publication.objects.filter(pk=indexed.digest.pk)
    archive_publication.update(policy=Publication.Policy.STAFF)
    rebuild.rebuild()
    assert slugs(client, f"{API}/publications") == ["monitor"]
    assert client.get(f"{API}/publications/eurasia-digest").status_code == 404


def test_a_list_goes_on_behind_its_last_record(client, indexed):
    body = client.get(f"{API}/regions?size=2").json()
    assert body["total"] == 5
    assert slugs(client, body["next"]) == ["karabakh", "south-caucasus"]


def test_a_region_tells_what_is_around_it(client, indexed):
    body = client.get(f"{API}/regions/karabakh").json()
    assert (body["articles"], body["broader"], body["narrower"]) == (
        1,
        ["armenia", "azerbaijan"],
        [],
    )
    assert client.get(body["urls"]["page"]).status_code == 200


def test_an_actor_tells_the_forms_of_the_name(client, indexed):
    (variant,) = client.get(f"{API}/actors/haidar-aliev").json()["variants"]
    assert (variant["form"], variant["script"]) == ("Гейдар Алиев", "Cyrl")


def test_a_merged_record_redirects_to_the_survivor(client, indexed):
    Actor.objects.create(name="Geidar Aliev", merged_into=indexed.aliev)
    response = client.get(f"{API}/actors/geidar-aliev")
    assert (response.status_code, response.url) == (302, f"{API}/actors/haidar-aliev")


def test_a_malformed_size_of_a_list_is_422(client, indexed):
    response = client.get(f"{API}/actors?size=0")
    assert response.status_code == 422
    assert "size" in response.json()["detail"]
