"""Each repair of reportlab is still needed; when one of these fails, a newer reportlab has mended the thing itself."""

import importlib.util
from types import ModuleType

from reportlab.pdfbase import pdfdoc, ttfonts

from scn_desktop.reports import pdf_repairs


def _untouched(module: ModuleType) -> ModuleType:
    """The module as reportlab ships it, whatever was mended in this process."""
    spec = importlib.util.find_spec(module.__name__)
    assert spec is not None
    assert spec.loader is not None
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    return fresh


def test_reportlab_still_maps_unused_codes_to_no_character() -> None:
    subset = [0, 0, 65]
    assert "<00> <0000>" in _untouched(ttfonts).makeToUnicodeCMap("Font", subset)
    mended = pdf_repairs.to_unicode_map("Font", subset)
    assert "<0000>" not in mended
    assert "1 beginbfchar\n<02> <0041>\nendbfchar" in mended


def test_reportlab_still_ends_streams_without_an_end_of_line() -> None:
    fresh = _untouched(pdfdoc)
    assert not fresh.PDFStream(content=b"q").format(fresh.PDFDocument()).endswith(b"\nendstream\n")
    pdf_repairs.apply()
    assert pdfdoc.PDFStream(content=b"q").format(pdfdoc.PDFDocument()).endswith(b"q\r\nendstream\n")


def test_reportlab_still_drops_page_entries_that_tags_need() -> None:
    fresh = _untouched(pdfdoc)
    assert "StructParents" not in fresh.PDFPage.__NoDefault__
    assert "Tabs" not in fresh.PDFPage.__NoDefault__
    assert "OutputIntents" not in fresh.PDFCatalog.__NoDefault__
