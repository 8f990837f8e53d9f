"""Web pages: headings, paragraphs, list items and tables with their spans, in reading order.

Navigation, breadcrumbs, headers and footers of the site are left out (`html_furniture`); tables that only lay out
a page are walked through (`html_tables`). Scripts and styles are never text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from orchestration.document import BlockKind, Document
from orchestration.reading.builder import DocumentBuilder, one_line
from orchestration.reading.html_furniture import is_furniture_line, is_publication_line, letters, prune
from orchestration.reading.html_tables import cells_of, is_layout, place, rows_of
from orchestration.reading.html_tree import WORDS, Element, parse_html

_BLOCKS = frozenset(WORDS["tags"]["block"])
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLANK = re.compile(r"[ \t\r\n\f\xa0]+")
_WRAP_IN_CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_NUMBERED = re.compile(r"^\s*[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])")


def read_html(text: str, warnings: tuple[str, ...] = ()) -> Document:
    """The document of a web page's source. Raises ReadError where it prints nothing."""
    page = parse_html(text)
    prune(page)
    builder = DocumentBuilder()
    builder.warnings.extend(warnings)
    if page.flattened:
        builder.warnings.append("elements nested very deeply were read as one level")
    title = one_line(page.article_title)  # some sites print the title by script only
    if title and letters(title) not in letters(page.body.text()):
        builder.paragraph(title, BlockKind.HEADING)
    _Walk(builder).block(page.body)
    if builder.is_empty:  # all of it looked like furniture: then none of it was
        _Walk(builder).block(parse_html(text).body)
    return builder.build(reader="html", file_format="html")


def write_fragment(builder: DocumentBuilder, source: str) -> None:
    """Write what a part of a page's source prints: a table that stands in other text."""
    _Walk(builder).block(parse_html(source).body)


class _Walk:
    """Walks the tree and hands blocks to the builder; `_line` is the paragraph being gathered."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._line: list[str] = []
        self._kind = BlockKind.PARAGRAPH

    def block(self, element: Element) -> None:
        """A block element: what stands in it is parted from what stands around it."""
        self._flush()
        self._children(element)
        self._flush()

    def _children(self, element: Element) -> None:
        item = _first_number(element) if element.tag == "ol" else 0
        for child in element.children:
            if isinstance(child, str):
                self._line.append(child)
            elif child.tag == "br":
                self._flush()
            elif child.tag == "table":
                self._flush()
                self._table(child)
            elif child.tag in _HEADINGS:
                self._flush()
                self._kind = BlockKind.HEADING
                self.block(child)
            elif child.tag == "li" and item and element.tag == "ol":
                self._flush()
                if not _NUMBERED.match(child.text()):
                    self._line.append(f"{item}. ")
                item += 1
                self._kind = BlockKind.ITEM
                self._children(child)
                self._flush()
            elif child.tag in _BLOCKS:
                self._flush()
                self._kind = BlockKind.ITEM if child.tag == "li" else self._kind
                self.block(child)
            else:
                self._children(child)

    def _flush(self) -> None:
        text = _tidy("".join(self._line))
        self._line.clear()
        if not text:
            return
        kind, self._kind = self._kind, BlockKind.PARAGRAPH
        if is_furniture_line(text):
            return
        self._builder.paragraph(text, BlockKind.FURNITURE if is_publication_line(text) else kind)

    def _table(self, table: Element) -> None:
        self._kind = BlockKind.PARAGRAPH
        for caption in (child for child in table.elements() if child.tag == "caption"):
            self.block(caption)
        if is_layout(table):
            for row in rows_of(table):
                for cell in cells_of(row):
                    self.block(cell)
            return
        inner: list[Element] = []
        rows = [[(cell, _cell_text(cell, inner)) for cell in cells_of(row)] for row in rows_of(table)]
        self._builder.table(place([row for row in rows if row]))
        for nested in inner:
            self._table(nested)


def _cell_text(cell: Element, inner: list[Element]) -> str:
    """The text of a cell, its paragraphs parted by one blank. Tables of several rows and columns go to `inner`."""
    lines = (_tidy(line) for line in "".join(_pieces(cell, inner)).split("\x00"))
    return one_line(" ".join(line for line in lines if line))


def _pieces(element: Element, inner: list[Element]) -> Iterator[str]:
    """Texts, with NUL where a line ends."""
    item = _first_number(element) if element.tag == "ol" else 0
    for child in element.children:
        if isinstance(child, str):
            yield child.replace("\x00", "")
        elif child.tag == "br":
            yield "\x00"
        elif child.tag == "table" and not is_layout(child):
            inner.append(child)
        elif child.tag in _BLOCKS:
            yield "\x00"
            if child.tag == "li" and item:
                yield "" if _NUMBERED.match(child.text()) else f"{item}. "
                item += 1
            yield from _pieces(child, inner)
            yield "\x00"
        else:
            yield from _pieces(child, inner)


def _first_number(element: Element) -> int:
    """The first number that an ordered list prints; 0 where it prints none."""
    if "none" in element.attributes.get("style", "").lower() or element.attributes.get("type", "1") != "1":
        return 0
    start = element.attributes.get("start", "1").strip()
    return int(start) if start.isdecimal() and len(start) < 6 else 1


def _tidy(text: str) -> str:
    """Blanks as a browser prints them; a line end of the source between two ideographs prints nothing."""
    return _BLANK.sub(" ", _WRAP_IN_CHINESE.sub("", text)).strip(" \u3000")
