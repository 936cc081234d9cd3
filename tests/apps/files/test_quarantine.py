"""Files with a mark of secrecy are held where nobody looks, told of without a word, destroyed."""

import io
import json
from pathlib import Path

import pytest
from tests import papers
from tests.records import picture

from kedeng.apps.files.actions import store
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import Held, PageText, StoredFile
from kedeng.apps.files.quarantine import Sender, destroy, held_files
from kedeng.apps.history.queries import events_of
from kedeng.commands.main import main


def paper(*lines):
    return papers.paper(lines)


@pytest.fixture
def quarantine(settings, tmp_path_factory):
    settings.QUARANTINE_ROOT = tmp_path_factory.mktemp("aside") / "held"
    return settings.QUARANTINE_ROOT


def put(data, name="报告.pdf"):
    sender = Sender(None, "registration:A", {"code": "ABC"})
    return store(stream=io.BytesIO(data), size=len(data), name=name, sender=sender)


def held(data, name="报告.pdf"):
    with pytest.raises(RefusedFileError, match="file_marked") as refused:
        put(data, name)
    return refused.value.params


def test_a_marked_text_is_held_outside_everything(kept, quarantine):
    data = paper("XX 研制报告", "机密★10年")
    assert held(data) == {"level": "机密"}
    [row] = held_files()
    assert (row.level, row.in_name, row.page, row.size) == ("机密", False, 1, len(data))
    assert (quarantine / row.code).read_bytes() == data
    assert (quarantine / row.code).stat().st_mode & 0o077 == 0
    assert (kept(), StoredFile.objects.count(), PageText.objects.count()) == ([], 0, 0)


def test_a_marked_name_is_held_and_written_nowhere(kept, quarantine):
    held(picture(1), "绝密★飞机.png")
    [row] = held_files()
    told = json.dumps([vars(row), vars(events_of("registration:A")[0])], default=str)
    assert (row.in_name, "飞机" in told, "绝密★" in told) == (True, False, False)
    assert kept() == []


def test_the_alert_has_codes_and_no_content(kept, quarantine):
    held(paper("秘密★"))
    [event] = events_of("registration:A")
    assert (event.kind, event.details) == (
        "file.held",
        {"held": held_files()[0].code, "code": "ABC"},
    )
    assert kept() == []


def test_a_word_of_internal_use_warns_and_holds_nothing(kept, quarantine):
    assert put(paper("内部资料 注意保存")).internal_word == "内部资料"
    assert put(paper("公开的研究报告")).internal_word == ""
    assert (len(kept()), held_files()) == (2, [])


def test_destroying_leaves_the_row_that_says_who(kept, quarantine):
    held(paper("秘密★"))
    [row] = held_files()
    destroy(code=row.code, by="张三", witness="李四", reason="保密办意见")
    assert (list(Path(quarantine).iterdir()), held_files()) == ([], [])
    gone = Held.objects.get()
    assert (
        gone.destroyed_by,
        gone.witnessed_by,
        gone.destroyed_for,
        gone.destroyed_at is None,
    ) == (
        "张三",
        "李四",
        "保密办意见",
        False,
    )
    assert events_of("registration:A")[-1].details == {
        "held": row.code,
        "by": "张三",
        "witness": "李四",
        "reason": "保密办意见",
    }
    assert refused(code=row.code) == "held_gone"
    assert kept() == []


def refused(**change):
    told = {"by": "张三", "witness": "李四", "reason": "保密办意见", **change}
    with pytest.raises(RefusedFileError) as error:
        destroy(**told)
    return error.value.code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by": " "}, "held_witness_missing"),
        ({"witness": ""}, "held_witness_missing"),
        ({"witness": "张三"}, "held_same_witness"),
        ({"reason": "  "}, "held_reason_missing"),
        ({"code": "NONE"}, "held_gone"),
    ],
)
def test_nothing_is_destroyed_without_a_reason_and_a_second_person(kept, quarantine, change, code):
    held(paper("秘密★"))
    [row] = held_files()
    assert refused(**{"code": row.code, **change}) == code
    assert ((quarantine / row.code).exists(), len(held_files()), kept()) == (True, 1, [])


def test_a_file_of_another_machine_is_not_taken_for_a_destroyed_one(kept, quarantine):
    held(paper("秘密★"))
    [row] = held_files()
    (quarantine / row.code).unlink()
    assert refused(code=row.code) == "held_elsewhere"
    destroy(code=row.code, by="张三", witness="李四", reason="已毁", bytes_are_gone=True)
    assert (held_files(), kept()) == ([], [])


def test_the_command_lists_and_destroys(kept, quarantine, capsys):
    held(paper("秘密★"), "秘密武器报告.pdf")
    code = held_files()[0].code
    assert main(["held"]) == 0
    listed = capsys.readouterr().out
    assert (code in listed, "武器" in listed) == (True, False)
    assert main(["held", "--destroy", code]) == 1
    who = ["--by", "张三", "--witness", "李四", "--reason", "保密办意见"]
    assert main(["held", "--destroy", code, *who[:4]]) == 1
    assert main(["held", "--destroy", "NONE", *who]) == 1
    assert main(["held", "--destroy", code, *who]) == 0
    assert (held_files(), kept()) == ([], [])
