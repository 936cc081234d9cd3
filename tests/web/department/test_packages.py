"""报送包: asked for with a click, bound by the worker, numbered through, given in volumes."""

import io

import pypdfium2
import pytest
from django.utils import timezone
from tests.records import ALL_CHECKED, move, picture, refused

from kedeng.apps.files.models import ScanState, StoredFile
from kedeng.apps.history.models import AccessNote
from kedeng.apps.insight import packaging
from kedeng.apps.insight.batching import make_batches
from kedeng.apps.insight.models import Package
from kedeng.apps.insight.package_pieces import Bounds
from kedeng.apps.insight.packages import MOST_TRIES, ask_for_package
from kedeng.apps.insight.packaging import make_package
from kedeng.apps.insight.tasks import make_packages
from kedeng.apps.registrations import actions


@pytest.fixture
def batch(stage, at_department, department_reviewer):
    for title in ("演示成果一", "演示成果二"):
        move(department_reviewer, at_department(title=title), "recommend", checks=ALL_CHECKED)
    [made] = make_batches(department_reviewer, stage.round)
    return made


def pages_of(answer) -> list[str]:
    content = b"".join(answer.streaming_content)
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_a_package_is_asked_for_bound_and_read(browser_of, department_reviewer, batch) -> None:
    browser, here = browser_of(department_reviewer), f"/desk/batches/{batch.code}/"
    assert "装订报送包" in browser.get(here).content.decode()
    assert browser.get(f"{here}package/1.pdf").status_code == 404
    for _ in range(2):
        assert browser.post(f"{here}package/").status_code == 302
    assert "正在装订" in browser.get(here).content.decode()
    assert (make_packages(timezone.now()), make_packages(timezone.now())) == (1, 0)
    assert "下载第 1 册" in browser.get(here).content.decode()

    texts = pages_of(browser.get(f"{here}package/1.pdf"))
    total = len(texts)
    unnumbered = [n for n, told in enumerate(texts, 1) if f"{n}/{total}" not in told]
    assert unnumbered == []
    wanted = ["科技成果登记材料报送函", "成果登记项目汇总表", "报送材料目录", "材料清单"]
    assert [name for name in wanted if not any(name in told for told in texts)] == []
    assert f"共1册{total}页" in texts[0]
    notes = AccessNote.objects.filter(item="package 1").values_list("subject", flat=True)
    codes = batch.lines.values_list("registration__code", flat=True)
    assert sorted(notes) == sorted(f"registration:{code}" for code in codes)


def test_the_contents_name_the_page_where_a_record_begins(department_reviewer, batch) -> None:
    package = ask_for_package(actor=department_reviewer, batch=batch)
    make_package(package)
    with packaging.storages["default"].open(package.volumes.get().path) as stream:
        document = pypdfium2.PdfDocument(stream.read())
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    contents = next(told for told in texts[1:] if "报送材料目录" in told)
    for title in ("演示成果一", "演示成果二"):
        begins = next(
            n for n, told in enumerate(texts, 1) if "材料清单" in told and title in told and n > 3
        )
        assert f"{begins}–" in contents


def test_a_large_package_comes_in_volumes_and_a_large_file_stays_apart(
    department_reviewer, batch
) -> None:
    package = ask_for_package(actor=department_reviewer, batch=batch)
    make_package(package, Bounds(pages=1, size=10))
    volumes = list(package.volumes.values_list("number", "first_page", "last_page"))
    assert [number for number, _, _ in volumes] == [1, 2]
    assert volumes[1][1] == volumes[0][2] + 1
    assert package.pages == volumes[1][2]
    assert len(package.apart) == 2  # a file that fills two slots is bound in once
    assert all("演示材料.png" in told for told in package.apart)


def test_one_that_fails_is_tried_again_and_then_said_to_have_failed(
    browser_of, department_reviewer, batch, monkeypatch
) -> None:
    def away(*_args) -> None:
        raise OSError("the store does not answer")

    monkeypatch.setattr(packaging, "_bind", away)
    ask_for_package(actor=department_reviewer, batch=batch)
    for _ in range(MOST_TRIES):
        assert make_packages(timezone.now()) == 1
        assert make_packages(timezone.now()) == 0  # under its lease
        Package.objects.update(leased_until=None)
    assert make_packages(timezone.now()) == 0
    here = f"/desk/batches/{batch.code}/"
    assert "装订没有成功" in browser_of(department_reviewer).get(here).content.decode()
    browser_of(department_reviewer).post(f"{here}package/")
    assert Package.objects.get().tries == 0


def test_the_next_desk_has_it_once_it_is_handed_over_and_sees_all_of_it(
    browser_of, department_reviewer, provincial_auditor, batch
) -> None:
    make_package(ask_for_package(actor=department_reviewer, batch=batch))
    desk, here = browser_of(provincial_auditor), f"/desk/batches/{batch.code}/"
    assert given(desk, here) == (404, False)
    data = picture(5)
    told = {"stream": io.BytesIO(data), "size": len(data), "file_name": "盖章.png"}
    actions.hand_over(actor=department_reviewer, batch=batch, **told)
    assert given(desk, here) == (200, True)
    move(department_reviewer, batch.lines.first().registration, "take_back")
    assert given(desk, here) == (404, False)
    with refused("package_withheld"):
        ask_for_package(actor=provincial_auditor, batch=batch)


def given(browser, here: str) -> tuple[int, bool]:
    """What a volume answers, and whether the batch's page offers a package."""
    offered = "报送包" in browser.get(here).content.decode()
    return browser.get(f"{here}package/1.pdf").status_code, offered


def test_another_body_finds_no_package(browser_of, stranger, batch) -> None:
    here = f"/desk/batches/{batch.code}/package/"
    assert browser_of(stranger).get(f"{here}1.pdf").status_code in {403, 404}


def test_a_volume_with_a_file_found_infected_since_is_not_given_and_is_bound_anew(
    browser_of, department_reviewer, batch
) -> None:
    make_package(ask_for_package(actor=department_reviewer, batch=batch))
    browser, here = browser_of(department_reviewer), f"/desk/batches/{batch.code}/"
    package = Package.objects.get()
    assert browser.get(f"{here}package/1.pdf").status_code == 200
    path = package.volumes.get().path
    StoredFile.objects.filter(pk=package.bound[0]).update(scan=ScanState.INFECTED.value)

    answer = browser.get(f"{here}package/1.pdf")
    assert (answer.status_code, "查出病毒" in answer.content.decode()) == (409, True)
    page = browser.get(here).content.decode()
    assert ("已停止下载" in page, "装订报送包</button>" in page, "下载第" in page) == (
        True,
        True,
        False,
    )
    assert browser.post(f"{here}package/").status_code == 302
    assert not packaging.storages["default"].exists(path)
    assert make_packages(timezone.now()) == 1
    texts = pages_of(browser.get(f"{here}package/1.pdf"))
    assert any("查出病毒，不能打开" in told for told in texts)
