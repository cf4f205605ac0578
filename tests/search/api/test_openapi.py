"""The API does what its own description says, whatever is asked (schemathesis)."""

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from archive.wsgi import application

SCHEMA = "/api/v1/openapi.json"
schema = schemathesis.openapi.from_wsgi(SCHEMA, application)
# By promise a malformed parameter of a search is ignored with a notice, and a search that is well
# formed may still be refused as too dear (422).
NOT_PROMISED = [negative_data_rejection, positive_data_acceptance]


@schema.parametrize()
@settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case, indexed):
    assert case.call_and_validate(excluded_checks=NOT_PROMISED).status_code < 500


def test_every_parameter_and_every_answer_has_an_example(client, db):
    described = client.get(SCHEMA).json()
    for operations in described["paths"].values():
        for parameter in operations["get"].get("parameters", []):
            is_plain = parameter["schema"].get("type") in ("integer", "boolean")
            assert "example" in str(parameter) or is_plain, parameter
    answers = described["components"]["schemas"].values()
    assert [each["title"] for each in answers if not {"example", "$ref"} & named(each)] == []


def named(schema):
    """Return which of an example and another form a form of answer has somewhere."""
    return {word for word in ("example", "$ref") if word in str(schema)}


def test_every_operation_tells_what_it_is_and_its_errors(client, db):
    for operations in client.get(SCHEMA).json()["paths"].values():
        operation = operations["get"]
        assert operation["summary"]
        assert "application/problem+json" in operation["responses"]["429"]["content"]
