"""Mobile numbers of the mainland: eleven digits from 13 to 19."""

import re

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)


def is_mobile(number: str) -> bool:
    """Whether a text message can go there; landlines and numbers with signs cannot."""
    return _MOBILE.fullmatch(number) is not None
