"""The text of a Word paragraph: its printed number, its lines, and the text boxes anchored in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from orchestration.reading.docx_numbering import Numbering
from orchestration.reading.docx_xml import attribute, child, children, is_on, name_of, unwrapped

_LINE_END = "\n"
_SYMBOLS = {  # private characters of Wingdings, by which forms print tick boxes
    "FE": "☑", "FD": "☒", "A8": "□", "6F": "□", "71": "□", "FC": "√", "FB": "×", "52": "☑", "A3": "□", "A2": "□",
}  # fmt: skip
_DEEPEST_BASE = 20


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of a paragraph, whether its style is a heading's, and the text boxes anchored in it."""

    lines: tuple[str, ...]
    is_heading: bool
    boxes: tuple[etree._Element, ...]


@dataclass(slots=True)
class Styles:
    """What paragraph styles say of headings and lists, followed up to the styles they are based on."""

    elements: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        return cls({attribute(style, "styleId"): style for style in children(root, "style")})

    def is_heading(self, style_id: str) -> bool:
        """Whether the style, or one it is based on, has an outline level or a heading's name."""
        for style in self._line(style_id):
            level = attribute(child(style, "pPr", "outlineLvl"), "val")
            if level:
                return level.isdecimal() and int(level) < 9
            name = attribute(child(style, "name"), "val").lower()
            if name.startswith(("heading", "标题")) or name == "title":
                return True
        return False

    def numbering(self, style_id: str) -> etree._Element | None:
        """The style's w:numPr."""
        return next(
            (found for style in self._line(style_id) if (found := child(style, "pPr", "numPr")) is not None), None
        )

    def _line(self, style_id: str) -> Iterator[etree._Element]:
        for _ in range(_DEEPEST_BASE):
            style = self.elements.get(style_id)
            if style is None:
                return
            yield style
            style_id = attribute(child(style, "basedOn"), "val")


@dataclass(frozen=True, slots=True)
class ParagraphReader:
    """Reads paragraphs in document order: automatic numbers count on."""

    styles: Styles
    numbering: Numbering

    def read(self, element: etree._Element) -> Paragraph:
        """A w:p. Lines end where the author ended them; a TAB is one blank."""
        boxes: list[etree._Element] = []
        text = "".join(_pieces(element, boxes))
        properties = child(element, "pPr")
        number = self._number(properties)  # an empty paragraph counts too
        if text.strip():
            text = number + text.lstrip(" \u3000\t")
        lines = tuple(stripped for line in text.split(_LINE_END) if (stripped := line.strip(" \u3000")))
        return Paragraph(lines, self._is_heading(properties), tuple(boxes))

    def _is_heading(self, properties: etree._Element | None) -> bool:
        level = attribute(child(properties, "outlineLvl"), "val")
        if level:
            return level.isdecimal() and int(level) < 9
        return self.styles.is_heading(attribute(child(properties, "pStyle"), "val"))

    def _number(self, properties: etree._Element | None) -> str:
        own = child(properties, "numPr")
        from_style = self.styles.numbering(attribute(child(properties, "pStyle"), "val"))
        list_id = attribute(child(own, "numId"), "val") or attribute(child(from_style, "numId"), "val")
        level = attribute(child(own, "ilvl"), "val") or attribute(child(from_style, "ilvl"), "val") or "0"
        if not list_id or list_id == "0" or not level.isdecimal():
            return ""
        return self.numbering.next(list_id, int(level))


def _pieces(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The printed characters of a paragraph or run; text boxes are put into `boxes`."""
    for one in unwrapped(element):
        match name_of(one):
            case "t":
                yield (one.text or "").replace("\n", " ").replace("\t", " ")
            case "tab" | "ptab":
                yield " "
            case "br" | "cr":
                yield _LINE_END
            case "noBreakHyphen":
                yield "-"
            case "sym":
                yield _symbol(one)
            case "r":
                if not is_on(child(one, "rPr", "vanish")):
                    yield from _pieces(one, boxes)
            case "pPr" | "rPr" | "instrText" | "delText" | "rt" | "tbl":
                continue
            case "txbxContent":
                boxes.append(one)
            case _:
                yield from _pieces(one, boxes)


def _symbol(element: etree._Element) -> str:
    code = attribute(element, "char").upper()
    if code[-2:] in _SYMBOLS and "wingdings" in attribute(element, "font").lower():
        return _SYMBOLS[code[-2:]]
    try:
        return chr(int(code, 16))
    except ValueError:
        return ""
