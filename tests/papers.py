"""PDFs with a Chinese text layer, made here."""

from tests import hostile

_FONT = b"/Resources<</Font<</F<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/UniGB-UCS2-H"
_FONT += b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
_FONT += b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>>>>>"


def paper(*pages: tuple[str, ...] | list[str]) -> bytes:
    """Write a PDF whose pages say these lines."""
    count = len(pages)
    kids = b"".join(b"%d 0 R " % (3 + 2 * number) for number in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(
            b"<%s> Tj 0 -20 Td " % line.encode("utf-16-be").hex().encode() for line in lines
        )
        words = b"BT /F 9 Tf 9 250 Td " + shown + b"ET"
        head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents %d 0 R" % (4 + 2 * number)
        objects += [head + _FONT + b">>", hostile.stream(words)]
    return hostile.bodies(objects)
