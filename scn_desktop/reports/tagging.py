"""Tagged (PDF/UA-1) and archivable (PDF/A-2a) output; the only module that knows how either is written.

Flowables write marked content while they draw (``TaggedCanvas.content``, ``.artifact``), naming the ``Element`` of the
structure tree that it belongs to. An element joins its parent when first drawn: reading order is drawing order.
The repairs of reportlab that both standards need are in ``pdf_repairs``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from html import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from scn_desktop.paths import resource
from scn_desktop.reports import pdf_repairs
from scn_desktop.reports.theme import ACCENT, SANS, Colour, register_font

LANGUAGE = "sv-SE"
PRODUCER = "SCN Desktop"


def pdf_text(text: str) -> str:
    """A text string as PDF source, in UTF-16 with byte order mark."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class Element:
    """A node of the structure tree, e.g. ``Element("TH", row, attributes={"O": "/Table", "Scope": "/Column"})``.

    ``parent`` None means the document. Attribute values are PDF source. ``identifier``: others refer to it.
    ``alternative`` describes a picture, ``actual`` is read in place of what is drawn.
    """

    __slots__ = ("actual", "alternative", "attributes", "identifier", "joined", "kids", "kind", "number", "parent")

    def __init__(
        self,
        kind: str,
        parent: "Element | None" = None,
        *,
        attributes: dict[str, str] | None = None,
        identifier: str = "",
        alternative: str = "",
        actual: str = "",
    ) -> None:
        self.kind = kind
        self.parent = parent
        self.attributes = attributes or {}
        self.identifier = identifier
        self.alternative = alternative
        self.actual = actual
        self.kids: list[Element | _Content | _Annotation] = []
        self.joined = False
        self.number = 0


@dataclass(frozen=True, slots=True)
class _Content:
    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class _Annotation:
    page: int
    name: str


@dataclass(frozen=True)
class Metadata:
    """What the file says about itself. Never a case reference or a name of a person in a case."""

    title: str
    author: str
    subject: str
    date: datetime


class MeasuringCanvas(Canvas):
    """The canvas of the first pass: places are found and page numbers learnt, nothing is drawn."""

    measuring = True

    def __init__(self, filename: object, **options: object) -> None:
        register_font(SANS)
        options.update(initialFontName=SANS, invariant=True, pageCompression=0)
        super().__init__(filename, **options)
        self.headings: dict[str, int] = {}

    def save(self) -> None:
        """Nothing is kept of the first pass but ``headings``: page numbers, from 1, by key."""


