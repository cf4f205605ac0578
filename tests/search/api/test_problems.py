"""Errors of the API: problem details, whoever made the error."""

import pytest

API = "/api/v1/search"


@pytest.mark.parametrize(
    ("address", "status"),
    [(f"{API}?page=9", 404), (f"{API}?q=%ff", 400), (f"{API}?q=*bala", 422), ("/api/v2/", 404)],
)
def test_an_error_is_told_as_problem_details(client, indexed, address, status):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    body = response.json()
    assert body["status"] == status
    assert body["error"] == body["detail"]


def test_without_an_index_a_client_is_told_when_to_come_back(client, archive):
    response = client.get(API)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response.json()["title"] == "Service Unavailable"


def test_pages_for_people_stay_pages(client, indexed):
    assert client.get("/search/?page=9")["Content-Type"].startswith("text/html")
