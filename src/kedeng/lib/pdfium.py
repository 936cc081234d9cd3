"""PDFium, the library that reads PDFs, knows no threads: whoever calls it holds `ALONE`."""

from threading import Lock

ALONE = Lock()
