"""The pages that are looked at: whose, where, and what happens there before the look."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page
from tests.domain.test_suggestions import ACCEPTANCE
from tests.journeys.story import Story
from tests.papers import paper
from tests.records import picture

from kedeng.domain.roster import Line, Sheet
from kedeng.renderings.workbook.roster import marked_roster

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CERTIFICATE = paper(ACCEPTANCE.splitlines())

GUEST = ""
MAIN = frozenset(
    {
        "home",
        "login",
        "register-record",
        "mine",
        "tasks",
        "section-error",
        "people",
        "whole",
        "evidence",
        "check",
        "record",
        "queue",
        "desk",
        "summary",
        "console-body",
    }
)
"""Names of the pages that are looked at with every change."""
FILER, CLERK, REVIEWER = "author", "unit_clerk", "department_reviewer"
PROVINCE, NATION = "provincial_auditor", "national_receiver"


@dataclass(frozen=True)
class Sight:
    """A page: `path` may name records of the story, as {draft}.

    `status` is what the page that is looked at answers with, its `before` included.
    """

    name: str
    role: str
    path: str
    before: Callable[[Page], None] | None = None
    status: int = 200

    def address(self, story: Story) -> str:
        """The path with the story's codes."""
        return self.path.format(**vars(story))


def write_a_note(page: Page) -> None:
    """Open a note at the keywords and write into it."""
    box = page.locator('main textarea[name^="note:overview."]').first
    if not box.is_visible():  # what was put by opens its note again
        box.locator("xpath=ancestor::details[1]/summary").click()
    box.fill("请与验收意见上的名称核对。（演示）")


def make_a_batch(page: Page) -> None:
    """Open a batch of the 汇总表 and ask for its package; make one where none is."""
    made = page.locator('main a[href^="/desk/batches/2"]')
    if made.count():
        made.first.click()
    else:
        page.get_by_role("button", name="生成批次").click()
    page.wait_for_load_state()
    ask = page.get_by_role("button", name="装订报送包")
    if ask.count():
        ask.click()
        page.wait_for_load_state()


def copy_a_profile(page: Page) -> None:
    """Copy the first ready profile, and be led to its form."""
    page.get_by_role("button", name="复制成草稿").first.click()
    page.wait_for_load_state()


def open_the_first(page: Page) -> None:
    """Follow the first link of a list: its address has a random code."""
    page.locator("main .results a, main .tasks a, main .table a").first.click()
    page.wait_for_load_state()


def choose_for_return(page: Page) -> None:
    """Choose what the page shows, and look at the preview of a return."""
    page.select_option("#which", "page")
    page.locator(".bulk button[value=return]").click()
    page.wait_for_load_state()


def begin_an_application(page: Page) -> None:
    """Begin an application to be a department; nobody sends a form within three seconds."""
    page.wait_for_timeout(3_000)
    page.select_option("#province", index=1)
    page.locator("main form.card button").first.click()
    page.wait_for_load_state()


def open_a_first_code(page: Page) -> None:
    """Open the form of somebody's first credential."""
    page.get_by_role("link", name="单独发放").first.click()
    page.wait_for_load_state()


def issue_a_code(page: Page) -> None:
    """Issue a code and read it on the screen."""
    open_a_first_code(page)
    page.get_by_role("button", name="发放并在屏幕上显示").click()
    page.wait_for_load_state()


def tick_nobody(page: Page) -> None:
    """Ask for the slips of nobody: an answer of 422."""
    ticked = page.locator('main input[name="user"]:checked')
    while ticked.count():
        ticked.first.uncheck()
    page.get_by_role("button", name="发放并打印纸条", exact=True).click()
    page.wait_for_load_state()


def send_a_wrong_roster(page: Page) -> None:
    """Have a roster checked that has a right line and two wrong ones."""
    right = {"username": "yanshi.zhang", "name": "演示张", "rights": "审核"}
    lines = [
        Line(Sheet.USERS, 3, right),
        Line(Sheet.USERS, 4, {**right, "username": "?", "rights": "打印"}),
        Line(Sheet.BODIES, 3, {"name": "演示市科学技术局", "rank": "第五级"}),
    ]
    file = {"name": "名册（演示）.xlsx", "mimeType": XLSX, "buffer": marked_roster(lines, ())}
    page.set_input_files("#file", file)
    page.get_by_role("button", name="上传并检查").click()
    page.wait_for_load_state()


def choose_a_colleague(page: Page) -> None:
    """Choose who takes the role over, and be told what follows."""
    page.locator('main input[name="to"]').first.check()
    page.get_by_role("button", name="下一步：核对影响").click()
    page.wait_for_load_state()


