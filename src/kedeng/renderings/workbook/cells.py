"""What Excel or WPS made of a cell becomes the text that was meant; the codec reads that."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from kedeng.formkit.codec import NO, YES
from kedeng.formkit.model import Field, Kind

EXACT = 10**15  # Excel keeps 15 digits; a longer number has lost its end


def typed_text(field: Field, cell: Any) -> str:
    """Text of a cell as calamine gives it: text stays, dates and numbers are written out.

    A date stands as year and month where the field asks for a month; never rounded, never 1.2E+17.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m" if field.kind is Kind.MONTH else "%Y-%m-%d")
    if isinstance(cell, int | float):
        return _figures(cell)
    if isinstance(cell, time | timedelta):
        return str(cell)
    return ""


def plain_text(cell: Any) -> str:
    """Text of a cell of a plain list: a number (a telephone's) is written out whole, a day too."""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _figures(cell)
    return cell if isinstance(cell, str) else ""


def has_lost_digits(cell: Any) -> bool:
    """Whether a number is so long that Excel no longer knows its last digits."""
    return isinstance(cell, float) and abs(cell) >= EXACT


def _figures(number: float) -> str:
    """A number as Excel shows it in full: 15 digits, no exponent, no trailing zeros."""
    text = f"{Decimal(f'{number:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
