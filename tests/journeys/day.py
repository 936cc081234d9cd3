"""What the people of a department's day do, step by step."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pypdfium2
from tests.complete import SLOTS, complete_answers
from tests.journeys.desk import Desk, Service
from tests.journeys.filling import answer_notes, submit
from tests.journeys.managing import open_a_round, put_a_policy_into_force
from tests.journeys.people import Person, code_now, come_in, newcomer, set_app_up
from tests.journeys.serving import Ground
from tests.journeys.story import Caller
from tests.records import picture

NATION, PROVINCE = "演示国家成果登记中心", "演示区科学技术厅"
DEPARTMENT, UNIVERSITY = "演示区教育厅", "演示大学"
CATEGORY = "soft_science"
HALF_MINUTES = 24 * 60 * 2
BODIES = (
    (PROVINCE, "2", ""),
    (DEPARTMENT, "3", PROVINCE),
    (UNIVERSITY, "4", DEPARTMENT),
)
STAFF = {
    "receiver": ("jieshou", "", "accept,review,return"),
    "manager": ("shengji", PROVINCE, "manage"),
    "auditor": ("shenhe", PROVINCE, "accept,review,forward,return,receive"),
    "reviewer": ("tingli", DEPARTMENT, "review,forward,return,receive"),
    "clerk": ("keyan", UNIVERSITY, "review,forward,return"),
    "author": ("zhangsan", UNIVERSITY, "enter"),
}
NOTES = {  # path → what the note says, what is then typed, which places change by it
    "overview.keywords": ("请补充一个关键词。", "瓦斯利用；低浓度瓦斯；安全输送", ["关键词"]),
    "evaluation.evaluation_organization": (
        "请写评价单位的全称。",
        "演示评价中心有限公司",
        ["评价单位"],
    ),
    "funding.funding_own": ("请核对自有资金。", "13.50", ["自有资金", "合计"]),
}


@dataclass(frozen=True)
class Filed:
    """A record that was submitted."""

    code: str
    title: str


@dataclass
class Crew:
    """Who is there, each at an own browser."""

    service: Service
    sit_down: Callable[[Service], Desk]
    people: dict[str, Person]
    secrets: dict[str, bytes] = field(default_factory=dict)
    desks: dict[str, Desk] = field(default_factory=dict)

    def __getitem__(self, role: str) -> Desk:
        return self.desks[role]

    def stranger(self) -> Desk:
        """Somebody without an account."""
        return self.sit_down(self.service)

    def come_back(self) -> None:
        """Log everybody in anew: their sessions are over."""
        for role, desk in self.desks.items():
            person = self.people[role]
            desk.context.clear_cookies()
            desk.enter(person.username, person.password)
            if role in self.secrets:
                desk.page.fill("#otp", code_now(self.secrets[role]))
                desk.press("验证")
            if "请先设置第二重验证" in desk.text():  # the window has closed: no more delay
                self.secrets[role] = set_app_up(desk)


def found_a_town(ground: Ground) -> dict[str, str]:
    """Found an empty registry with its bodies and people; gives their codes by role."""
    ground.run("init", "--login", "guojia", "--name", "演示国超管", "--nation", NATION)
    for name, rank, above in BODIES:
        ground.run("add", "organisation", name, "--rank", rank, "--under", above or NATION)
    codes = {}
    for role, (login, body, rights) in STAFF.items():
        words = ["--name", f"演示{login}", "--of", body or NATION, "--rights", rights]
        more = ["--super"] if role == "manager" else []
        said = ground.run("add", "user", login, *words, *more)
        codes[role] = re.search(r"([0-9A-Z]{4}(?:-[0-9A-Z]{4})+)", said)[1]
    return codes


def let_everybody_in(
    ground: Ground, sit_down: Callable, codes: dict[str, str], days: int, policy: str
) -> Crew:
    """Let each choose a password; the province's manager puts the policy and a round in place."""
    people = {role: newcomer(f"演示{login}", login) for role, (login, _, _) in STAFF.items()}
    crew = Crew(Service(ground.url), sit_down, people)
    for role, person in people.items():
        desk = crew.desks[role] = sit_down(crew.service)
        come_in(desk, person, codes[role])
        if "请先设置第二重验证" in desk.text():
            crew.secrets[role] = set_app_up(desk, later=-days * HALF_MINUTES)
        if role == "manager":
            put_a_policy_into_force(desk, policy, "演示区 2025")
            open_a_round(desk, "演示区 2025 年度登记", date.today() - timedelta(days=days))
            say_how_numbers_begin(desk)
    return crew


def say_how_numbers_begin(desk: Desk) -> None:
    """Give the province its three digits."""
    desk.open("/desk/number-code/")
    desk.page.fill("#code", "999")
    desk.page.fill("#source", "演示")
    desk.press("保存代码")
    assert "没有" not in desk.page.locator("main .alert").all_inner_texts()


