"""Nothing is clipped, lost or swapped: every character of a full record stands in its own cell."""

import re
from collections import Counter, defaultdict

import pytest
from tests.renderings.marked import marked
from tests.renderings.pdf.ruled import sheets

from kedeng.definitions.registry import definitions
from kedeng.formkit.codec import label
from kedeng.formkit.model import Kind
from kedeng.renderings.pdf.form import print_form

TEXTS = {Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS}
UNIT = re.compile("（(万元|万美元|[个项篇部次])）$")
PLAIN = str.maketrans("", "", "（）：其中 ")
ON_COVER = {"research_start_month", "research_end_month"}
CODED = {Kind.CHOICE, Kind.CHOICES, Kind.CODE, Kind.CODES}


@pytest.fixture(scope="module", params=definitions(), ids=lambda form: form.key)
def printed(request, record, catalogue):
    """A form's answers and the pages of its one print."""
    answers, told = marked(request.param, catalogue)
    return told, sheets(print_form(request.param, answers, record, catalogue).pdf)


def within(short, long):
    """Whether a text keeps the order of a longer one: 下达单位 in 立项（下达）单位."""
    rest = iter(long)
    return bool(short) and all(character in rest for character in short)


def fits(lines, question):
    """Whether a head may stand for a question: as a whole, or a line of one that names two."""
    bare = question.translate(PLAIN)
    heading, *parts = (UNIT.sub("", text).translate(PLAIN) for text in ("".join(lines), *lines))
    enough = [part for part in parts if 2 * len(part) >= len(bare)]
    return within(bare, heading) or any(within(part, bare) for part in (heading, *enough))


def heads_of(sheet, cell, own):
    """Lines that may say what a cell is: of the cell on its left, of those above, its own."""
    level = [c for c in sheet.cells if c.top >= cell.top - 1 and c.bottom <= cell.bottom + 1]
    left = [c for c in level if c.right <= cell.left + 1 and not own & set(c.text)]
    above = [c for c in sheet.cells if same_column(c, cell) and c.bottom >= cell.top - 1]
    nearest = [max(left, key=lambda c: c.right)] if left else []
    inside = ["".join(c for c in line if c not in own) for line in cell.lines]
    heads = [c.lines for c in (*nearest, *above)]
    return [*heads, *([line] for line in inside if line)] if own & set(cell.text) else heads


def same_column(one, other):
    return abs(one.left - other.left) < 2 and abs(one.right - other.right) < 2


def spelled(field, value):
    """How a date or a figure may stand on the paper."""
    if field.kind in {Kind.DATE, Kind.MONTH}:
        parts = zip(value.split("-"), "年月日", strict=False)
        return {value, "".join(f"{int(number)}{unit}" for number, unit in parts)}
    return {f"{float(value):,.2f}" if field.kind is Kind.MONEY else str(value)}


def says(text, field, value, catalogue):
    """Whether a cell says just this option, or yes, or no: as words, or by number before a list."""
    if field.kind is Kind.YES_NO:
        return text == ("是" if value else "否") or text.startswith("11-是" if value else "21-是")
    entries = catalogue[field.options].entries
    places = {entry.code: str(place) for place, entry in enumerate(entries, start=1)}
    codes = value if isinstance(value, list) else [value]
    if "1-" in text:
        return text.startswith("".join(sorted((places[c] for c in codes), key=int)) + "1-")
    return all(label(field, code, catalogue).replace(" ", "") in text for code in codes)


def marks_of(answer):
    texts = answer.value if answer.field.kind is Kind.TEXTS else [answer.value]
    return [(text[0], len(text)) for text in texts]


def pieces(told, pages):
    """Mark → the cells that it stands in, in the order of reading."""
    marks = {mark for answer in told if answer.field.kind in TEXTS for mark, _ in marks_of(answer)}
    found = defaultdict(list)
    for page in pages:
        for cell in page.cells:
            for mark in dict.fromkeys(character for character in cell.text if character in marks):
                found[mark].append(cell)
    return found


def named(answer):
    return f"{answer.section.key}[{answer.row}].{answer.field.key}"


def test_no_character_leaves_the_page_or_its_cell(printed):
    _, pages = printed
    assert "".join(page.outside() for page in pages) == ""
    assert "".join(page.crossed() for page in pages) == ""


