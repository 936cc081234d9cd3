"""The arithmetic of the 统一社会信用代码 (GB 32100-2015): 18 characters, the last one a check."""

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z: they look like figures
_REGION = range(3, 9)  # places of the registering office's region, figures alone
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))


def check_character(front: str) -> str:
    """Give the last character that belongs to the first 17, each of them in ALPHABET."""
    values = (ALPHABET.index(one) for one in front)
    total = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def impossible_place(code: str) -> int | None:
    """Place (from 1) of the first character that cannot stand where it stands; None without one."""
    for place, one in enumerate(code, start=1):
        if one not in (ALPHABET[:10] if place in _REGION else ALPHABET):
            return place
    return None


def is_right(code: str) -> bool:
    """Whether a code has 18 characters of the alphabet and the check that belongs to them."""
    if len(code) != LENGTH or impossible_place(code) is not None:
        return False
    return code[-1] == check_character(code[:-1])