def file_thirty(crew: Crew) -> list[Filed]:
    """File thirty records as another system of the university would: with the author's token."""
    author = crew["author"]
    author.open("/account/")
    author.page.fill('input[name="label"]', "演示科研系统")
    author.press("发放令牌")
    token = author.page.locator("main .note code").inner_text()
    caller = Caller(Service(crew.service.url, {"author": {"token": token}}), "author")
    titles = [f"演示成果第{place:02}号：区域创新能力评价研究" for place in range(1, 31)]
    return [
        file_one(caller, UNIVERSITY, title, place) for place, title in enumerate(titles, start=1)
    ]


def file_one(caller: Caller, unit: str, title: str, place: int) -> Filed:
    """File a complete record through the API; `place` makes its paper one of its own."""
    body = {"category": CATEGORY, "secrecy": "public"}
    made, _ = caller.ask("/registrations", method="POST", body=body)
    code = made["code"]
    for section, content in complete_answers(CATEGORY, unit, title).items():
        caller.change(code, section, lambda _old, content=content: content)
    for slot in sorted(SLOTS[CATEGORY]):
        name = quote(f"演示材料{place}.png")
        caller.ask(
            f"/registrations/{code}/evidence/slots/{slot}?file_name={name}",
            method="PUT",
            body=picture(place),
            headers={"Content-Type": "image/png"},
        )
    caller.move(code, "submit")
    return Filed(code, title)


def bulk(desk: Desk, label: str, *, checked: bool = False) -> int:
    """Do one thing to all that waits and may be done so; gives how many were done."""
    desk.open("/desk/")
    desk.page.select_option("#which", "all")
    desk.page.locator("#bulk button", has_text=label).first.click()
    desk.page.wait_for_load_state()
    if checked:
        for box in desk.page.locator('#shared input[type="checkbox"]').all():
            box.check()
    desk.page.locator(".bulk__do button").click()
    desk.page.wait_for_load_state()
    found = re.search(r"已办 ([1-9]\d*) 项", desk.text())
    assert found, desk.text()
    return int(found[1])


def return_with_notes(reviewer: Desk, records: list[Filed]) -> dict[str, list[str]]:
    """Return records with notes, three or two each; gives the noted paths by code."""
    paths = list(NOTES)
    returned = {}
    for place, record in enumerate(records):
        noted = paths if place < 2 else paths[:2]
        reviewer.open(f"/desk/r/{record.code}/")
        for path in noted:
            box = reviewer.page.locator(f'main textarea[name="note:{path}"]')
            box.locator("xpath=ancestor::details[1]/summary").click()
            box.fill(NOTES[path][0])
        reviewer.page.fill("#reason", "请按意见逐条修改。")
        reviewer.page.select_option("#to_desk", "0")
        reviewer.page.locator('main button[name="transition"][value="return"]').click()
        reviewer.page.wait_for_load_state()
        assert "没有办理" not in reviewer.text(), reviewer.text()
        returned[record.code] = noted
    return returned


def mend_and_send_again(author: Desk, record: Filed, noted: list[str]) -> None:
    """Read what the reviewer typed, mend each place, say so, submit again."""
    author.open(f"/my/{record.code}/fix/")
    for path in noted:
        assert NOTES[path][0] in author.page.content(), path
    for path in noted:
        section, name = path.split(".")
        author.open(f"/my/{record.code}/s/{section}/")
        author.page.fill(f"#{section}-{name}", NOTES[path][1])
        author.press("保存")
    answer_notes(author, record.code)
    submit(author, record.code)


def see_only_the_changes(reviewer: Desk, record: Filed, noted: list[str]) -> None:
    """The second review shows each change beside its note, and nothing else."""
    reviewer.open(f"/desk/r/{record.code}/")
    shown = reviewer.page.locator("main .changes")
    text = shown.inner_text()
    places = [place for path in noted for place in NOTES[path][2]]
    assert sorted(shown.locator("dl > dt").all_inner_texts()) == sorted(places), text
    for path in noted:
        assert NOTES[path][0] in text, (path, text)


def undo_one(reviewer: Desk, record: Filed) -> None:
    """Undo one row of the bulk act whose result is open."""
    button = reviewer.page.locator(f'main button[name="row"][value="{record.code}"]')
    button.click()
    reviewer.page.wait_for_load_state()
    assert "已撤销 1 项" in reviewer.page.locator("body").inner_text()


def hand_the_table_over(reviewer: Desk, auditor: Desk, folder: Path) -> None:
    """Freeze the table, hand its stamped scan over, receive it by the code on the paper."""
    reviewer.open("/desk/batches/")
    reviewer.page.locator('form[action$="/make/"] button').first.click()
    reviewer.page.wait_for_load_state()
    code = reviewer.page.url.rstrip("/").split("/")[-1]
    scan = folder / "盖章汇总表.png"
    scan.write_bytes(picture(77))
    reviewer.page.set_input_files("#file", str(scan))
    reviewer.press("报送")
    assert "已报送" in reviewer.page.locator("body").inner_text()
    auditor.open(f"/desk/batches/?code={code.lower()}")
    assert auditor.page.url.rstrip("/").endswith(code)
    rows = auditor.page.locator("main table tbody tr")
    assert rows.count() == 30
    assert auditor.text().count("一致") >= 30
    auditor.page.fill("#copies", "1")
    auditor.press("确认收件，出具回执")
    assert "已收件，回执" in auditor.page.locator("body").inner_text()
    reviewer.open(f"/desk/batches/{code}/")
    answer = reviewer.context.request.get(f"{reviewer.service.url}/desk/batches/{code}/receipt.pdf")
    assert answer.headers["content-type"] == "application/pdf"


