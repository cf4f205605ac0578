from archive.tagging import knowledge


def test_a_country_is_known_by_any_of_its_names():
    assert knowledge.country("Usa") == knowledge.country("United States") is not None


def test_a_country_is_known_by_its_code():
    assert "Azeri" in knowledge.country("Azərbaycan", "AZ").adjectives


def test_the_name_decides_before_the_code():
    assert "West German" in knowledge.country("West Germany", "DE").adjectives


def test_what_is_no_country_is_not_known():
    assert knowledge.country("Narnia") is None


def test_an_organisation_is_known_by_its_abbreviation():
    assert "World Bank" in knowledge.organisation("WORLDBANK")


def test_every_country_has_a_name_and_four_columns():
    assert all(each.names for each in knowledge._countries().values())