def hold_back(page: Page) -> None:
    """Hold the publication back, once: at the second width the hold is there."""
    if page.locator("#holds .dl").count():
        return
    page.locator("#holds summary").click()
    page.check('#holds input[value="patenting"]')
    page.fill("#hold-reason", "发明专利申请已起草，计划三月底前提交。（演示）")
    page.locator("#holds details button").click()


def ask_back(page: Page) -> None:
    """Ask the desk to return the record, once."""
    if page.locator("#pleas summary").count():
        page.locator("#pleas summary").first.click()
        page.fill("#plea-ask_return", "附件里的验收意见传错了一页，需要更换。（演示）")
        page.locator("#pleas details button").first.click()
        page.wait_for_load_state()


def say_no(page: Page) -> None:
    """Decline what is asked, once."""
    if page.locator("#pleas textarea[name=answer]").count():
        page.fill("#pleas textarea[name=answer]", "审查意见里会一并写明，请稍候。（演示）")
        page.get_by_role("button", name="不同意").click()
        page.wait_for_load_state()


def begin_a_change(page: Page) -> None:
    """Begin a request with its reason, and write another name, where none is under way."""
    if page.locator("button[value=open]").count():
        page.fill("#reason", "成果名称与项目任务书不一致。（演示）")
        page.locator("button[value=open]").click()
        page.wait_for_load_state()
        page.locator("nav .parts a").first.click()
        page.wait_for_load_state()
        page.fill("#overview-achievement_name", "与任务书一致的新名称（演示）")
        page.get_by_role("button", name="保存，看改了什么").click()
        page.wait_for_load_state()


def open_a_part(page: Page) -> None:
    """Open the completers' section of the request under way."""
    begin_a_change(page)
    page.get_by_role("link", name="完成人").first.click()
    page.wait_for_load_state()


def send_a_change(page: Page) -> None:
    """Attach a file and send the request, where it is not sent yet."""
    begin_a_change(page)
    if page.locator("button[value=ask]").count():
        file = {"name": "任务书（演示）.png", "mimeType": "image/png", "buffer": picture(7)}
        page.set_input_files("#file", file)
        page.get_by_role("button", name="上传").click()
        page.wait_for_load_state()
        page.locator("button[value=ask]").click()
        page.wait_for_load_state()


def begin_a_correction(page: Page) -> None:
    """Begin a correction and write a keyword anew, where none is begun."""
    if page.locator("#reason").count():
        page.fill("#reason", "关键词有错别字。（演示）")
        page.get_by_role("button", name="开始更正").click()
        page.wait_for_load_state()
        page.locator("nav .parts a").first.click()
        page.wait_for_load_state()
        page.fill("#overview-achievement_name", "更正了一个字的名称（演示）")
        page.get_by_role("button", name="保存，看改了什么").click()
        page.wait_for_load_state()


def attach_a_certificate(page: Page) -> None:
    """Attach an acceptance certificate, and be shown what it says."""
    pdf = {"name": "验收证书（演示）.pdf", "mimeType": "application/pdf", "buffer": CERTIFICATE}
    page.set_input_files("#file", pdf)
    page.locator('main input[name="slots"]:visible').first.check()
    page.get_by_role("button", name="上传", exact=True).click()
    page.locator("#read").wait_for()


def read_in_the_section(page: Page) -> None:
    """The same on the page of the section that it speaks of."""
    attach_a_certificate(page)
    page.locator(".read__paper a[href*='/s/']").first.click()
    page.wait_for_load_state()


def choose_papers(page: Page) -> None:
    """Say what papers there are, and be led to the page that lists them."""
    page.locator('main input[name="have"]').first.check()
    page.get_by_role("button", name="按我有的材料列出").click()
    page.wait_for_load_state()


