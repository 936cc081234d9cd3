"""The table of process.md h3, by hand: who moves a registration, in which situation.

A row is a situation: h3's state (D, P, R, V, G, O, Z, N, I, X, W, C), and where h3 has one state
for several of ours, a word more. A column is a position; a cell that is not written is h3's "–".
In a cell stands what that person may do:

    accept      has a button, and is done at once
    cancel*     is done on a page of its own, not by a button of the record's page
    (publish)   is offered, and answers what it still waits for (WAITS) until that has come

Nothing here is computed from the workflow or from the rights: it is what they are held against.
"Ours" after a comment marks where we differ from h3, with the reason.
"""

from dataclasses import dataclass

from kedeng.domain.states import State


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The columns of h3, and two people whom it gives nothing."""

    author: str = ""  # completer, filer (L4): entered the record
    colleague: str = ""  # another author of the same unit
    office: str = ""  # unit office: enters for its people, reviews, passes on, returns
    reviewer: str = ""  # L3 reviewer
    head: str = ""  # L3 administrator: a reviewer who manages the desk
    auditor: str = ""  # L2 reviewer: accepts and reviews, without managing
    chief: str = ""  # L2 administrator: an auditor who manages
    receiver: str = ""  # L1
    stranger: str = ""  # all rights, in a unit of another province


@dataclass(frozen=True, kw_only=True)
class Row(Cells):
    """A situation's moves, and the state that it is."""

    state: State


WAITS = frozenset(
    {
        "claimed_by_another",  # a colleague has opened it, and may be relieved by who manages
        "not_in_a_batch",  # of publicity, which the desk of publicity begins
        "no_objection_taken",
        "objection_open",
        "no_objection_upheld",
        "publicity_under_way",
        "deregistration_not_approved",
    }
)
"""Refusals that say what a move in a cell still waits for."""

RULED_OUT = frozenset(
    {
        "next_is_desk",  # only the last desk below the province recommends (h1: rank is not depth)
        "next_is_province",
        "already_claimed",  # "recall if unopened"
        "handled_since",
        "never_submitted",  # h3, D: such a draft is deleted, not withdrawn
        "publicity_first",  # h2: G only where the profile wants it
        "no_publicity_first",
        "registered_elsewhere",
        "not_elsewhere",
    }
)
"""Refusals of a move out of every cell of its row, by the record's route, past or profile."""

NO_RIGHT = frozenset({"right_missing", "not_at_your_desk", "not_in_this_state"})
"""All other refusals of what is in no cell: right, place, state."""

