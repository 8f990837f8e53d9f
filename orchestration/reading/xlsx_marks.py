"""What calamine does not tell of an XLSX file: number formats, hidden rows and columns, formulas without a value.

Sheets are walked element by element, so that memory stays flat however many rows there are.
"""

from __future__ import annotations

import io
import posixpath
import re

from lxml import etree

from orchestration.reading.docx_xml import attribute, child, children, name_of
from orchestration.reading.errors import ReadError
from orchestration.reading.limits import MOST_SHEET_COLUMNS
from orchestration.reading.number_formats import BUILT_IN
from orchestration.reading.package import Package, refuse_entities
from orchestration.reading.sheet_marks import SheetMarks

_CONSTANT = re.compile(r"\d+(?:\.\d+)?%?")  # typed behind a sign of equality: no program has to compute it
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")


def xlsx_marks(package: Package) -> dict[str, SheetMarks]:
    """Sheet name → marks."""
    workbook = package.xml("xl/workbook.xml")
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = {attribute(one, "Id"): attribute(one, "Target") for one in children(relations, "Relationship")}
    codes = _codes(package)
    marks = {}
    for sheet in children(child(workbook, "sheets"), "sheet"):
        target = targets.get(sheet.get(_relation_id(sheet)) or "", "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if name in package.names:
            marks[attribute(sheet, "name")] = _sheet(package.read(name), codes)
    return marks


def _relation_id(sheet: etree._Element) -> str:
    return next((str(key) for key in sheet.attrib if str(key).endswith("}id")), "id")


def _codes(package: Package) -> list[str]:
    """The format code of each cell style."""
    if "xl/styles.xml" not in package.names:
        return []
    root = package.xml("xl/styles.xml")
    codes = dict(BUILT_IN)
    for form in children(child(root, "numFmts"), "numFmt"):
        if attribute(form, "numFmtId").isdecimal():
            codes[int(attribute(form, "numFmtId"))] = attribute(form, "formatCode")
    ids = (attribute(style, "numFmtId") for style in children(child(root, "cellXfs"), "xf"))
    return [codes.get(int(number), "General") if number.isdecimal() else "General" for number in ids]


def _sheet(data: bytes, codes: list[str]) -> SheetMarks:
    refuse_entities(data, "Excel workbook (XLSX)")
    marks = SheetMarks()
    place = _Place()
    events = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for event, element in events:
            name = name_of(element)
            if event == "start":
                if name == "row":
                    place.row = _integer(element.get("r"), place.row + 2) - 1
                    place.column = -1
                    if element.get("hidden") in ("1", "true"):
                        marks.hidden_rows.add(place.row)
                elif name == "col" and element.get("hidden") in ("1", "true"):
                    first, last = _integer(element.get("min"), 1), _integer(element.get("max"), 1)
                    marks.hidden_columns.update(range(first - 1, min(last, 4 * MOST_SHEET_COLUMNS)))
            elif name == "c":
                _cell(element, place, codes, marks)
            elif name == "row":
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise ReadError("the Excel workbook (XLSX) is damaged: a sheet is not well-formed") from error
    return marks


class _Place:
    """Where the walk stands: cells without a reference follow the one before."""

    row = -1
    column = -1


def _cell(element: etree._Element, place: _Place, codes: list[str], marks: SheetMarks) -> None:
    match = _REFERENCE.match(element.get("r") or "")
    place.column = _column(match.group(1)) if match else place.column + 1
    if match:
        place.row = int(match.group(2)) - 1
    has_value = any(name_of(one) in ("v", "is") and (len(one) or one.text) for one in element)
    formula = child(element, "f")
    if not has_value and formula is not None and _CONSTANT.fullmatch(formula.text or ""):
        marks.constants[(place.row, place.column)] = formula.text or ""
    elif not has_value:
        marks.without_value += formula is not None
        return
    marks.extent = (max(marks.extent[0], place.row + 1), max(marks.extent[1], place.column + 1))
    style = _integer(element.get("s"), 0)
    if style < len(codes) and codes[style] != "General" and element.get("t", "n") == "n":
        marks.formats[(place.row, place.column)] = codes[style]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default
