"""Usual words of a desk: one's own, and those that its manager keeps for all."""

from tests.records import refused
from tests.stage import DESK, person

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.desks import phrases_of


def texts(actor):
    return [phrase.text for phrase in phrases_of(actor)]


def keep(actor, text, *, shared=False):
    return actions.keep_phrase(actor=actor, text=text, shared=shared)


def test_own_words_are_ones_own_and_the_desks_are_everybodys(stage, provincial_auditor, unit_clerk):
    colleague = person(stage.province, "colleague", *DESK)
    keep(provincial_auditor, "请核对  公章。")
    keep(provincial_auditor, "请按通知补正。", shared=True)
    assert texts(provincial_auditor) == ["请按通知补正。", "请核对 公章。"]
    assert texts(colleague) == ["请按通知补正。"]
    assert texts(unit_clerk) == []


def test_the_desks_words_are_kept_by_who_manages_it(stage, provincial_auditor):
    colleague = person(stage.province, "colleague", *DESK)
    with refused("right_missing"):
        keep(colleague, "大家用", shared=True)
    shared = keep(provincial_auditor, "大家用", shared=True)
    with refused("right_missing"):
        actions.drop_phrase(actor=colleague, phrase_id=shared.pk)
    actions.drop_phrase(actor=provincial_auditor, phrase_id=shared.pk)
    assert texts(colleague) == []


def test_what_is_no_phrase_is_refused(provincial_auditor, author, stranger):
    for text, code in (("  ", "phrase_missing"), ("长" * 301, "phrase_too_long")):
        with refused(code):
            keep(provincial_auditor, text)
    own = keep(provincial_auditor, "一次")
    with refused("phrase_there_already"):
        keep(provincial_auditor, "一次")
    with refused("right_missing"):
        keep(author, "不审查的人没有常用语")
    actions.drop_phrase(actor=stranger, phrase_id=own.pk)
    assert texts(provincial_auditor) == ["一次"]
