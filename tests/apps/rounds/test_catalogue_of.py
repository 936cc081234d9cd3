"""A reprint reads with the lists that the revision used."""

import pytest

from kedeng.apps.rounds.actions import load_code_list
from kedeng.apps.rounds.queries import catalogue, catalogue_of

pytestmark = pytest.mark.django_db


def test_an_older_version_keeps_its_labels():
    before = catalogue()
    content = before["sex"].as_dict()
    content["version"] += 1
    content["entries"][0]["label"] = "男性"
    load_code_list(content=content)
    assert catalogue()["sex"].entries[0].label == "男性"
    used = catalogue_of(before.versions())
    assert (used["sex"].entries[0].label, used.versions()) == ("男", before.versions())


def test_the_versions_in_force_are_the_catalogue_itself():
    assert catalogue_of(catalogue().versions()) is catalogue()
