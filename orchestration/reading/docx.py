"""Word documents (DOCX): paragraphs, headings, tables with their spans, in the order of the document's body.

Automatic list numbers are made text; a table of several rows and columns within a cell is a table of its own, after the
one it stands in; running heads are furniture. DOCX has no pages: where one ends is decided by the program that prints.
"""

from __future__ import annotations

from lxml import etree

from orchestration.document import BlockKind, Document
from orchestration.reading.builder import DocumentBuilder, DraftCell, one_line
from orchestration.reading.docx_numbering import Numbering
from orchestration.reading.docx_text import ParagraphReader, Styles
from orchestration.reading.docx_xml import attribute, child, children, is_on, name_of, unwrapped
from orchestration.reading.errors import ReadError
from orchestration.reading.package import Package

_KIND = "Word document (DOCX)"
_LONGEST_HEADING = 100
_MOST_SPAN = 256


def read_docx(data: bytes) -> Document:
    """The document of a DOCX file. Raises ReadError where it is damaged, locked or holds no text."""
    package = Package(data, _KIND)
    main = package.matching(r"word/document\d*\.xml")
    body = child(package.xml(main[0]), "body") if main else None
    if body is None:
        raise ReadError(f"the {_KIND} has no body")
    builder = DocumentBuilder()
    walk = _Walk(
        builder, ParagraphReader(Styles.of(_part(package, "styles")), Numbering.of(_part(package, "numbering")))
    )
    walk.blocks(body)
    for name in package.matching(r"word/(?:footnotes|endnotes)\.xml"):
        walk.notes(package.xml(name))
    if builder.is_empty:
        return _pictures(package)
    for name in package.matching(r"word/(?:header|footer)\d*\.xml"):
        walk.furniture(package.xml(name))
    return builder.build(reader="docx", file_format="docx")


def _part(package: Package, name: str) -> etree._Element | None:
    found = package.matching(rf"word/{name}\d*\.xml")
    return package.xml(found[0]) if found else None


def _pictures(package: Package) -> Document:
    """A document of pictures only: scanned pages pasted into Word."""
    names = package.matching(r"word/media/.*\.(?:png|jpe?g|tiff?|bmp)")
    if not names:
        raise ReadError("the file holds no text")
    from orchestration.reading.picture import read_pictures  # loads the OCR engine

    return read_pictures([package.read(name) for name in names], file_format="docx")


class _Walk:
    """Walks a body and hands blocks to the builder."""

    def __init__(self, builder: DocumentBuilder, paragraphs: ParagraphReader) -> None:
        self._builder = builder
        self._paragraphs = paragraphs

    def blocks(self, container: etree._Element) -> None:
        """Paragraphs and tables of a body or text box."""
        for element in unwrapped(container):
            match name_of(element):
                case "p":
                    self._paragraph(element)
                case "tbl":
                    self._table(element)
                case "altChunk":
                    self._builder.warnings.append("a part embedded in another format was not read")

    def notes(self, root: etree._Element) -> None:
        """Footnotes; separators between text and notes are none."""
        for note in root:
            if attribute(note, "type") not in ("separator", "continuationSeparator", "continuationNotice"):
                self.blocks(note)

    def furniture(self, root: etree._Element) -> None:
        """Running heads and feet: printed on every page, kept once, never evidence."""
        for element in root.iter():
            if name_of(element) == "p":
                for line in self._paragraphs.read(element).lines:
                    self._builder.paragraph(one_line(line), BlockKind.FURNITURE)

    def _paragraph(self, element: etree._Element) -> None:
        paragraph = self._paragraphs.read(element)
        for line in paragraph.lines:
            is_heading = paragraph.is_heading and len(line) <= _LONGEST_HEADING
            self._builder.paragraph(one_line(line), BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH)
        for box in paragraph.boxes:
            self.blocks(box)

    def _table(self, table: etree._Element) -> None:
        inner: list[etree._Element] = []
        self._builder.table(self._cells(table, inner))
        for nested in inner:
            self._table(nested)

    def _cells(self, table: etree._Element, inner: list[etree._Element]) -> list[DraftCell]:
        """The cells at their grid positions; a vertically merged cell is one cell."""
        drafts: list[DraftCell] = []
        open_merges: dict[int, DraftCell] = {}  # column → the cell that a continuation below extends
        rows = [row for row in unwrapped(table) if name_of(row) == "tr" and not _is_unprinted(row)]
        for index, row in enumerate(rows):
            column = _number(child(row, "trPr", "gridBefore"), 0)
            for cell in (one for one in unwrapped(row) if name_of(one) == "tc"):
                properties = child(cell, "tcPr")
                wide = max(1, _number(child(properties, "gridSpan"), 1))
                merge = child(properties, "vMerge")
                above = open_merges.get(column)
                if merge is not None and attribute(merge, "val") != "restart" and above is not None:
                    above.row_span = index - above.row + 1
                else:
                    draft = DraftCell(index, column, self._cell_text(cell, inner), 1, wide)
                    drafts.append(draft)
                    open_merges.pop(column, None)
                    if merge is not None:
                        open_merges[column] = draft
                column += wide
        return drafts

    def _cell_text(self, cell: etree._Element, inner: list[etree._Element]) -> str:
        """A cell's paragraphs, parted by one blank. A nested table goes to `inner`; a mere frame is text."""
        lines: list[str] = []
        for element in unwrapped(cell):
            if name_of(element) == "p":
                paragraph = self._paragraphs.read(element)
                lines.extend(paragraph.lines)
                lines.extend(self._cell_text(box, inner) for box in paragraph.boxes)
            elif name_of(element) == "tbl":
                if _is_frame(element):
                    frames = (one for row in children(element, "tr") for one in children(row, "tc"))
                    lines.extend(self._cell_text(one, inner) for one in frames)
                else:
                    inner.append(element)
        return one_line(" ".join(line for line in lines if line))


def _is_frame(table: etree._Element) -> bool:
    """Whether a nested table has one row or one column only."""
    rows = children(table, "tr")
    return len(rows) < 2 or max(len(children(row, "tc")) for row in rows) < 2


def _is_unprinted(row: etree._Element) -> bool:
    properties = child(row, "trPr")
    return is_on(child(properties, "hidden")) or child(properties, "del") is not None


def _number(element: etree._Element | None, default: int) -> int:
    value = attribute(element, "val")
    return min(int(value), _MOST_SPAN) if value.isdecimal() and len(value) < 9 else default
