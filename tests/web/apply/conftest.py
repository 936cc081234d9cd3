"""A public form as a person sends it: opened a while ago, the trap left empty."""

import pytest
from django.test import Client

from kedeng.web.apply.robots import TRAP, new_ticket


@pytest.fixture
def send(client: Client):
    """Give a function that posts a form: `send(path, name=…)`; `ticket` and the trap come along."""

    def post(path, **fields):
        return client.post(path, {"ticket": new_ticket(age=60), TRAP: "", **fields})

    return post
