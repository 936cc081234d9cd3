"""Evidence: typed slots, one file in several of them, only while the record is with its filer."""

import io

import pytest
from tests.records import move, picture, refused, reload

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import StoredFile
from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.actions import evidence
from kedeng.apps.registrations.judgement import assess_evidence, judge


def add(actor, registration, *slots, data=None, name="材料.png", slot_name=""):
    data = picture(7) if data is None else data
    return actions.add_evidence(
        actor=actor,
        registration=registration,
        slots=slots,
        stream=io.BytesIO(data),
        size=len(data),
        file_name=name,
        slot_name=slot_name,
    )


def in_slots(registration):
    return [(item.slot, item.file_name) for item in queries.evidence_of(registration)]


@pytest.fixture
def bare(draft):
    """A draft without files."""
    return draft(complete=False)


def test_one_file_fills_several_slots_and_is_kept_once(author, bare):
    added = add(author, bare, "R-1", "R-2b")
    assert in_slots(bare) == [("R-1", "材料.png"), ("R-2b", "材料.png")]
    assert len({item.file_id for item in added}) == StoredFile.objects.count() == 1


def test_the_same_file_in_the_same_slot_stays_one(author, bare):
    add(author, bare, "R-1")
    add(author, bare, "R-1", name="改名.png")
    assert in_slots(bare) == [("R-1", "改名.png")]


def test_a_slot_takes_several_files(author, bare):
    add(author, bare, "R-1")
    add(author, bare, "R-1", data=picture(8), name="二.png")
    assert in_slots(bare) == [("R-1", "材料.png"), ("R-1", "二.png")]


def test_a_file_name_is_tidied(author, bare):
    add(author, bare, "R-1", name="C:\\扫描\\报告 .png")
    assert in_slots(bare) == [("R-1", "报告 .png")]


def test_history_tells_what_came_and_what_went(author, bare):
    [item] = add(author, bare, "R-1")
    actions.remove_evidence(actor=author, registration=bare, evidence_id=item.pk)
    told = [(event.kind, event.details) for event in events_of(bare.subject)[1:]]
    assert told == [
        (
            "registration.evidence_added",
            {"slots": ["R-1"], "digest": item.file_id, "name": "材料.png"},
        ),
        (
            "registration.evidence_removed",
            {"slot": "R-1", "digest": item.file_id, "name": "材料.png"},
        ),
    ]


def test_a_removed_file_keeps_its_bytes_for_revisions_that_cite_it(author, draft):
    registration = draft()
    move(author, registration, "submit")
    move(author, registration, "recall")
    cited = {item["digest"] for item in registration.revisions.get().evidence}
    for item in queries.evidence_of(registration):
        actions.remove_evidence(actor=author, registration=registration, evidence_id=item.pk)
    assert in_slots(registration) == []
    assert cited == set(StoredFile.objects.values_list("digest", flat=True))


def test_a_missing_file_is_said_by_its_alternatives(author, bare):
    judgement = judge(bare)
    missing = assess_evidence(bare, judgement).missing
    assert missing
    add(author, bare, "R-1", "R-2b")
    assert len(assess_evidence(reload(bare), judge(reload(bare))).missing) < len(missing)


def test_another_proof_of_the_kind_needs_a_name(author, bare):
    pack = judge(bare).facts.pack.categories["soft_science"]
    named = next(slot.key for slot in pack.slots if slot.named)
    with pytest.raises(RefusedFileError, match="slot_name_missing"):
        add(author, bare, named, slot_name=" ")
    [item] = add(author, bare, named, slot_name=" 科技查新报告 ")
    assert item.slot_name == "科技查新报告"


def test_a_file_needs_a_slot_of_the_pack(author, bare):
    with pytest.raises(RefusedFileError, match="slot_missing"):
        add(author, bare)
    with pytest.raises(KeyError):
        add(author, bare, "Y-1")
    assert StoredFile.objects.count() == 0


def test_there_is_a_most(author, bare, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_FILES", 2)
    add(author, bare, "R-1", "R-2b")
    with pytest.raises(RefusedFileError, match="too_many_files") as refusal:
        add(author, bare, "R-1", data=picture(8))
    assert refusal.value.params == {"most": 2}


def test_what_is_submitted_takes_no_files_and_loses_none(author, draft):
    registration = draft()
    item = queries.evidence_of(registration)[0]
    move(author, registration, "submit")
    for act in (
        lambda: add(author, reload(registration), "R-1", data=picture(99)),
        lambda: add(author, registration, "R-1", data=picture(99)),  # from an old page
        lambda: actions.remove_evidence(
            actor=author, registration=registration, evidence_id=item.pk
        ),
    ):
        with refused("not_editable_now"):
            act()
    assert len(in_slots(registration)) == len(registration.revisions.get().evidence)


def test_a_foreign_file_is_kept_nowhere(bare, stranger, settings):
    with refused("not_your_record"):
        add(stranger, bare, "R-1")
    assert StoredFile.objects.count() == 0
    assert list(settings.MEDIA_ROOT.rglob("*")) == []


def test_a_file_of_another_record_is_not_removed_here(author, draft, bare):
    item = queries.evidence_of(draft(title="别的成果"))[0]
    with refused("no_such_file"):
        actions.remove_evidence(actor=author, registration=bare, evidence_id=item.pk)
    assert queries.evidence_item(bare, item.pk) is None


def profile_says(registration, **values):
    profile = registration.round.profile
    profile.entries = [
        {"key": key, "value": value, "source": "试验", "status": "INFERRED"}
        for key, value in values.items()
    ]
    profile.save()


def test_the_profile_says_how_large_a_file_may_be(author, bare):
    profile_says(bare, largest_file_mb=1)
    data = picture(7) + b" " * (2 * 1024 * 1024)
    with pytest.raises(RefusedFileError, match="file_too_large") as refusal:
        add(author, reload(bare), "R-1", data=data)
    assert refusal.value.params == {"most": 1, "size": 2}


@pytest.mark.parametrize("key", ["record_files_mb", "organisation_files_mb"])
def test_a_day_has_a_most_and_a_removed_file_counts(author, draft, key):
    first, second = draft(complete=False), draft(complete=False, title="另一项")
    profile_says(first, **{key: 1})
    data = picture(7) + b"\0" * 600_000
    [item] = add(author, reload(first), "R-1", data=data)
    actions.remove_evidence(actor=author, registration=first, evidence_id=item.pk)
    other = first if key == "record_files_mb" else second
    with pytest.raises(RefusedFileError, match="files_of_day_full") as refusal:
        add(author, reload(other), "R-1", data=data + b"\1")
    assert refusal.value.params == {"most": 1}
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\系统.pdf", "系统.pdf"),
        ("%2e%2e%2f.pdf", "%2e%2e%2f.pdf"),
        ("报告\0.pdf", "报告.pdf"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("\u2067报告\u2069.pdf", "报告.pdf"),
        ("字" * 300 + ".pdf", "字" * 146 + ".pdf"),
        ("\r\nX-Header: 1.pdf", "X-Header: 1.pdf"),
        ("..", "未命名"),
        ("", "未命名"),
    ],
)
def test_a_hostile_name_is_only_a_name(author, bare, name, kept):
    [item] = add(author, bare, "R-1", name=name)
    assert item.file_name == kept
