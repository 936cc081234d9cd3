"""Code lists in force: a correction is a new version, and what is in force is read once."""

import copy
import json

import pytest
from django.db import transaction
from tests.stage import DATA

from kedeng.apps.history.queries import events_of
from kedeng.apps.rounds.actions import load_code_list
from kedeng.apps.rounds.models import CodeListVersion
from kedeng.apps.rounds.queries import catalogue

YES_NO = json.loads((DATA / "codelists/yes_no.json").read_text(encoding="utf-8"))


def corrected(version, label):
    """The list with another label, as a new version."""
    content = copy.deepcopy(YES_NO) | {"version": version}
    content["entries"][0]["label"] = label
    return content


@pytest.mark.django_db
def test_a_known_version_is_not_loaded_again():
    before = CodeListVersion.objects.count()
    assert load_code_list(content=YES_NO) is False
    assert CodeListVersion.objects.count() == before


@pytest.mark.django_db
def test_a_known_version_never_changes():
    with pytest.raises(ValueError, match="yes_no version 1 has another content already"):
        load_code_list(content=corrected(1, "对"))
    assert catalogue()["yes_no"].entries[0].label == YES_NO["entries"][0]["label"]


@pytest.mark.django_db
def test_a_new_version_is_in_force_at_once_and_told():
    assert load_code_list(content=corrected(2, "对")) is True
    assert catalogue()["yes_no"].entries[0].label == "对"
    assert catalogue().versions()["yes_no"] == 2
    last = events_of("list:yes_no")[-1]
    assert (last.kind, last.details["version"]) == ("list.corrected", 2)


@pytest.mark.django_db
def test_the_newest_version_counts_and_not_the_latest_load():
    load_code_list(content=corrected(3, "三"))
    load_code_list(content=corrected(2, "二"))
    assert catalogue()["yes_no"].entries[0].label == "三"


@pytest.mark.django_db
def test_a_load_that_was_undone_is_forgotten():
    for label in ("甲", "乙"):  # on SQLite both get the same id
        with transaction.atomic():
            load_code_list(content=corrected(2, label))
            assert catalogue()["yes_no"].entries[0].label == label
            transaction.set_rollback(True)
    assert catalogue()["yes_no"].entries[0].label == YES_NO["entries"][0]["label"]


@pytest.mark.django_db
def test_the_lists_in_force_cost_one_short_statement(django_assert_num_queries):
    known = catalogue()
    with django_assert_num_queries(1):
        assert catalogue() is known


@pytest.mark.django_db
def test_a_list_that_does_not_hold_together_is_refused():
    content = corrected(2, "对")
    content["entries"].append(copy.deepcopy(content["entries"][0]))
    with pytest.raises(ValueError):
        load_code_list(content=content)
