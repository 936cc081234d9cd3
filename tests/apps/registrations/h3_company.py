"""Who stands on the stage of process.md h3, and how they bring a record on, by real moves."""

import io
from dataclasses import dataclass

from tests.records import PAYLOADS, make, new_draft, picture, publicity, reload
from tests.stage import DESK, Stage, member, person, set_stage

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import ChangeRequest, Registration
from kedeng.domain.changes import Kind
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right


@dataclass(frozen=True)
class Company:
    """The stage and who stands on it, by the columns of the table."""

    stage: Stage
    people: dict[str, Actor]

    def draft(self) -> Registration:
        """Give a complete draft of the author."""
        return new_draft(self.stage.round, self.people["author"])

    def move(self, who: str, record: Registration, *names: str, **payload) -> None:
        """Let somebody make moves, one after the other."""
        for name in names:
            make(self.people[who], record, name, **{**PAYLOADS.get(name, {}), **payload})

    def open(self, who: str, record: Registration) -> None:
        """Let somebody start the review."""
        actions.claim(actor=self.people[who], registration=reload(record))

    def close(self, who: str, record: Registration) -> None:
        """Let somebody put it back to the pool."""
        actions.release(actor=self.people[who], registration=reload(record))

    def recommended(self, record: Registration) -> None:
        """Bring a draft to the province."""
        self.move("author", record, "submit")
        self.move("office", record, "pass_on")
        self.move("reviewer", record, "recommend")

    def registered(self) -> Registration:
        """Give a record with a number."""
        record = self.draft()
        self.recommended(record)
        self.move("auditor", record, "accept", "register")
        return record

    # ── requests after the number

    def request(self, record: Registration, kind: Kind) -> ChangeRequest:
        """Let the author begin a request."""
        return actions.open_request(
            actor=self.people["author"], registration=reload(record), kind=kind, reason="演示理由"
        )

    def send(self, change: ChangeRequest, section: str = "", **values: str) -> None:
        """Let the author send a request with a paper, and with changed answers of a section."""
        author, record = self.people["author"], change.registration
        if section:
            now = record.revisions.get(number=change.base).answers[section]
            actions.propose_section(
                actor=author,
                change=change,
                section=section,
                content={**now, **values},
                expected_version=change.version,
            )
        data = picture(change.pk)
        told = {"stream": io.BytesIO(data), "size": len(data), "file_name": "说明.png"}
        actions.add_change_file(actor=author, change=change, **told)
        change.refresh_from_db()
        actions.send_request(actor=author, change=change, expected_version=change.version)

    def pass_on(self, change: ChangeRequest, *desks: str) -> None:
        """Let desks pass a request on, one after the other."""
        for desk in desks:
            change.refresh_from_db()
            told = {"text": "演示意见", "expected_version": change.version}
            actions.pass_on_change(actor=self.people[desk], change=change, **told)

    def give_up(self, change: ChangeRequest) -> None:
        """Let the author withdraw a request."""
        actions.withdraw_change(actor=self.people["author"], change=change)


def company() -> Company:
    """Set the stage, let its province give certificates, and bring everybody on."""
    stage = set_stage()
    publicity(stage.round, "none", certificate="download")
    province = (*DESK, Right.ACCEPT)
    people = {
        "author": member(stage, "author"),
        "colleague": person(stage.university, "colleague", Right.ENTER),
        "office": member(stage, "clerk"),
        "reviewer": member(stage, "reviewer"),
        "head": person(stage.department, "head", *DESK, Right.RECEIVE, Right.MANAGE),
        "auditor": person(stage.province, "officer", *province),
        "chief": person(stage.province, "chief", *province, Right.MANAGE),
        "receiver": member(stage, "receiver"),
        "stranger": person(stage.other_unit, "outsider", *Right),
    }
    return Company(stage, people)
