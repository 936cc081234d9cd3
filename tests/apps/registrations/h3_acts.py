"""The tables of process.md h3, by hand: what is done beside the moves, with requests, by anybody.

Columns are h3.py's. In a cell stand the acts that the person may do in that situation, by what the
house answers (h3_asking.py); what h3 calls otherwise stands beside.
"""

from tests.apps.registrations.h3 import Cells

OWN = "view copy"  # at any time; copy: h3, X "start new filing", W "copy to new draft"
SENT = f"{OWN} stamp ask_hold"  # ours: the stamped form is added (B20), publication waits (B66)
NUMBERED = f"{SENT} certificate change deregister"  # h3, Z: download, request change or end
REVIEWED = "view paper"  # by a desk that the record has come to: it may note that it has the paper
JUDGED = f"{REVIEWED} hold duplicates"  # by a registry: B66, and h3's "duplicate decision"

ACTS: dict[str, Cells] = {
    # h3: create, edit, attach, validate, print draft, delete. "Delete with reason" (unit): ours
    # asks for none, history keeps who. L3 sees a count, L2 sets windows: of no single record.
    # Ours: L3 sets earlier windows, but a later one, for a body or a record, is the province's
    # alone (B38, decision 0015); it extends what it does not see yet, told the code.
    "D": Cells(author=f"{OWN} edit delete", office=f"{OWN} edit delete", chief="extend"),
    "D recalled": Cells(author=f"{OWN} edit", office=f"{OWN} edit", chief="extend"),
    # Ours: L2 does not view before the record comes to it. Assigning is for who manages the desk
    # at which it lies, here the unit's (this office does not manage), never L3's.
    "P(unit)": Cells(author=SENT, office=f"{SENT} paper claim", chief="extend"),
    # h3: note paper received, assign: L3's. Ours: noting needs 收件, 受理 or 推荐/上报.
    "P(L3)": Cells(
        author=SENT,
        office=f"{SENT} paper",
        reviewer=f"{REVIEWED} claim",
        head=f"{REVIEWED} claim assign",
        chief="extend",
    ),
    "P(L3) not recommended": Cells(
        author=SENT,
        office=f"{SENT} paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor=JUDGED,
        chief=JUDGED,
    ),
    # h3: edit, reply, and "same for own unit": office and filer write where it lies with the filer.
    # Not extended: what the province returned stays open till its own closing (decision 0006).
    "R filer": Cells(
        author=f"{SENT} edit",
        office=f"{SENT} edit paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor=JUDGED,
        chief=JUDGED,
    ),
    # Ours: nobody writes while it lies at a unit's desk (B46: the addressed hop edits): the office
    # returns it to the filer's, which is its own too, and submits a version.
    "R unit": Cells(
        author=SENT,
        office=f"{SENT} paper claim",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor=JUDGED,
        chief=JUDGED,
    ),
    # h3: paper check, duplicate decision: L2 reviewer; assign: L2 administrator.
    "V": Cells(
        author=SENT,
        office=f"{SENT} paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor=f"{JUDGED} claim",
        chief=f"{JUDGED} claim assign",
    ),
    "V supplement": Cells(
        author=f"{SENT} edit",
        office=f"{SENT} edit paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor=JUDGED,
        chief=JUDGED,
    ),
    "V not accepted": Cells(
        author=OWN,
        office=f"{OWN} paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor="view paper duplicates",
        chief="view paper duplicates",
    ),
    "V accepted": Cells(
        author=SENT,
        office=f"{SENT} paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor=f"{JUDGED} claim",
        chief=f"{JUDGED} claim assign",
    ),
    "G waiting": Cells(
        author=SENT,
        office=f"{SENT} paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor=JUDGED,
        chief=JUDGED,
    ),
    # h3: record objection (L2 reviewer), respond (filer). Ours: what came on paper is not entered
    # by a desk, the objector sends it; the desk judges whether it is taken, then all respond (O).
    "G": Cells(
        author=SENT,
        office=f"{SENT} paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor=f"{JUDGED} judge",
        chief=f"{JUDGED} judge",
    ),
    # h3: add statement (filer), investigate and give opinion (L3), decide (L2). Ours: a statement
    # is words, without files; L1 views from the report on, so not here.
    "O": Cells(
        author=f"{SENT} state",
        office=f"{SENT} paper state",
        reviewer=f"{REVIEWED} state",
        head=f"{REVIEWED} state",
        auditor=f"{JUDGED} judge state",
        chief=f"{JUDGED} judge state",
    ),
    # No change is asked for while an objection is handled (decision 0032), no certificate is due.
    "O after Z": Cells(
        author=f"{SENT} state",
        office=f"{SENT} paper state",
        reviewer=f"{REVIEWED} state",
        head=f"{REVIEWED} state",
        auditor=f"{JUDGED} judge state",
        chief=f"{JUDGED} judge state",
    ),
    # h3: L2 reviewer starts a change, L2 administrator corrects typing errors. Ours: both correct
    # (a second person where it is key); a change is the filer's to ask, or ordered by a decision.
    "Z": Cells(
        author=NUMBERED,
        office=f"{NUMBERED} paper",
        reviewer=f"{REVIEWED} certificate",
        head=f"{REVIEWED} certificate",
        auditor=f"{JUDGED} certificate correct",
        chief=f"{JUDGED} certificate correct",
    ),
    "Z elsewhere": Cells(
        author=OWN,
        office=f"{OWN} paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor="view paper duplicates",
        chief="view paper duplicates",
    ),
    # h3: as Z; L1 sees what has been reported.
    "N": Cells(
        author=NUMBERED,
        office=f"{NUMBERED} paper",
        reviewer=f"{REVIEWED} certificate",
        head=f"{REVIEWED} certificate",
        auditor=f"{JUDGED} certificate correct",
        chief=f"{JUDGED} certificate correct",
        receiver=f"{JUDGED} certificate claim",
    ),
    # h3: national duplicate decision.
    "I received": Cells(
        author=NUMBERED,
        office=f"{NUMBERED} paper",
        reviewer=f"{REVIEWED} certificate",
        head=f"{REVIEWED} certificate",
        auditor=f"{JUDGED} certificate correct",
        chief=f"{JUDGED} certificate correct",
        receiver=f"{JUDGED} certificate",
    ),
    "I": Cells(  # what is public can no longer be held back
        author=f"{OWN} stamp certificate change deregister",
        office=f"{OWN} stamp certificate change deregister paper",
        reviewer=f"{REVIEWED} certificate",
        head=f"{REVIEWED} certificate",
        auditor="view paper duplicates certificate correct",
        chief="view paper duplicates certificate correct",
        receiver="view paper duplicates certificate",
    ),
    "X": Cells(
        author=OWN,
        office=f"{OWN} paper",
        reviewer=REVIEWED,
        head=REVIEWED,
        auditor="view paper duplicates",
        chief="view paper duplicates",
    ),
    "W": Cells(author=OWN, office=OWN),
    # h3: view; "publish notice" (L2): ours is the word and the day in the register, by itself.
    "C": Cells(
        author=f"{OWN} certificate",
        office=f"{OWN} certificate paper",
        reviewer=f"{REVIEWED} certificate",
        head=f"{REVIEWED} certificate",
        auditor="view paper duplicates certificate",
        chief="view paper duplicates certificate",
        receiver="view paper duplicates certificate",
    ),
}

