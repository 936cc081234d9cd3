import re
import unicodedata
from collections import Counter
from dataclasses import replace
from threading import Thread

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from tests.renderings.maximal import RARE, maximal

from kedeng.definitions.registry import definition, definitions
from kedeng.formkit import codec
from kedeng.formkit.answers import Answers
from kedeng.formkit.model import Kind
from kedeng.renderings.pdf.coverage import UncoveredCharacters
from kedeng.renderings.pdf.form import print_form
from kedeng.renderings.pdf.pages import FOOT, page_code, page_texts

WATERMARK = "草稿，未提交"
FOOTER = re.compile(
    r"登记表编号 2025-000123 · 第 2 版 · 第 (\d+) 页 共 (\d+) 页 · 校验码 ((?:[0-9A-F]{4} ?){4})"
)


@pytest.fixture(scope="module", params=definitions(), ids=lambda form: form.key)
def full(request, record, catalogue):
    """A form with every field full: the form, its answers, the print."""
    form = request.param
    answers = maximal(form, catalogue)
    return form, answers, print_form(form, answers, record, catalogue)


def letters(text):
    """Characters that leave ink, counted."""
    return Counter(one for one in text if unicodedata.category(one)[0] not in "CZ")


def test_every_character_of_a_full_record_can_be_copied_from_the_print(full, texts, catalogue):
    form, answers, printed = full
    shown = []
    for section, field in form.fields():
        content = answers.data[section.key]
        for values in content if section.repeats else [content]:
            if field.kind is Kind.LONG_TEXT or field.kind is Kind.TEXT:
                shown.append(values[field.key])
            elif field.kind not in {Kind.DATE, Kind.MONTH, Kind.YES_NO}:
                shown.append(codec.show(field, values[field.key], catalogue).replace("；", ""))
    missing = letters("".join(shown)) - letters("".join(texts(printed.pdf)))
    assert missing == Counter()


def test_rare_characters_are_drawn_and_not_boxed(full, texts):
    _, _, printed = full
    document = pypdfium2.PdfDocument(printed.pdf)
    together = "".join(texts(printed.pdf))
    for character in RARE + "①☑□√":
        assert character in together
    for page in document:
        text = page.get_textpage()
        unmapped = [
            index
            for index in range(text.count_chars())
            if pdfium.FPDFText_HasUnicodeMapError(text.raw, index) == 1
        ]
        assert unmapped == []


def test_every_page_has_its_footer(full, texts):
    _, _, printed = full
    found = [FOOTER.search(text) for text in texts(printed.pdf)]
    assert [match.groups()[:2] for match in found] == [
        (str(number), str(printed.pages)) for number in range(1, printed.pages + 1)
    ]
    assert tuple(match[3].replace(" ", "") for match in found) == printed.page_codes


def test_a_page_code_can_be_computed_again_from_the_page(full, record):
    _, _, printed = full
    for number, text in enumerate(page_texts(printed.pdf, above=FOOT), start=1):
        assert "校验码" not in text
        version = record.version if number == 1 else ""
        assert page_code(record.code, number, text, version) == printed.page_codes[number - 1]


def test_pages_keep_their_codes_from_version_to_version_and_the_cover_does_not(record, catalogue):
    form = definition("applied_technology")
    before = print_form(form, Answers(), record, catalogue).page_codes
    later = replace(record, revision=3, digest="4e" * 32)
    after = print_form(form, Answers(), later, catalogue).page_codes
    assert before[0] != after[0]
    assert before[1:] == after[1:]


def test_every_page_has_a_small_code_and_the_cover_a_large_one(record, catalogue):
    """Read by a real decoder from a grey rendering at 150 dpi with noise."""
    told = replace(record, page_url="https://example.org/C/2025-000123/")
    printed = print_form(definition("soft_science"), Answers(), told, catalogue)
    random = np.random.default_rng(20251009)
    found = []
    for page in pypdfium2.PdfDocument(printed.pdf):
        clear = np.asarray(page.render(scale=150 / 72, grayscale=True).to_pil().convert("L"))
        noisy = np.clip(clear + random.normal(0, 25, clear.shape), 0, 255).astype("uint8")
        found.append([code.text for code in zxingcpp.read_barcodes(noisy)])
    small = [[f"HTTPS://EXAMPLE.ORG/C/2025-000123/{code}"] for code in printed.page_codes[1:]]
    assert found == [[told.verify_url], *small]