def test_every_text_is_whole_and_between_rules(printed):
    told, pages = printed
    in_cells = Counter("".join(cell.text for page in pages for cell in page.cells))
    anywhere = Counter("".join(page.characters for page in pages))
    for answer in told:
        if answer.field.kind in TEXTS:
            for mark, length in marks_of(answer):
                assert (anywhere[mark], in_cells[mark]) == (length, length), named(answer)


def test_every_text_stands_in_one_cell_of_a_page_under_its_own_head(printed):
    told, pages = printed
    found = pieces(told, pages)
    owner = {m: a for a in told if a.field.kind in TEXTS for m, _ in marks_of(a)}
    for mark, cells in found.items():
        answer = owner[mark]
        assert len(cells) == len({cell.page for cell in cells}), named(answer)
        heads = heads_of(pages[cells[0].page], cells[0], owner.keys())
        assert any(fits(head, answer.field.label) for head in heads), (named(answer), heads)
        for cell in cells:
            beside = [owner[other] for other in set(cell.text) & owner.keys()]
            assert {(a.section.key, a.row) for a in beside} == {(answer.section.key, answer.row)}
            order = [told.index(owner[m]) for m in dict.fromkeys(cell.text) if m in owner]
            assert order == sorted(order), named(answer)


def test_rows_keep_their_order_in_every_column(printed):
    told, pages = printed
    found = pieces(told, pages)
    columns = defaultdict(list)
    for answer in told:
        if answer.row and answer.field.kind in TEXTS:
            first = found[marks_of(answer)[0][0]][0]
            columns[answer.section.key, answer.field.key].append((first.page, -first.top))
    for column, places in columns.items():
        assert places == sorted(set(places)), column


def test_every_date_and_figure_stands_once_under_its_own_head(printed):
    told, pages = printed
    places = defaultdict(list)
    for answer in told:
        if answer.field.kind in TEXTS | CODED | {Kind.YES_NO} or answer.field.key in ON_COVER:
            continue
        wanted = spelled(answer.field, answer.value)
        cells = [c for page in pages for c in page.cells if any(text in c.text for text in wanted)]
        assert len(cells) == 1, (named(answer), cells)
        heads = heads_of(pages[cells[0].page], cells[0], set())
        assert any(fits(head, answer.field.label) for head in heads), (named(answer), heads)
        places[cells[0]].append(max(cells[0].text.find(text) for text in wanted))
    assert all(order == sorted(order) for order in places.values())


def test_the_months_of_research_stand_in_the_boxes_of_the_cover(printed):
    told, pages = printed
    months = [answer for answer in told if answer.field.key in ON_COVER]
    for answer in months:
        year, month = answer.value.split("-")
        assert f"{answer.field.label}{year}年{month}月" in pages[0].characters
    assert len(months) == 2


def block(cells, starts, answer):
    """Cells from where a row begins up to the next row; all of them for what is no row."""
    if not answer.row:
        return cells
    begins = starts[answer.section.key, answer.row]
    ends = starts.get((answer.section.key, answer.row + 1), (len(cells), 0))
    return [cell for cell in cells if begins <= (cell.page, 2 - cell.top) and place(cell) < ends]


def place(cell):
    return cell.page, -cell.top


def test_every_choice_and_yes_or_no_stands_in_its_row_beside_its_label(printed, catalogue):
    told, pages = printed
    found = pieces(told, pages)
    cells = [cell for page in pages for cell in page.cells]
    starts = {}
    for answer in told:
        if answer.field.kind is Kind.TEXT:
            key, begun = (answer.section.key, answer.row), place(found[answer.value[0]][0])
            starts[key] = min(starts.get(key, begun), begun)
    for answer in told:
        if answer.field.kind not in CODED | {Kind.YES_NO} or answer.field.key == "is_primary":
            continue
        assert any(
            fits(head, answer.field.label)
            for cell in block(cells, starts, answer)
            if says(cell.text, answer.field, answer.value, catalogue)
            for head in heads_of(pages[cell.page], cell, found.keys())
        ), named(answer)


def test_the_star_stands_at_the_rows_of_primary_projects_alone(printed):
    told, pages = printed
    primary = [a.row for a in told if a.field.key == "is_primary" and a.value]
    starred = [
        c.text for page in pages for c in page.cells if "★" in c.text and c.text[0].isdigit()
    ]
    assert starred == [f"{row}★" for row in primary]
