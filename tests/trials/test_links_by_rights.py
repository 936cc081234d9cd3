"""Whoever is shown a link may follow it: the world of the matrix, whose pages the tables judge.

It has what the provinces of the demonstration lack, such as publicity, and people of few rights.
"""

import pytest
from django.test import override_settings
from tests.trials.walking import judge

from kedeng.project.settings_for_tests import TEMPLATES

pytestmark = [pytest.mark.trial, pytest.mark.django_db]

LEAST = 2_000


def test_no_link_is_shown_to_whom_the_tables_keep_out(world, capsys):
    known = [somebody for somebody in world.people.values() if somebody.actor is not None]
    with override_settings(TEMPLATES=TEMPLATES):  # in the matrix pages are blank
        judge({somebody.name: somebody.enter() for somebody in known}, LEAST, capsys)
