"""QR codes as SVG, black on white with their quiet zone."""

import io

import segno


def qr_svg(address: str) -> str:
    """Draw an address at level Q: a quarter of the code may be damaged by a photocopy."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        drawn, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, svgns=True
    )
    return drawn.getvalue().decode()