# ── H 变更审核中, on top of Z, N, I: a request beside the state (decision 0032)
# h3: filer and unit view it, unit and L3 review, L2 reviewer approves or refuses, L2 administrator
# approves what is key; L1 is informed. Ours: what is still being written is its maker's alone, and
# L1 is informed of what has come to it. The public reads the old version until then: test_changes.
REQUESTS: dict[str, Cells] = {
    "H written": Cells(author="see edit ask withdraw", office="see edit ask withdraw"),
    "H at the unit": Cells(
        author="see withdraw",
        office="see pass_on send_back withdraw",
        reviewer="see",
        head="see",
        auditor="see",
        chief="see",
    ),
    "H at L3": Cells(
        author="see withdraw",
        office="see withdraw",
        reviewer="see pass_on send_back",
        head="see pass_on send_back",
        auditor="see",
        chief="see",
    ),
    "H at L2": Cells(
        author="see withdraw",
        office="see withdraw",
        reviewer="see",
        head="see",
        auditor="see approve send_back refuse",
        chief="see approve send_back refuse",
    ),
    "H at L2, key": Cells(
        author="see withdraw",
        office="see withdraw",
        reviewer="see",
        head="see",
        auditor="see send_back refuse",
        chief="see approve send_back refuse",
    ),
    "H at L2, end": Cells(  # a deregistration
        author="see withdraw",
        office="see withdraw",
        reviewer="see",
        head="see",
        auditor="see send_back refuse",
        chief="see approve send_back refuse",
    ),
    "H at L2, reported": Cells(
        author="see withdraw",
        office="see withdraw",
        reviewer="see",
        head="see",
        auditor="see send_back refuse",
        chief="see approve send_back refuse",
        receiver="see",
    ),
}

# ── The public: read the list and object (G), check a certificate (Z), search (I), see "注销" (C).
PUBLIC: dict[str, str] = {
    "G": "list object",
    "O": "list object",  # ours: while one objection is handled the list stands
    "G over": "list",
    "O after Z": "list object",
    "Z": "check",
    "N": "check",
    "N opened": "check",
    "I received": "check",
    "I": "check search",
    "I taken down": "check gone",
    "C": "check gone",  # the check answers 已注销
}
"""What anybody may do; nothing in every other situation. Gone: the word and the day, no content."""
