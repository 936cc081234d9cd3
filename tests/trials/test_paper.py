"""Fifty printed records, pages swapped, replaced, missing: every one is judged right."""

import random
import re

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from tests.records import answer, move

from kedeng.apps.insight.printing import printed_form
from kedeng.renderings.pdf.pages import FOOT, page_texts

pytestmark = pytest.mark.trial
RECORDS, SEED, NOISE = 50, 20260126, 25
CATEGORIES = ("applied_technology", "basic_theory", "soft_science")
CODE = re.compile(r"校验码 ((?:[0-9A-F]{4} ?){4})")
CHANGES = (
    ("overview", {"keywords": ["甲", "乙", "丙"]}),
    ("overview", {"research_end_month": "2025-05"}),
    ("summary", {"summary": "改写的成果简介。" * 60}),
)


def two_versions(author, draft, place):
    """A record that was submitted twice with one change between."""
    record = draft(category=CATEGORIES[place % 3], title=f"演示成果第 {place} 项")
    record = move(author, record, "submit")
    record = move(author, record, "recall")
    section, values = CHANGES[place % len(CHANGES)]
    if record.sections.filter(section=section).exists():
        answer(author, record, section, **values)
    else:
        answer(author, record, *CHANGES[0][:1], **CHANGES[0][1])
    return move(author, record, "submit")


def codes_on(pdf):
    """Codes as they stand on the paper."""
    return [CODE.search(text)[1].replace(" ", "") for text in page_texts(pdf)]


def test_fifty_records_with_pages_swapped_replaced_or_missing_are_judged_right(
    client, author, draft
):
    chance = random.Random(SEED)
    prints = []
    for place in range(RECORDS):
        record = two_versions(author, draft, place)
        prints.append((record, [printed_form(record, one).pdf for one in record.revisions.all()]))
    wrong = []
    for place, (record, (old, new)) in enumerate(prints):
        bodies = [page_texts(pdf, above=FOOT) for pdf in (old, new)]
        codes = [codes_on(pdf) for pdf in (old, new)]
        foreign = codes_on(prints[(place + 1) % RECORDS][1][1])
        stack, expected, held = [], [], set()
        for at, code in enumerate(codes[1]):
            fate = chance.choice(("new", "new", "new", "old", "foreign", "missing"))
            if fate == "old" and at < len(codes[0]):
                same = at > 0 and bodies[0][at] == bodies[1][at]
                stack.append(codes[0][at])
                expected.append("current" if same else "replaced")
                held |= {at + 1} if same else set()
            elif fate == "foreign" and at < len(foreign):
                stack.append(foreign[at])
                expected.append("foreign")
            elif fate == "new":
                stack.append(code)
                expected.append("current")
                held.add(at + 1)
        order = list(range(len(stack)))
        chance.shuffle(order)
        typed = "\n".join(stack[at] for at in order)
        standing = client.get(f"/check/{record.code}/", {"digits": typed}, follow=True).context[
            "standing"
        ]
        told = standing.judgement
        judged = [page.verdict.value for page in told.pages] if told else []
        missing = tuple(page for page in range(1, len(codes[1]) + 1) if page not in held)
        right = judged == [expected[at] for at in order] and (not told or told.missing == missing)
        wrong += [] if right else [(record.code, judged, told)]
    assert wrong == []


def test_codes_read_from_a_grey_rendering_at_150_dpi_with_noise(author, draft):
    noise = np.random.default_rng(SEED)
    read = pages = 0
    for place in range(3):
        record = move(author, draft(category=CATEGORIES[place], title=f"演示 {place}"), "submit")
        printed = printed_form(record, record.revisions.get())
        for at, page in enumerate(pypdfium2.PdfDocument(printed.pdf)):
            drawn = np.asarray(page.render(scale=150 / 72, grayscale=True).to_pil().convert("L"))
            grey = np.clip(drawn + noise.normal(0, NOISE, drawn.shape), 0, 255).astype("uint8")
            found = [code.text for code in zxingcpp.read_barcodes(grey)]
            wanted = (
                f"/C/{record.code}/{printed.page_codes[at]}" if at else f"/check/{record.code}/"
            )
            pages += 1
            read += len(found) == 1 and wanted in found[0]
    assert read == pages