MOVES: dict[str, Row] = {
    # ── D 草稿. Filer: create, edit, submit, delete. Unit: enter for filer.
    "D": Row(state=State.DRAFT, author="submit", office="submit"),
    # Recalled; ours: may be withdrawn, since what was submitted once is never deleted.
    "D recalled": Row(state=State.DRAFT, author="submit withdraw", office="submit withdraw"),
    # ── P(unit) 待单位审核. Filer: recall if unopened. Unit: review, return, pass on.
    # Ours: the office may also recall, as it may enter; "correct non-key fields" it does in that
    # way too, by returning to itself as filer and submitting, so that a version tells of it.
    # Ours: L2 does not view (h3, cross-cutting: L2 sees what is at or above its hop); L3 reassigns
    # nobody at the unit's desk: who manages a desk assigns there (decision 0021).
    "P(unit)": Row(state=State.IN_REVIEW, author="recall", office="recall pass_on return"),
    "P(unit) opened": Row(state=State.IN_REVIEW, office="pass_on return"),
    # ── P(L3) 待部门审核. Unit: recall if unopened. L3: return to unit or filer, recommend.
    # "Ask for return" (filer): a plea to the desk, no move (decision 0038).
    # Ours: L2 does not view yet, see P(unit).
    # Ours: 不予推荐, which h3 lacks: the province hears of it and decides.
    "P(L3)": Row(
        state=State.IN_REVIEW,
        office="take_back",
        reviewer="recommend not_recommend return",
        head="recommend not_recommend return",
    ),
    "P(L3) opened": Row(
        state=State.IN_REVIEW,
        reviewer="recommend not_recommend return",
        head="(recommend) (not_recommend) (return)",  # the reviewer has it
    ),
    "P(L3) not recommended": Row(
        state=State.NOT_RECOMMENDED,
        author="give_up",
        office="give_up",
        reviewer="reconsider",
        head="reconsider",
        auditor="take_up uphold",
        chief="take_up uphold",
    ),
    # ── R 退回. Filer: edit, reply, resubmit, withdraw. Unit: same; return further down. L3: return
    # further down. Ours: who has the record acts, so a row for each hop; where it lies with the
    # filer it is as far down as can be.
    "R filer": Row(state=State.RETURNED, author="resubmit withdraw", office="resubmit withdraw"),
    "R unit": Row(state=State.RETURNED, office="pass_on return"),
    "R L3": Row(
        state=State.RETURNED,
        reviewer="recommend not_recommend return",
        head="recommend not_recommend return",
    ),
    # ── V 待省级审核. L3: recall if unopened. L2: return to L3, unit or filer, approve, refuse (X).
    # Ours: two steps, 受理 with its 补正 and 不予受理, then the review. Refuse is the reviewer's
    # as h3 says; L2 administrator's "reopen" is at V not accepted, at Z elsewhere and at X.
    "V": Row(
        state=State.RECOMMENDED,
        reviewer="take_back",
        head="take_back",
        auditor="accept request_supplement decline return",
        chief="accept request_supplement decline return",
    ),
    "V opened": Row(
        state=State.RECOMMENDED,
        auditor="accept request_supplement decline return",
        chief="(accept) (request_supplement) (decline) (return)",  # the auditor has it
    ),
    "V supplement": Row(
        state=State.SUPPLEMENT,
        author="resupply withdraw",
        office="resupply withdraw",
        auditor="decline_unsupplied",
        chief="decline_unsupplied",
    ),
    "V supplied": Row(
        state=State.RECOMMENDED,
        author="recall_supplement",
        office="recall_supplement",
        auditor="accept request_supplement decline return",
        chief="accept request_supplement decline return",
    ),
    "V not accepted": Row(state=State.NOT_ACCEPTED, chief="reopen_acceptance"),
    "V accepted": Row(
        state=State.ACCEPTED, auditor="register refuse return", chief="register refuse return"
    ),
    "V accepted, list first": Row(
        state=State.ACCEPTED,
        auditor="pass_audit refuse return",
        chief="pass_audit refuse return",
    ),
    "V accepted, elsewhere": Row(
        state=State.ACCEPTED,
        auditor="file_elsewhere refuse return",
        chief="file_elsewhere refuse return",
    ),
    # ── G 公示中. L2 reviewer: suspend (O), end publicity. L2 administrator: start, stop a batch.
    # Ours: both do all of it (decision 0025): publicity is run with the right 审核; a batch is not
    # stopped before its end, one line is taken off (audit_again).
    "G waiting": Row(
        state=State.PASSED, auditor="(publicise*) audit_again", chief="(publicise*) audit_again"
    ),
    "G": Row(
        state=State.PUBLICISED,
        auditor="(suspend*) (register_publicised) audit_again",
        chief="(suspend*) (register_publicised) audit_again",
    ),
    "G over": Row(
        state=State.PUBLICISED,
        auditor="(suspend*) register_publicised audit_again",
        chief="(suspend*) register_publicised audit_again",
    ),
    # ── O 异议处理. L2: decide: uphold → X or R, reject → continue.
    "O": Row(
        state=State.DISPUTED,
        auditor="(resume*) (refuse_disputed*) (return_disputed*)",
        chief="(resume*) (refuse_disputed*) (return_disputed*)",
    ),
    # Ours: after the number an objection is no state; the report waits for it.
    "O after Z": Row(
        state=State.REGISTERED,
        auditor="(report)",
        chief="(report) cancel* (deregister*)",
    ),
    # ── Z 已登记. L2 administrator: cancel (C), report up. L2 reviewer proposes to cancel: a
    # plea (decision 0038). Ours: reporting needs 推荐/上报, which a reviewer may hold.
    "Z": Row(state=State.REGISTERED, auditor="report", chief="report cancel* (deregister*)"),
    # Ours: what another body registered is filed here without a number (decision 0033).
    "Z elsewhere": Row(state=State.FILED, chief="reopen"),
    # ── N 已上报国家. L1: accept, return with reason. Others as Z, so a cancellation is still the
    # L2 administrator's. Ours: an unopened report is recalled, as everywhere below.
    "N": Row(
        state=State.REPORTED,
        auditor="recall_report",
        chief="recall_report cancel* (deregister*)",
        receiver="receive send_back",
    ),
    "N opened": Row(
        state=State.REPORTED, chief="cancel* (deregister*)", receiver="receive send_back"
    ),
    # ── I 国家入库/已公告. L1: publish, withdraw publication. Ours: two states, and what has been
    # received may still go back.
    "I received": Row(
        state=State.RECEIVED, chief="cancel* (deregister*)", receiver="publish send_back"
    ),
    "I": Row(state=State.PUBLISHED, chief="cancel* (deregister*)", receiver="unpublish"),
    "I taken down": Row(
        state=State.RECEIVED, chief="cancel* (deregister*)", receiver="publish send_back"
    ),
    # ── X 不予登记. L2 administrator: reopen. "Appeal" (filer): a plea (decision 0038).
    "X": Row(state=State.REFUSED, chief="reopen"),
    # ── W 已撤回, C 已注销: nobody moves them.
    "W": Row(state=State.WITHDRAWN),
    "C": Row(state=State.CANCELLED),
}