def publicise(auditor: Desk, title: str) -> str:
    """Show all that was audited; gives the code of the batch."""
    auditor.open("/desk/publicity/")
    auditor.follow("开始一批公示")
    auditor.page.fill("#title", title)
    auditor.press("开始公示")
    found = re.search(r"/desk/publicity/([0-9A-Z]+)/", auditor.page.url)
    if not found:
        auditor.open("/desk/publicity/")
        auditor.follow(title)
        found = re.search(r"/desk/publicity/([0-9A-Z]+)/", auditor.page.url)
    return found[1]


def object_to(guest: Desk, batch: str, title: str) -> str:
    """Object to one line of the public list, by name; gives the number of the case."""
    guest.open(f"/publicity/{batch}/")
    row = guest.page.locator("main tr", has_text=title)
    guest.open(row.get_by_role("link", name="提出异议").get_attribute("href"))
    guest.page.locator('input[name="who"][value="person"]').check()
    guest.page.fill("#id_name", "李四（演示）")
    guest.page.fill("#id_contact", "13900000000")
    guest.page.select_option("#id_ground", "people")
    guest.page.fill("#id_text", "完成人排序与验收证书不一致，第二完成人没有列入。（演示）")
    guest.press("提交异议")
    while "提交得太快了" in guest.text():  # a person takes longer to write
        guest.press("提交异议")
    found = re.search(r"异议编号[^0-9A-Z]*([0-9A-Z]{8,})", guest.text())
    assert found, guest.text()
    return found[1]


def take_the_objection(auditor: Desk, number: str) -> None:
    """Take it up: that record waits, the others go on."""
    auditor.open(f"/desk/objections/{number}/")
    auditor.page.locator('main button[name="act"][value="take"]').click()
    auditor.page.wait_for_load_state()
    assert "已受理" in auditor.text(), auditor.text()


def register_the_batch(auditor: Desk, batch: str) -> int:
    """Give numbers to all that nothing speaks against; gives how many got one."""
    auditor.open(f"/desk/publicity/{batch}/")
    assert "公示期满" in auditor.text(), auditor.text()
    auditor.press("期满无异议的，全部登记赋号")
    return len(re.findall(r"：\d{7}R\d{4}", auditor.text()))


def see_certificates(crew: Crew, count: int) -> None:
    """The province has one for each number, and the filer prints it; anybody may check it."""
    auditor, author = crew["auditor"], crew["author"]
    auditor.open("/desk/certificates/")
    assert f"打印筛选出的 {count} 份" in auditor.text(), auditor.text()
    shown = auditor.page.locator("main table tbody a").first.get_attribute("href")
    code = re.search(r"/([0-9A-Z]{12})/", shown)[1]
    sheet = author.context.request.get(f"{crew.service.url}/records/{code}/certificate.pdf")
    assert sheet.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(sheet.body())
    text = "".join(document[0].get_textpage().get_text_bounded().split())
    number = re.search(r"\d{7}R\d{4}", text)[0]
    check = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", text)[0]
    guest = crew.stranger()
    guest.open("/certificates/")
    guest.page.fill("#number", number)
    guest.page.fill("#code", check)
    guest.press("查验")
    assert "有效" in guest.text(), guest.text()


def decide_the_objection(crew: Crew, number: str, record: Filed) -> None:
    """Reject it with a reason; everybody's Why-card then says so."""
    auditor, author = crew["auditor"], crew["author"]
    auditor.open(f"/desk/objections/{number}/")
    auditor.page.fill("#reason", "经核实，完成人排序与验收证书一致。（演示）")
    auditor.page.locator('main button[name="act"][value="reject"]').click()
    auditor.page.wait_for_load_state()
    assert "异议不成立" in auditor.text(), auditor.text()
    author.open(f"/records/{record.code}/why/")
    assert "经核实，完成人排序与验收证书一致。（演示）" in author.text(), author.text()


def send_back_from_the_nation(receiver: Desk) -> str:
    """Send the first that waits back to the province with a reason; gives its title."""
    receiver.open("/desk/")
    title = receiver.page.locator("main table tbody tr a").first.inner_text()
    receiver.follow("从第一项开始审")
    receiver.page.fill("#reason", "登记号与上报清单不一致，请核对。（演示）")
    receiver.page.locator('main button[name="transition"][value="send_back"]').click()
    receiver.page.wait_for_load_state()
    assert "没有办理" not in receiver.text(), receiver.text()
    return title
