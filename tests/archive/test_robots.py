"""What robots are asked to leave alone."""

from urllib.robotparser import RobotFileParser

import pytest


@pytest.mark.parametrize("path", ["/admin/", "/api/v1/search", "/search/?q=radar", "/trends/?q=a"])
def test_robots_are_asked_to_stay_away(client, path):
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    assert not rules.can_fetch("Anybot", path)


@pytest.mark.parametrize("path", ["/", "/articles/k7x2m4qa/a-title/", "/search/?page=2"])
def test_robots_may_read_articles_and_the_way_to_them(client, path):
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    assert rules.can_fetch("Anybot", path)
