"""Plain text of an official document as paragraphs and headings; no markup, no HTML."""

import re
from dataclasses import dataclass

# 一、登记范围 stands alone on its line and is no sentence.
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；，]{1,30}")


@dataclass(frozen=True)
class Block:
    """A line of the document: a heading where `is_heading`, else a paragraph."""

    text: str
    is_heading: bool = False


def blocks(text: str) -> tuple[Block, ...]:
    """Read a text as an official document has it: a line is a paragraph, blank lines only part."""
    lines = (line.strip(" \t\u3000") for line in text.splitlines())
    return tuple(Block(line, bool(_HEADING.fullmatch(line))) for line in lines if line)
