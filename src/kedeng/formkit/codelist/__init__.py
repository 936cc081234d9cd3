"""Code lists: the options of a form as versioned data, and the catalogue of all of them.

The files are data/codelists/<key>.json; docs/howto/code-lists.md tells how they are kept.
"""

from kedeng.formkit.codelist.catalogue import Catalogue
from kedeng.formkit.codelist.entries import CodeList, Entry
from kedeng.formkit.codelist.folding import fold
from kedeng.formkit.codelist.growth import from_table
from kedeng.formkit.codelist.reading import load

__all__ = ["Catalogue", "CodeList", "Entry", "fold", "from_table", "load"]