def test_r57_a_changed_page_has_another_code_and_the_others_keep_theirs(record, catalogue):
    form = definition("applied_technology")
    before = print_form(form, Answers(), record, catalogue).page_codes
    after = print_form(form, Answers(), replace(record, filler_phone="1"), catalogue).page_codes
    assert [old == new for old, new in zip(before, after, strict=True)][-1] is False
    assert before[:-1] == after[:-1]


def test_the_boxes_for_seals_stand_on_one_page_and_are_high_enough(full, places):
    _, _, printed = full
    page = pypdfium2.PdfDocument(printed.pdf)[printed.pages - 1]
    seals = places(page, "（盖章）")
    assert len(seals) == 3
    text = page.get_textpage()
    for _, _, _, top in seals:
        # 60 × 60 mm above the line with the date, at the right edge of the box
        clear = (190 - 60, top + 0.5, 190, top + 60)
        assert text.get_text_bounded(*(edge / 25.4 * 72 for edge in clear)).strip() == ""


def test_the_cover_keeps_a_place_for_the_seal(full, places):
    _, _, printed = full
    page = pypdfium2.PdfDocument(printed.pdf)[0]
    ((_, bottom, _, _),) = places(page, "（盖章）")
    clear = (188 - 60, bottom - 61, 188, bottom - 1)
    inside = page.get_textpage().get_text_bounded(*(edge / 25.4 * 72 for edge in clear))
    assert inside.strip() == ""


def test_a_number_stands_one_character_to_a_box(record, catalogue, texts):
    printed = print_form(definition("basic_theory"), Answers(), record, catalogue)
    cover = texts(printed.pdf)[0]
    assert "9142025Y0001" in re.sub(r"\s", "", cover)


def test_a_draft_says_so_on_every_page_and_has_no_code(record, catalogue, texts):
    draft = replace(record, is_draft=True, number="", registered_on=None, submitted_on=None)
    printed = print_form(definition("soft_science"), Answers(), draft, catalogue)
    assert printed.page_codes == ()
    for text in texts(printed.pdf):
        assert WATERMARK in text
        assert "登记表编号 2025-000123 · 草稿 · 第" in text
        assert "校验码" not in text
    images = list(pypdfium2.PdfDocument(printed.pdf)[0].get_objects(max_depth=4))
    assert not [one for one in images if one.type == pdfium.FPDF_PAGEOBJ_IMAGE]


def test_a_submitted_form_has_no_watermark(full, texts):
    _, _, printed = full
    assert not [text for text in texts(printed.pdf) if WATERMARK in text]


def test_the_same_input_gives_the_same_bytes_in_any_thread(record, catalogue):
    form = definition("applied_technology")
    printed = [print_form(form, Answers(), record, catalogue)]
    thread = Thread(target=lambda: printed.append(print_form(form, Answers(), record, catalogue)))
    thread.start()
    thread.join()
    assert printed[0] == printed[1]


def test_the_fullest_print_is_archival_and_accessible(full):
    """typst refuses to write what breaks PDF/A-2a or PDF/UA-1; the file says that it was asked."""
    _, _, printed = full
    for mark in (
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert mark in printed.pdf


def test_every_face_of_the_fullest_print_is_embedded(full):
    _, _, printed = full
    embedded = {
        pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text.raw))
        for page in pypdfium2.PdfDocument(printed.pdf)
        for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    }
    assert embedded == {1}


def test_a_character_that_no_face_draws_stops_the_print_and_names_itself(record, catalogue):
    named = replace(record, name="王😀𬀀")
    with pytest.raises(UncoveredCharacters) as stopped:
        print_form(definition("basic_theory"), Answers(), named, catalogue)
    assert stopped.value.characters == ("😀", "𬀀")


def test_a_character_may_be_described_instead(record, catalogue, texts):
    named = replace(record, first_unit="王😀研究所")
    printed = print_form(
        definition("basic_theory"), Answers(), named, catalogue, drawn_as={"😀": "（笑脸）"}
    )
    assert "王（笑脸）研究所" in texts(printed.pdf)[0]


def test_the_cover_stays_one_page_with_the_longest_names(record, catalogue, texts):
    long = replace(
        record,
        name="名" * 100,
        first_unit="单" * 100,
        recommending_organisation="推" * 60,
        approving_organisation="批" * 60,
    )
    cover, first, *_ = texts(print_form(definition("basic_theory"), Answers(), long, catalogue).pdf)
    assert Counter(cover) >= Counter("名" * 100 + "单" * 100 + "推" * 60 + "批" * 60)
    assert "第一部分　成果概况" in first
