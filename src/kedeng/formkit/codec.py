"""Field text is parsed here and nowhere else: page, workbook and API hand over the same text.

`read` gives an answer or `Unread`; `show` gives what a person reads, `edit` what an input
starts with.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kedeng.formkit.answers import Unread, is_blank, is_unread
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Kind

Raw = str | Sequence[str] | None
Parser = Callable[[Field, str, Catalogue], Any]

YES, NO = "是", "否"
_YES_NO = {
    YES: True,
    NO: False,
    "true": True,
    "false": False,
    "1": True,
    "0": False,
    "yes": True,
    "no": False,
}
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f\ufffd-\uffff]"
)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Pasted along unknowingly, show nothing: C1 controls, soft hyphen, zero-width characters, word
# joiner, byte order mark. Variation selectors stay: they tell characters apart.
_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u200b-\u200d\u2060\ufeff]")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")
_MONTH = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))")
_ITEM_BREAK = re.compile(r"[\r\n\x85\u2028\u2029;；]+")
# Short texts are told apart by commas too, but not by one inside a chemical name: 1,2-二氯乙烷.
_TEXT_BREAK = re.compile(rf"{_ITEM_BREAK.pattern}|、|(?<!\d)[,，]|[,，](?!\d)")
_NUMBER = re.compile(
    r"[-+]?(?:(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+)"
)
_MONEY_LIMIT = Decimal(10) ** 12


def read(field: Field, raw: Raw, catalogue: Catalogue) -> Any:
    """Parse what was typed, pasted or sent.

    Returns a JSON value of the field's kind, None for a blank, or `Unread(text, code)`. Never
    raises.
    """
    if field.holds_list:
        return _read_items(field, raw, catalogue)
    text = _tidy("".join(raw) if raw is not None and not isinstance(raw, str) else raw or "")
    if not text:
        return None
    if _FORBIDDEN.search(text):
        return Unread(_FORBIDDEN.sub("\ufffd", text), "forbidden_character")
    return PARSERS[field.kind](field, text, catalogue)


def _read_items(field: Field, raw: Raw, catalogue: Catalogue) -> Any:
    texts = [raw] if isinstance(raw, str) else list(raw or ())
    items = [piece for text in texts for piece in pieces(field, text)]
    if any(_FORBIDDEN.search(text) for text in items):
        return Unread(_FORBIDDEN.sub("\ufffd", "；".join(items)), "forbidden_character")
    values = [PARSERS[field.kind](field, text, catalogue) for text in items]
    for value in values:
        if isinstance(value, Unread):
            return Unread("；".join(items), value.code)
    return list(dict.fromkeys(values)) or None


def pieces(field: Field, text: str) -> list[str]:
    """Part a text into the items that a field holds; one that holds no list keeps it whole."""
    if not field.holds_list:
        return [text]
    between = _TEXT_BREAK if field.kind is Kind.TEXTS else _ITEM_BREAK
    return [piece for piece in map(_tidy, between.split(text)) if piece]


def _tidy(text: str) -> str:
    """NFC, Unix line ends, no blanks at the ends. Names are never folded further (trust.md 1.5).

    What shows nothing drops out: PDF/A refuses some of it, and names would differ unseen.
    """
    plain = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", plain).strip(" \t\n\u3000")


def _closed_up(text: str) -> str:
    """Full-width characters as ASCII, without blanks and commas: of a date."""
    return re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))


def _figures(text: str, unit: str = "") -> str:
    """Full-width digits and signs as ASCII, without unit and separators; "" for what is no number.

    A comma or a blank counts as a separator before three digits alone: 1,5 may be meant as 1.5.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix(unit).strip()
    return re.sub("[, ]", "", plain) if _NUMBER.fullmatch(plain) else ""


def _read_text(field: Field, text: str, catalogue: Catalogue) -> Any:
    del field, catalogue
    return " ".join(text.split("\n"))


def _read_long_text(field: Field, text: str, catalogue: Catalogue) -> Any:
    del field, catalogue
    return text


def _read_integer(field: Field, text: str, catalogue: Catalogue) -> Any:
    del field, catalogue
    figures = _figures(text)
    if not re.fullmatch(r"[-+]?\d{1,12}(\.0+)?", figures):
        return Unread(text, "not_integer")
    return int(Decimal(figures))