SIGHTS = (
    Sight("home", GUEST, "/"),
    Sight("login", GUEST, "/login/"),
    Sight("activate", GUEST, "/activate/"),
    Sight("recover", GUEST, "/recover/"),
    Sight("register", GUEST, "/register/"),
    Sight("register-none", GUEST, "/register/?text=%E6%97%A0%E6%AD%A4%E6%88%90%E6%9E%9C"),
    Sight("register-record", GUEST, "/register/{number}/"),
    Sight("paper-check", GUEST, "/check/{submitted}/"),
    Sight("certificate-check", GUEST, "/certificates/"),
    Sight("certificate-unknown", GUEST, "/certificates/0000000000000000/", status=404),
    Sight("publicity", GUEST, "/publicity/"),
    Sight("objection-case", GUEST, "/publicity/case/"),
    Sight("code-list", GUEST, "/lists/discipline/"),
    Sight("manual", GUEST, "/manual/"),
    Sight("manual-filer", GUEST, "/manual/4/"),
    Sight("announcements", GUEST, "/announcements/"),
    Sight("announcement", GUEST, "/announcements/", open_the_first),
    Sight("contacts", GUEST, "/contacts/"),
    Sight("forms", GUEST, "/forms/"),
    Sight("apply", GUEST, "/apply/"),
    Sight("apply-department", GUEST, "/apply/account/?province=2"),
    Sight("apply-unit", GUEST, "/apply/account/?department=3"),
    Sight("apply-account", GUEST, "/apply/account/?department=3&unlisted=1"),
    Sight("apply-institution", GUEST, "/apply/institution/"),
    Sight("apply-draft", GUEST, "/apply/institution/", begin_an_application),
    Sight("mine", FILER, "/my/"),
    Sight("new", FILER, "/my/new/"),
    Sight("tasks", FILER, "/my/{draft}/"),
    Sight("tasks-returned", FILER, "/my/{returned}/"),
    Sight("fix-list", FILER, "/my/{returned}/fix/"),
    Sight("section-error", FILER, "/my/{draft}/s/funding/?all=1"),
    Sight("section", FILER, "/my/{draft}/s/overview/"),
    Sight("people", FILER, "/my/{draft}/s/people/"),
    Sight("units", FILER, "/my/{draft}/s/units/"),
    Sight("whole", FILER, "/my/{draft}/whole/"),
    Sight("workbook", FILER, "/my/{draft}/workbook/"),
    Sight("evidence", FILER, "/my/{draft}/evidence/"),
    Sight("evidence-choice", FILER, "/my/{half}/evidence/choice/"),
    Sight("evidence-chosen", FILER, "/my/{half}/evidence/choice/", choose_papers),
    Sight("evidence-read", FILER, "/my/{half}/evidence/", attach_a_certificate),
    Sight("section-read", FILER, "/my/{half}/evidence/", read_in_the_section),
    Sight("check", FILER, "/my/{draft}/check/"),
    Sight("receipt", FILER, "/my/{submitted}/receipt/"),
    Sight("record", FILER, "/records/{submitted}/"),
    Sight("change-begin", FILER, "/my/{numbered}/change/"),
    Sight("change", FILER, "/my/{numbered}/change/", begin_a_change),
    Sight("change-section", FILER, "/my/{numbered}/change/", open_a_part),
    Sight("change-sent", FILER, "/my/{numbered}/change/", send_a_change),
    Sight("record-changing", FILER, "/records/{numbered}/"),
    Sight("changes", CLERK, "/desk/changes/"),
    Sight("change-desk", CLERK, "/desk/changes/", open_the_first),
    Sight("correct", PROVINCE, "/desk/r/{reported}/correct/"),
    Sight("correction", PROVINCE, "/desk/r/{reported}/correct/", begin_a_correction),
    Sight("cancel", PROVINCE, "/desk/r/{registered}/cancel/"),
    Sight("account", FILER, "/account/"),
    Sight("address", FILER, "/account/address/"),
    Sight("security-shared", FILER, "/account/security/"),
    Sight("sessions-shared", FILER, "/account/sessions/"),
    Sight("inbox", FILER, "/inbox/"),
    Sight("inbox-all", REVIEWER, "/inbox/?all=1"),
    Sight("inbox-choices", PROVINCE, "/inbox/choices/"),
    Sight("queue", REVIEWER, "/desk/"),
    Sight("bulk-preview", REVIEWER, "/desk/", choose_for_return),
    Sight("why", REVIEWER, "/records/{second}/why/"),
    Sight("why-number", PROVINCE, "/records/{registered}/why/"),
    Sight("phrases", REVIEWER, "/desk/phrases/"),
    Sight("queue-none", REVIEWER, "/desk/?text=%E6%97%A0%E6%AD%A4%E6%88%90%E6%9E%9C"),
    Sight("desk", REVIEWER, "/desk/r/{second}/", write_a_note),
    Sight("queue-declined", PROVINCE, "/desk/?scope=declined"),
    Sight("summary", REVIEWER, "/desk/summary/"),
    Sight("summary-columns", REVIEWER, "/desk/summary/?col=level&col=contact"),
    Sight("desk-accept", PROVINCE, "/desk/r/{recommended}/"),
    Sight("number-code", PROVINCE, "/desk/number-code/"),
    Sight("certificates", PROVINCE, "/desk/certificates/"),
    Sight("publicity-desk", PROVINCE, "/desk/publicity/"),
    Sight("batches", REVIEWER, "/desk/batches/"),
    Sight("batch", REVIEWER, "/desk/batches/", make_a_batch),
    Sight("paper-receipts", REVIEWER, "/desk/paper/"),
    Sight("codes", PROVINCE, "/console/codes/"),
    Sight("codes-nobody", PROVINCE, "/console/codes/", tick_nobody, status=422),
    Sight("code", PROVINCE, "/console/codes/", open_a_first_code),
    Sight("slip", PROVINCE, "/console/codes/", issue_a_code),
    Sight("roster", PROVINCE, "/console/roster/"),
    Sight("roster-report", PROVINCE, "/console/roster/", send_a_wrong_roster),
    Sight("hand-over", PROVINCE, "/console/hand-over/"),
    Sight("hand-over-told", PROVINCE, "/console/hand-over/", choose_a_colleague),
    Sight("refused", FILER, "/console/", status=403),
    Sight("password-policy", PROVINCE, "/console/password-policy/"),
    Sight("profiles", PROVINCE, "/console/profiles/"),
    Sight("profile", PROVINCE, "/console/profiles/1/"),
    Sight("profile-edit", PROVINCE, "/console/profiles/", copy_a_profile),
    Sight(
        "profile-trial",
        PROVINCE,
        "/console/profiles/1/try/?question=filing&at=2025-11-11&evidence=2025-05-10",
    ),
    Sight("packs", PROVINCE, "/console/packs/"),
    Sight("pack", PROVINCE, "/console/packs/1/"),
    Sight("rounds", PROVINCE, "/console/rounds/"),
    Sight("round", PROVINCE, "/console/rounds/1/"),
    Sight("round-new", PROVINCE, "/console/rounds/new/"),
    Sight("announcements-mine", REVIEWER, "/announcements/"),
    Sight("announcement-mark", REVIEWER, "/announcements/", open_the_first),
    Sight("applications", PROVINCE, "/console/applications/"),
    Sight("application", PROVINCE, "/console/applications/", open_the_first),
    Sight("own-announcements", PROVINCE, "/console/announcements/"),
    Sight("readership", PROVINCE, "/console/announcements/", open_the_first),
    Sight("announcement-new", PROVINCE, "/console/announcements/new/"),
    Sight("own-contact", PROVINCE, "/console/contact/"),
    Sight("held", PROVINCE, "/console/held/"),
    Sight("held-file", PROVINCE, "/console/held/", open_the_first),
    Sight("console", PROVINCE, "/console/"),
    Sight("console-none", PROVINCE, "/console/?q=%E6%97%A0%E6%AD%A4%E6%9C%BA%E6%9E%84"),
    Sight("console-body", PROVINCE, "/console/bodies/3/"),
    Sight("console-body-new", PROVINCE, "/console/bodies/new/"),
    Sight("console-super", PROVINCE, "/console/bodies/3/super/"),
    Sight("console-move", PROVINCE, "/console/bodies/3/move/"),
    Sight("console-merge", PROVINCE, "/console/bodies/3/merge/?target=4"),
    Sight("console-users", PROVINCE, "/console/bodies/2/users/"),
    Sight("console-user-new", PROVINCE, "/console/bodies/2/users/new/"),
    Sight("console-user", PROVINCE, "/console/users/3/"),
    Sight("console-leave", PROVINCE, "/console/users/3/leave/"),
    Sight("console-deputations", PROVINCE, "/console/deputations/"),
    Sight("console-grants", PROVINCE, "/console/grants/"),
    Sight("expected", CLERK, "/expected/"),
    Sight("expected-item", CLERK, "/expected/?standing=open", open_the_first),
    Sight("expected-department", REVIEWER, "/expected/"),
    Sight("expected-none", REVIEWER, "/expected/?text=%E6%97%A0%E6%AD%A4%E9%A1%B9%E7%9B%AE"),
    Sight("expected-load", REVIEWER, "/expected/load/"),
    Sight("radar-unit", CLERK, "/expected/radar/"),
    Sight("radar", REVIEWER, "/expected/radar/"),
    Sight("radar-province", PROVINCE, "/expected/radar/"),
    Sight("record-held", NATION, "/records/{received}/", hold_back),
    Sight("holds", NATION, "/desk/holds/"),
    Sight("record-plea", FILER, "/records/{pleaded}/", ask_back),
    Sight("desk-plea", CLERK, "/desk/r/{pleaded}/"),
    Sight("queue-plea", CLERK, "/desk/"),
    Sight("pleas", CLERK, "/desk/pleas/"),
    Sight("record-plea-declined", CLERK, "/records/{pleaded}/", say_no),
    Sight("duplicates", PROVINCE, "/desk/r/{accepted}/alike/"),
    Sight("transfer-sheet", FILER, "/my/{half}/transfer/"),
    Sight("register-transfer", GUEST, "/register/?transfer=1"),
    Sight("desk-nation", NATION, "/desk/r/{reported}/"),
)
