"""Text as it is compared: by code lists, and by whatever matches what people type."""

import unicodedata

# Full-width ASCII and every blank that an input method or a spreadsheet leaves behind.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def fold(text: str) -> str:
    """Text for comparison: NFC, full-width ASCII as half-width, no blanks."""
    return "".join(unicodedata.normalize("NFC", text).translate(_FOLD).split())
