"""Callers of the API: a client for each actor, with a token of its own."""

import json

import pytest
from django.test import Client

from kedeng.apps.organisations.actions import issue_token
from kedeng.domain.policy import Actor

V1 = "/api/v1"


class Caller:
    """Calls the API as somebody (or nobody) and gives status and JSON."""

    def __init__(self, token: str | None = None) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.client = Client(headers=headers)

    def call(self, method, path, body=None, **headers):
        """Send JSON and give the answer as Django's test client does."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = json.dumps(body)
        more = {} if body is None else {"data": data, "content_type": "application/json"}
        return getattr(self.client, method)(f"{V1}{path}", headers=named, **more)

    def get(self, path, **query):
        return self.client.get(f"{V1}{path}", query)

    def post(self, path, body=None):
        return self.call("post", path, body)

    def put(self, path, body=None):
        return self.call("put", path, body)

    def delete(self, path):
        return self.call("delete", path)

    def patch(self, path, body, version=None):
        tags = {} if version is None else {"If_Match": f'"{version}"'}
        return self.call("patch", path, body, **tags)


@pytest.fixture
def calls():
    """Give a caller for an actor; without one, a caller without a token."""

    def make(actor: Actor | None = None, *, may_manage: bool = True) -> Caller:
        given = {"actor": actor, "label": "测试", "may_manage": may_manage}
        return Caller(issue_token(**given) if actor else None)

    return make


def said(response):
    """Status and the code of the failure."""
    return response.status_code, response.json()["code"]
