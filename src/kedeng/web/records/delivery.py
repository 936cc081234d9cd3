"""How files and prints leave the house: which headers bind the browser that gets them."""

from typing import Any

PDF = "application/pdf"

# A saved file may do nothing at all. A shown one stands in the desk's own frame; the viewers that
# browsers bring for PDF need styles of their own, and refuse to work inside a sandbox.
SAVED_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
PICTURE_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
)
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


def guarded(response: Any, media_type: str, tag: str, *, saved: bool = False) -> Any:
    """Bind what a browser may do with the bytes. It asks again each time: rights may be gone."""
    shown = PDF_POLICY if media_type == PDF else PICTURE_POLICY
    response["Content-Security-Policy"] = SAVED_POLICY if saved else shown
    response["X-Frame-Options"] = "DENY" if saved else "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'"{tag}"'
    return response
