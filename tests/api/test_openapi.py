"""The published contract, and what strange input does: no 500, no undeclared answer."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from ninja import Schema
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.api.conftest import V1, said
from tests.records import move

from kedeng.apps.organisations.actions import issue_token

OURS = "kedeng.api."
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_the_contract_names_every_operation_once(client):
    contract = client.get(f"{V1}/openapi.json").json()
    named = [
        operation["operationId"]
        for methods in contract["paths"].values()
        for operation in methods.values()
    ]
    assert len(named) == len(set(named))
    assert all(path.startswith(V1) for path in contract["paths"])
    assert contract["info"]["title"] == "科登 API"


def test_no_two_shapes_of_the_contract_share_a_name(client):
    """Of two, the contract would show one, and be wrong of the other."""
    client.get(f"{V1}/openapi.json")  # by now every room of the API is loaded
    names = [shape.__name__ for shape in _kinds_of(Schema) if shape.__module__.startswith(OURS)]
    assert len(names) > 50
    assert {name for name in names if names.count(name) > 1} == set()


def _kinds_of(shape):
    return [each for kind in shape.__subclasses__() for each in (kind, *_kinds_of(kind))]


@pytest.mark.parametrize("address", ["/docs", "/poem/1", "/poem/%0A/1"])
def test_an_address_that_there_is_not_answers_in_json(client, address):
    assert said(client.get(f"{V1}{address}")) == (404, "not_found")


@pytest.fixture
def in_one_transaction():
    """Let requests end without closing the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def beset(author, unit_clerk, draft, in_one_transaction):
    """Give a function that calls every operation with `examples` strange inputs each."""
    codes = [draft(complete=False).code, move(author, draft(), "submit").code, "ZZZZZZZZZZZZ"]
    token = issue_token(actor=unit_clerk, label="测试")
    schema = schemathesis.openapi.from_wsgi(f"{V1}/openapi.json", get_wsgi_application())

    def run(examples):
        for operation in schema.get_all_operations():
            _beset(operation.ok(), codes, token, examples)

    return run


def _beset(operation, codes, token, examples):
    modes = st.sampled_from(list(GenerationMode)).flatmap(
        lambda mode: operation.as_strategy(generation_mode=mode)
    )

    @settings(
        max_examples=examples,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=modes, code=st.sampled_from(codes))
    def strange(case, code):
        if "code" in case.path_parameters:
            case.path_parameters["code"] = code
        with transaction.atomic():  # every example finds the stage as it was set
            response = case.call(headers={"Authorization": f"Bearer {token}"})
            transaction.set_rollback(True)
        case.validate_response(response, checks=CHECKS)

    strange()


def test_no_input_breaks_an_operation(beset):
    beset(examples=5)


@pytest.mark.trial
def test_no_input_breaks_an_operation_at_length(beset):
    beset(examples=60)
