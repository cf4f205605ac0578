"""`/api/v1/issues`: issues that readers can see an article of, and those articles."""

from archive.models import Issue, Publication

API = "/api/v1/issues"


def listed(client, address=API):
    items = client.get(address).json()["items"]
    return [(each["publication"], each["volume"], each["number"]) for each in items]


def test_issues_stand_by_publication_volume_and_number(client, archive):
    assert listed(client) == [
        ("monitor", 5, 201),
        ("monitor", 5, 215),
        ("monitor", 7, 4),
        ("monitor", 7, 68),
    ]


def test_an_issue_with_nothing_public_is_nowhere(client, archive):
    assert Issue.objects.filter(volume=7, number=69).exists()
    assert ("monitor", 7, 69) not in listed(client)
    assert client.get(f"{API}/monitor/7/69").status_code == 404


def test_issues_of_a_publication_for_staff_only_are_nowhere(client, archive):
    Publication.objects.update(policy=Publication.Policy.STAFF)
    assert listed(client) == []
    assert client.get(f"{API}/monitor/7/4").status_code == 404


def test_an_issue_lists_its_public_articles(client, archive):
    archive.article("Hidden", "Text.", issue=(7, 4), state="draft")
    (article,) = client.get(f"{API}/monitor/7/4").json()["articles"]
    assert article["id"] == archive.radar.public_id


def test_paging_goes_on_behind_the_last_issue_whatever_changes(client, archive):
    body = client.get(f"{API}?publication=monitor&size=2").json()
    archive.parliament.delete()
    archive.article("New", "Text.", issue=(1, 1))
    assert listed(client, body["next"]) == [("monitor", 7, 4), ("monitor", 7, 68)]


def test_the_former_slug_of_a_publication_redirects(client, archive):
    archive.monitor.slug = "the-monitor"
    archive.monitor.save()
    response = client.get(f"{API}/monitor/7/4")
    assert (response.status_code, response.url) == (302, f"{API}/the-monitor/7/4")
