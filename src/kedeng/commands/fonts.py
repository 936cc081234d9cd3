"""Makes the serif faces that typst reads, and checks the sans face that came by pip."""

import hashlib
import importlib.metadata
import json
import os
from pathlib import Path

from kedeng.lib.home import checkout
from kedeng.renderings.pdf.fonts import SANS_PACKAGE, prepared_folder, sans_folder

# chinese-simplified has Latin letters too, so the latin subset would add nothing.
# The woff files are taken: unpacking a woff2 of this size costs Python fourteen seconds.
_FACES = ("noto-serif-sc-chinese-simplified-400", "noto-serif-sc-chinese-simplified-700")
_WEB_FONTS = Path("node_modules/@fontsource/noto-serif-sc/files")
# The subset calls itself after its thinnest weight; typst looks faces up by family name.
_WRONG_NAMES = {
    "Noto Serif SC ExtraLight": "Noto Serif SC",
    "NotoSerifSCExtraLight": "NotoSerifSC",
}
_SANS_SHA256 = "d3d8256cdec8dbcb3552284bc6b20c734dd60c2ee9df83b5758e34807c4bac32"


def convert() -> str:
    """Turn the serif's web fonts, which typst cannot read, into TTF; skip those unchanged."""
    root = checkout()
    if root is None or os.environ.get("KEDENG_FONTS"):
        return "skipped serif faces: not a source checkout, or KEDENG_FONTS names others"
    folder = prepared_folder()
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / "sources.json"
    made: dict[str, str] = json.loads(record.read_bytes()) if record.is_file() else {}
    fresh = []
    for face in _FACES:
        source, target = root / _WEB_FONTS / f"{face}-normal.woff", folder / f"{face}.ttf"
        digest = _sha256(source)
        if made.get(face) != digest or not target.is_file():
            _write_ttf(source, target)
            made[face] = digest
            fresh.append(target.name)
    record.write_text(json.dumps(made, indent=1), encoding="ascii")
    return f"converted {', '.join(fresh)}" if fresh else "skipped serif faces: already converted"


def verify() -> str:
    """Compare the sans face with the digest that was looked at when it was chosen.

    pip has checked the wheel against the lock already; a difference means that the lock moved on,
    and that somebody should look at a printed page again.
    """
    folder = sans_folder()
    if folder is None:
        return f"skipped sans face: {SANS_PACKAGE} is not installed"
    version = importlib.metadata.version(SANS_PACKAGE)
    digests = {_sha256(face): face.name for face in folder.glob("*.ttc")}
    if _SANS_SHA256 in digests:
        return f"{digests[_SANS_SHA256]} {version} is the face that was chosen"
    return f"WARNING: {SANS_PACKAGE} {version} has another face than was chosen: {digests}"


def _write_ttf(source: Path, target: Path) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (slow to import, seldom needed)

    font = TTFont(source)
    font.flavor = None
    for name in font["name"].names:
        for wrong, right in _WRONG_NAMES.items():
            name.string = str(name).replace(wrong, right)
    partial = target.with_suffix(".part")
    font.save(partial)
    partial.rename(target)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