class TaggedCanvas(Canvas):
    """The canvas of the second pass. ``headings`` and ``page_total`` come from the first.

    ``accent`` is drawn wherever the theme's ACCENT is asked for. ``papers_above``: 1 where the bookmarks of headings
    stand under that of their paper, one of several in the file.
    """

    measuring = False

    def __init__(
        self,
        filename: object,
        *,
        metadata: Metadata,
        headings: dict[str, int],
        page_total: int,
        accent: Colour = ACCENT,
        **options: object,
    ) -> None:
        register_font(SANS)
        pdf_repairs.apply()
        options.update(initialFontName=SANS, invariant=True, pageCompression=1, lang=LANGUAGE, pdfVersion=(1, 7))
        super().__init__(filename, **options)
        self.headings = headings
        self.page_total = page_total
        self.papers_above = 0
        self._accent = accent
        self.root = Element("Document")
        self.root.joined = True
        self._metadata = metadata
        self._mcid = 0
        self._open = False
        self._owners: list[list[Element]] = []
        self._page_owners: list[Element] = []
        self._links: list[tuple[str, Element]] = []

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:
        register_font(psfontname)
        super().setFont(psfontname, size, leading)

    # Writing -------------------------------------------------------------------------------------------------------

    def shown(self, colour: Colour) -> Colour:
        """The colour that is drawn where the theme has this one."""
        return self._accent if colour == ACCENT else colour

    def join(self, element: Element) -> None:
        """Give the element its place in the tree, after what was drawn before, even if it has no content of its own."""
        if element.joined:
            return
        parent = element.parent or self.root
        self.join(parent)
        parent.kids.append(element)
        element.joined = True

    @contextmanager
    def content(self, element: Element, text: PDFTextObject | None = None) -> Iterator[None]:
        """Mark what is drawn inside as content of the element; give the text object when one is open."""
        self.join(element)
        element.kids.append(_Content(len(self._owners), self._mcid))
        self._page_owners.append(element)
        code = (text or self)._code
        code.append(f"/{element.kind} <</MCID {self._mcid}>> BDC")
        self._mcid += 1
        yield
        code.append("EMC")

    @contextmanager
    def artifact(self, text: PDFTextObject | None = None, kind: str = "Layout") -> Iterator[None]:
        """Mark what is drawn inside as decoration or repetition: not read aloud."""
        code = (text or self)._code
        code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        code.append("EMC")

    def link(self, element: Element, key: str, description: str, box: tuple[float, float, float, float]) -> None:
        """Make a box (left, bottom, right, top, here) lead to the heading ``key``, as the Link ``element``."""
        left, bottom = self.absolutePosition(box[0], box[1])
        right, top = self.absolutePosition(box[2], box[3])
        name = f"link{len(self._links) + 1}"
        self.join(element)
        element.kids.append(_Annotation(len(self._owners), name))
        self._links.append((name, element))
        area = f"[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
        source = _LinkSource(
            self, f"{area} /Contents {pdf_text(description)} /StructParent {_LINKS_FROM + len(self._links)}", key
        )
        self._addAnnotation(source, name)

    def showPage(self) -> None:
        super().showPage()
        self._owners.append(self._page_owners)
        self._page_owners = []
        self._mcid = 0

    # Finishing -----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Add structure, metadata and colour profile, and write the file."""
        document = self._doc
        meta = self._metadata
        for number, page in enumerate(document.Pages.pages):
            pdf_repairs.add_page_entries(page, number)
        self.setTitle(meta.title)
        self.setAuthor(meta.author)
        self.setSubject(meta.subject)
        self.setCreator(PRODUCER)
        self.setProducer(PRODUCER)
        document.info.format = lambda target: _information(meta)
        document._timeStamp.t = meta.date.timestamp()
        catalog = document.Catalog
        for entry, value in self._catalog_entries(document).items():
            pdf_repairs.add_catalog_entry(catalog, entry, value)
        self.setViewerPreference("DisplayDocTitle", "true")
        super().save()

    def _catalog_entries(self, document: pdfdoc.PDFDocument) -> dict[str, object]:
        profile = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"N": 3}), resource("colour", "sRGB.icc").read_bytes(), [pdfdoc.PDFZCompress]
        )
        intent = _Source(
            "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB)"
            f" /DestOutputProfile {_reference(document, profile)} >>"
        )
        packet = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}),
            _packet(self._metadata),
        )
        return {
            "MarkInfo": _Source("<< /Marked true >>"),
            "Metadata": pdfdoc.PDFObjectReference(document.Reference(packet).name),
            "OutputIntents": _Source(f"[{_reference(document, intent)}]"),
            "StructTreeRoot": _Source(self._tree(document)),
        }

    def _tree(self, document: pdfdoc.PDFDocument) -> str:
        """Register every element as an object of the file and give the source of the root of the tree."""
        tree = _Source("")
        tree_number = _number(document, tree)
        elements: list[tuple[Element, _Source]] = []
        stack = [self.root]
        while stack:
            element = stack.pop()
            source = _Source("")
            element.number = _number(document, source)
            elements.append((element, source))
            stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))
        pages = [_reference(document, page) for page in document.Pages.pages]
        for element, source in elements:
            parent = (element.parent or self.root).number if element is not self.root else tree_number
            source.text = self._element_source(element, parent, pages, document)
        owners = [
            f"{page} [{' '.join(f'{owner.number} 0 R' for owner in row)}]" for page, row in enumerate(self._owners)
        ]
        owners += [f"{_LINKS_FROM + place} {element.number} 0 R" for place, (_, element) in enumerate(self._links, 1)]
        names = sorted((element.identifier, element.number) for element, _ in elements if element.identifier)
        identifiers = "".join(f"({name}) {number} 0 R " for name, number in names)
        limits = f"/Limits [({names[0][0]}) ({names[-1][0]})] " if names else ""
        leaf = _reference(document, _Source(f"<< {limits}/Names [{identifiers}] >>")) if names else ""
        tree.text = (
            f"<< /Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree << /Nums [{' '.join(owners)}] >>"
            f" /ParentTreeNextKey {_LINKS_FROM + len(self._links) + 1}"
            + (f" /IDTree << /Kids [{leaf}] >>" if names else "")
            + " >>"
        )
        return f"{tree_number} 0 R"

    def _element_source(self, element: Element, parent: int, pages: list[str], document: pdfdoc.PDFDocument) -> str:
        kids = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(f"{kid.number} 0 R")
            elif isinstance(kid, _Content):
                kids.append(f"<</Type /MCR /Pg {pages[kid.page]} /MCID {kid.mcid}>>")
            else:
                annotation = _annotation_reference(document, kid.name)
                kids.append(f"<</Type /OBJR /Pg {pages[kid.page]} /Obj {annotation}>>")
        parts = [f"<< /Type /StructElem /S /{element.kind} /P {parent} 0 R"]
        if kids:
            parts.append(f"/K [{' '.join(kids)}]")
        if element.attributes:
            parts.append(f"/A << {' '.join(f'/{name} {value}' for name, value in element.attributes.items())} >>")
        if element.identifier:
            parts.append(f"/ID ({element.identifier})")
        if element.alternative:
            parts.append(f"/Alt {pdf_text(element.alternative)}")
        if element.actual:
            parts.append(f"/ActualText {pdf_text(element.actual)}")
        return " ".join(parts) + " >>"


