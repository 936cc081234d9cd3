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
