"""Where the typefaces for print lie: 宋体 (Noto Serif SC) and 黑体 (Noto Sans CJK).

Noto Sans CJK also has what the serif subset lacks: ①☑□√ and the rare characters of names. Print
must work without root, so the faces come with our packages; an operator may name other folders.
"""

import importlib.util
import os
from pathlib import Path

from kedeng.lib.home import home

SANS_PACKAGE = "manimgx_fonts_cjk"
_SYSTEM = Path("/usr/share/fonts/opentype/noto")  # Debian's fonts-noto-cjk


def font_paths() -> list[Path]:
    """Return the folders to give to typst, best first; only those that exist.

    KEDENG_FONTS, a list like PATH, replaces all others.
    """
    named = os.environ.get("KEDENG_FONTS", "").strip()
    if named:
        wanted = [Path(folder) for folder in named.split(os.pathsep) if folder]
    else:
        sans = sans_folder()
        wanted = [prepared_folder(), *([sans] if sans else []), _SYSTEM]
    return [folder for folder in wanted if folder.is_dir()]


def prepared_folder() -> Path:
    """Return the folder that `kedeng setup` fills with the serif faces."""
    return home() / "fonts"


def sans_folder() -> Path | None:
    """Return the folder of the package that carries Noto Sans CJK, or None without it."""
    spec = importlib.util.find_spec(SANS_PACKAGE)
    return Path(spec.origin).parent if spec and spec.origin else None
