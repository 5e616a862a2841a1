"""What reportlab 5.1 writes that PDF/UA-1 and PDF/A-2a forbid, mended in one place.

``tests/reports/test_pdf_repairs.py`` tells when a newer reportlab has mended a thing itself, so that the repair can go.
"""

from functools import cache
from threading import Lock

from reportlab.pdfbase import pdfdoc, ttfonts

# Page and catalog entries that reportlab would drop, since it writes only those it knows.
_PAGE_ENTRIES = ("StructParents", "Tabs")


_lock = Lock()


def apply() -> None:
    """Mend reportlab for the rest of the process; safe to call from any thread, any number of times."""
    with _lock:
        _mend()


@cache
def _mend() -> None:
    ttfonts.makeToUnicodeCMap = to_unicode_map
    pdfdoc.PDFStream.format = _stream_with_end_of_line(pdfdoc.PDFStream.format)


def _stream_with_end_of_line(written):  # type: ignore[no-untyped-def]
    """An end of line must precede ``endstream`` (ISO 19005-2, 6.1.7.1); the stream's Length does not count it.

    CR and LF: after data whose last byte happens to be CR, a reader would take CR and a lone LF for one end of line.
    """

    def format_stream(self: pdfdoc.PDFStream, document: pdfdoc.PDFDocument) -> bytes:
        data: bytes = written(self, document)
        head, tail = data[: -len(b"endstream\n")], data[-len(b"endstream\n") :]
        return head + b"\r\n" + tail

    return format_stream


def to_unicode_map(font: str, subset: list[int]) -> str:
    """What each code of a font's subset means; unused codes, which reportlab maps to U+0000, are left out."""
    pairs = [(code, character) for code, character in enumerate(subset) if character]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font}) /Ordering ({font}) /Supplement 0 >> def",
        f"/CMapName /{font} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>" for code, character in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def add_page_entries(page: pdfdoc.PDFPage, structure_key: int) -> None:
    """Tie the page to the parent tree and let the tab key follow the structure."""
    page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, *_PAGE_ENTRIES]
    page.StructParents = structure_key
    page.Tabs = pdfdoc.PDFName("S")


def add_catalog_entry(catalog: pdfdoc.PDFCatalog, name: str, value: object) -> None:
    """Set an entry of the document catalog, also one that reportlab does not know."""
    if name not in catalog.__NoDefault__:
        catalog.__NoDefault__ = [*catalog.__NoDefault__, name]
    # References are written as they are; reportlab would make an object of every value otherwise.
    catalog.__Refs__ = [entry for entry in catalog.__Refs__ if entry != name]
    setattr(catalog, name, value)