_LINKS_FROM = 100_000
"""Keys of links in the parent tree begin above every page's."""


class _Source(pdfdoc.PDFObject):
    """An object of the file that is its own source; quicker by far than reportlab's dictionaries."""

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return self.text.encode("latin-1")


class _LinkSource(pdfdoc.PDFObject):
    """A link annotation whose target may be bound later."""

    __RefOnly__ = 1

    def __init__(self, canvas: TaggedCanvas, area_and_more: str, key: str) -> None:
        self._rest = area_and_more
        self._target = canvas._bookmarkReference(key)

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        target: bytes = pdfdoc.format(self._target, document)
        head = f"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect {self._rest} /Dest "
        return head.encode("latin-1") + target + b" >>"


def _number(document: pdfdoc.PDFDocument, item: object) -> int:
    name = document.Reference(item).name
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number


def _reference(document: pdfdoc.PDFDocument, item: object) -> str:
    return f"{_number(document, item)} 0 R"


def _annotation_reference(document: pdfdoc.PDFDocument, name: str) -> str:
    number: int = document.idToObjectNumberAndVersion[document.annotationName(name)][0]
    return f"{number} 0 R"


def _stamp(date: datetime) -> str:
    return date.strftime("%Y-%m-%dT%H:%M:%SZ")


def _information(meta: Metadata) -> bytes:
    """The information dictionary, saying exactly what the metadata packet says."""
    date = meta.date.strftime("(D:%Y%m%d%H%M%SZ)")
    entries = f"/Title {pdf_text(meta.title)} /Author {pdf_text(meta.author)} /Subject {pdf_text(meta.subject)}"
    programme = f"/Creator {pdf_text(PRODUCER)} /Producer {pdf_text(PRODUCER)}"
    return f"<< {entries} {programme} /CreationDate {date} /ModDate {date} >>".encode("latin-1")


def _packet(meta: Metadata) -> bytes:
    """The XMP packet: title, author and dates, and the claims of PDF/A-2a and PDF/UA-1."""
    title, author, subject = (escape(text, quote=False) for text in (meta.title, meta.author, meta.subject))
    text = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreateDate>{_stamp(meta.date)}</xmp:CreateDate><xmp:ModifyDate>{_stamp(meta.date)}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    return text.encode("utf-8")
