"""What the pictures show: the demonstration's records, moved on a little through the API."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from tests.complete import SLOTS
from tests.journeys.desk import Service
from tests.papers import paper
from tests.records import picture

from kedeng.domain.checklist import CHECKS

CHECKED = dict.fromkeys(CHECKS, True)
WRONG_FIGURE = "1,2oo"
REASON = "关键词太少，成果简介没有写清创新内容，请补充后重新提交。（演示）"
NOTES = (
    ("overview.keywords", "请补充一两个能检索到的关键词。（演示）"),
    ("summary.achievement_summary", "请写清与国内外同类成果相比，新在哪里。（演示）"),
)
ADDED = "与同类成果相比，首次给出了分区、分时的测算结果，误差由12%降到4%。（演示）"


@dataclass(frozen=True)
class Story:
    """Codes of the records that a picture needs; `number` is a published registration's."""

    draft: str
    half: str
    submitted: str
    returned: str
    second: str
    pleaded: str  # at the unit's desk, whose filer asks for it back
    recommended: str
    accepted: str
    registered: str
    reported: str
    received: str
    number: str
    numbered: str  # of the author, with a number


class Caller:
    """Speaks to the API as one of the demo's people."""

    def __init__(self, service: Service, role: str) -> None:
        self.base = f"{service.url}/api/v1"
        self.token = service.account(role)["token"]

    def ask(self, path: str, *, method: str = "GET", body=None, headers: dict | None = None):
        """Call; gives (content, headers). An answer that is no success fails with its words.

        `body` is sent as JSON; bytes as they are.
        """
        request = urllib.request.Request(
            self.base + path,
            method=method,
            data=body if body is None or isinstance(body, bytes) else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                **(headers or {}),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer), answer.headers
        except urllib.error.HTTPError as error:
            pytest.fail(f"{method} {path}: {error.code} {error.read().decode()}")

    def listed(self, path: str, state: str) -> list[dict]:
        """Heads of a list that are in a state, in the list's order."""
        joined = "&" if "?" in path else "?"
        heads, _ = self.ask(f"{path}{joined}page_size=100")
        return [head for head in heads["items"] if head["state"] == state]

    def move(self, code: str, transition: str, **more) -> None:
        """Make a move on the record as it stands."""
        record, _ = self.ask(f"/registrations/{code}")
        body = {"transition": transition, "expected_version": record["version"], **more}
        self.ask(f"/registrations/{code}/moves", method="POST", body=body)

    def send_marked(self, code: str) -> None:
        """Send a file with a mark of secrecy, which is refused and held."""
        slot = "O-1"  # which every category has
        request = urllib.request.Request(
            f"{self.base}/registrations/{code}/evidence/slots/{slot}?file_name=a.pdf",
            method="PUT",
            data=paper(["秘密★（演示）"]),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/pdf",
            },
        )
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(request, timeout=60)

    def change(self, code: str, section: str, change) -> None:
        """Save a section; `change` gives the new content from the old."""
        path = f"/registrations/{code}/sections/{section}"
        found, headers = self.ask(path)
        body = change(found["content"])
        self.ask(path, method="PATCH", body=body, headers={"If-Match": headers["ETag"]})


def tell(service: Service, pleaded: str) -> Story:
    """Bring the records into place and say which is which; `pleaded` is one that lies ready."""
    author, clerk = Caller(service, "author"), Caller(service, "unit_clerk")
    reviewer = Caller(service, "department_reviewer")
    province, nation = Caller(service, "provincial_auditor"), Caller(service, "national_receiver")
    drafts = author.listed("/registrations", "draft")
    draft = next(head["code"] for head in drafts if head["version"] == 0)
    author.change(draft, "funding", lambda _: {"funding_local": WRONG_FIGURE})
    author.send_marked(draft)
    waiting = {head["code"] for head in clerk.listed("/queue?scope=desk", "in_review")}
    own = [head["code"] for head in author.listed("/registrations", "in_review")]
    mine = [code for code in own if code in waiting and code != pleaded]
    second, submitted = mine[:2]
    come_again(author, clerk, reviewer, second)
    returned = author.listed("/registrations", "returned")[0]
    register, _ = author.ask("/register")
    return Story(
        draft=draft,
        half=nearly_ready(author, returned),
        submitted=submitted,
        returned=returned["code"],
        second=second,
        pleaded=pleaded,
        recommended=province.listed("/queue?scope=desk", "recommended")[0]["code"],
        accepted=province.listed("/queue?scope=desk", "accepted")[0]["code"],
        registered=province.listed("/queue?scope=desk", "registered")[0]["code"],
        reported=nation.listed("/queue?scope=desk", "reported")[0]["code"],
        received=nation.listed("/queue?scope=desk", "received")[0]["code"],
        number=register["items"][0]["number"],
        numbered=numbered_of(author),
    )


def numbered_of(author: Caller) -> str:
    """Code of a record of the author that has its number."""
    states = ("registered", "reported", "received", "published")
    found = [head for state in states for head in author.listed("/registrations", state)]
    return found[0]["code"]


def come_again(author: Caller, clerk: Caller, reviewer: Caller, code: str) -> None:
    """Send a record back from the department, mend it, and let it arrive there a second time."""
    clerk.move(code, "pass_on")
    notes = [{"path": path, "text": text} for path, text in NOTES]
    reviewer.move(code, "return", reason=REASON, to_desk=0, notes=notes)
    author.change(
        code, "overview", lambda old: {"keywords": [*old["keywords"][:1], "分区测算", "转型路径"]}
    )
    author.change(
        code,
        "summary",
        lambda old: {"achievement_summary": old["achievement_summary"] + ADDED},
    )
    answer(author, code)
    author.move(code, "resubmit")
    clerk.move(code, "pass_on")


def answer(author: Caller, code: str) -> None:
    """Mark every note of the fix list as mended."""
    listed, _ = author.ask(f"/registrations/{code}/fixes")
    for note in listed["notes"]:
        path = f"/registrations/{code}/fixes/{note['id']}/answers"
        author.ask(path, method="POST", body={"outcome": "done"})


def nearly_ready(author: Caller, source: dict) -> str:
    """Copy a record, and leave a wrong figure, a gap to explain and a missing paper in the copy."""
    body = {"secrecy": "public"}
    made, _ = author.ask(f"/registrations/{source['code']}/copies", method="POST", body=body)
    code = made["code"]
    author.change(code, "overview", lambda _: {"achievement_name": "农村电网规划方法研究（演示）"})
    author.change(code, "funding", lambda _: {"funding_local": WRONG_FIGURE})
    author.change(code, "evaluation", lambda _: {"evaluation_organization": None})
    for place, slot in enumerate(sorted(SLOTS[source["category"]])[:-1]):
        name = f"演示材料{place + 1}.png"
        author.ask(
            f"/registrations/{code}/evidence/slots/{slot}?file_name={quote(name)}",
            method="PUT",
            body=picture(place),
            headers={"Content-Type": "image/png"},
        )
    return code