def _read_money(field: Field, text: str, catalogue: Catalogue) -> Any:
    del catalogue
    figures = _figures(text, field.unit)
    try:
        amount = Decimal(figures)
    except InvalidOperation:
        return Unread(text, "not_money")
    if not amount.is_finite() or abs(amount) >= _MONEY_LIMIT:
        return Unread(text, "not_money")
    if amount != amount.quantize(Decimal("0.01")):
        return Unread(text, "money_decimals")
    return f"{amount.quantize(Decimal('0.01')) + 0:f}"


def _read_yes_no(field: Field, text: str, catalogue: Catalogue) -> Any:
    del field, catalogue
    value = _YES_NO.get(text.lower())
    return Unread(text, "not_yes_no") if value is None else value


def _read_date(field: Field, text: str, catalogue: Catalogue) -> Any:
    del field, catalogue
    match = _DATE.fullmatch(_closed_up(text))
    if match:
        year, *rest = (int(group) for group in match.groups() if group)
        try:
            return date(year, *rest).isoformat()
        except ValueError:
            pass
    return Unread(text, "not_date")


def _read_month(field: Field, text: str, catalogue: Catalogue) -> Any:
    """A month, or the month of a day: lists of people hold whole dates of birth."""
    day = _read_date(field, text, catalogue)
    match = _MONTH.fullmatch(_closed_up(text) if isinstance(day, Unread) else day[:7])
    if match:
        year, month = (int(group) for group in match.groups() if group)
        if 1 <= month <= 12 and year >= 1900:
            return f"{year:04d}-{month:02d}"
    return Unread(text, "not_month")


def _read_code(field: Field, text: str, catalogue: Catalogue) -> Any:
    """A code; the text itself where an unsure list does not know it (decision 29)."""
    codes = catalogue[field.options]
    entry = codes.find(text)
    if entry is not None and entry.selectable:
        return entry.code
    if codes.closed or codes.knows(text):
        return Unread(text, "not_in_list")
    return " ".join(text.split("\n"))


PARSERS: dict[Kind, Parser] = {
    Kind.TEXT: _read_text,
    Kind.LONG_TEXT: _read_long_text,
    Kind.TEXTS: _read_text,
    Kind.INTEGER: _read_integer,
    Kind.MONEY: _read_money,
    Kind.YES_NO: _read_yes_no,
    Kind.DATE: _read_date,
    Kind.MONTH: _read_month,
    Kind.CHOICE: _read_code,
    Kind.CHOICES: _read_code,
    Kind.CODE: _read_code,
    Kind.CODES: _read_code,
}


def show(field: Field, value: Any, catalogue: Catalogue) -> str:
    """What a person reads: labels for codes, thousands separated, "" for an open question."""
    if is_blank(value):
        return ""
    if is_unread(value):
        return value["unread"]
    if field.holds_list:
        return "；".join(_show_one(field, item, catalogue) for item in value)
    return _show_one(field, value, catalogue)


def _show_one(field: Field, value: Any, catalogue: Catalogue) -> str:
    if field.options:
        return show_code(field, value, catalogue)
    if field.kind is Kind.MONEY:
        return f"{Decimal(value):,.2f}"
    if field.kind is Kind.YES_NO:
        return YES if value else NO
    return str(value)


def show_code(field: Field, code: str, catalogue: Catalogue) -> str:
    """An option as a person reads it: its label, with the code where the list is long."""
    name = label(field, code, catalogue)
    coded = field.kind in {Kind.CODE, Kind.CODES} and code in catalogue[field.options].by_code
    return f"{code} {name}" if coded else name


def label(field: Field, code: str, catalogue: Catalogue) -> str:
    """Label of a code in the field's list; the code itself when the list no longer has it."""
    entry = catalogue[field.options].by_code.get(code)
    return code if entry is None else entry.label


def edit(field: Field, value: Any, catalogue: Catalogue) -> str:
    """Text that an input starts with; `read` of it gives the value back."""
    if is_unread(value):
        return value["unread"]
    if field.kind is Kind.MONEY and not is_blank(value):
        return str(value)
    if field.kind is Kind.TEXTS and value:
        return "；".join(value)
    return show(field, value, catalogue)
