"""Draws one page of the PDF on standard input as a PNG: arguments are the page and the width.

A drawing does nothing: no script, no form, no link of the file comes along.
"""

import sys

import pypdfium2

from kedeng.lib.bounded import MEGABYTE, bind

GROWTH = 400 * MEGABYTE  # a scan of 600 dpi is unpacked whole
CPU_SECONDS = 8
TALLEST = 4  # times the width: a strip of paper is cut


def main() -> int:
    """Draw, or end with 1: nobody waits for a page that cannot be drawn."""
    bind(growth=GROWTH, seconds=CPU_SECONDS, output=16 * MEGABYTE)
    number, width = int(sys.argv[1]), int(sys.argv[2])
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer)
        page = document[number - 1]
        across, down = page.get_size()
        if across <= 0 or down > TALLEST * across:
            return 1
        drawn = page.render(scale=width / across, draw_annots=True, may_draw_forms=False)
        drawn.to_pil().convert("RGB").save(sys.stdout.buffer, "PNG")
    except (pypdfium2.PdfiumError, IndexError, MemoryError, OSError, ValueError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
