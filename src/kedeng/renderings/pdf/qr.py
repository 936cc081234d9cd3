"""QR codes as SVG, black on white with their quiet zone."""

import io

import segno


def qr_svg(address: str, *, scales: bool = False) -> str:
    """Draw an address at level Q: a quarter of the code may be damaged by a photocopy.

    On paper the drawing has a size of its own; with `scales` it takes that of the page around it.
    """
    drawn = io.BytesIO()
    colours = {"dark": "#000", "light": "#fff"}
    segno.make(address, error="q", micro=False).save(
        drawn, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=scales, **colours
    )
    return drawn.getvalue().decode()


def qr_mark(address: str) -> str:
    """Draw an address as small as a page's footer asks: in capitals, which take less room.

    Host names know no case, and our path is in capitals. The margin of the page is its quiet zone.
    """
    drawn = io.BytesIO()
    code = segno.make(address.upper(), error="m", micro=False)
    code.save(drawn, kind="svg", border=1, xmldecl=False, svgns=True, dark="#000", light="#fff")
    return drawn.getvalue().decode()
