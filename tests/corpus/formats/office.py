"""Word and Excel files: DOCX with merged cells, XLSX and XLS with merges, numbers as numbers or text, template sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from decimal import Decimal
from random import Random

import docx
import openpyxl
import xlwt
from docx.enum.text import WD_BREAK
from openpyxl.utils import get_column_letter

from tests.corpus.blocks import Block, Break, Furniture, Grid, Heading, Line

NUMBER = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?")
FIXED_TIME = (2023, 3, 1, 9, 0, 0)


def to_docx(blocks: Sequence[Block], random: Random) -> bytes:
    """A Word file; headings by style or only bold, cells merged as in the grid."""
    styled = random.random() < 0.6
    document = docx.Document()
    for block in blocks:
        if isinstance(block, Heading) and styled and block.level > 0:
            document.add_heading(block.text, min(block.level, 4))
        elif isinstance(block, Heading):
            document.add_paragraph().add_run(block.text).bold = True
        elif isinstance(block, Line):
            document.add_paragraph(block.text)
        elif isinstance(block, Furniture):
            document.sections[0].footer.paragraphs[0].text = " ".join(block.texts)
        elif isinstance(block, Break):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif isinstance(block, Grid):
            _word_table(document, block)
    stamp = __import__("datetime").datetime(*FIXED_TIME)
    document.core_properties.created = document.core_properties.modified = stamp
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _word_table(document: docx.document.Document, grid: Grid) -> None:
    for text in (None if grid.caption_below else grid.caption, grid.unit_note):
        if text:
            document.add_paragraph(text)
    lattice = grid.lattice()
    table = document.add_table(len(lattice), grid.width, style="Table Grid")
    for (top, left), (bottom, right), text in placed(grid):
        cell = table.cell(top, left)
        if (top, left) != (bottom, right):
            cell = cell.merge(table.cell(bottom, right))
        cell.text = text
    if grid.caption_below and grid.caption:
        document.add_paragraph(grid.caption)


def placed(grid: Grid) -> list[tuple[tuple[int, int], tuple[int, int], str]]:
    """Each box's upper left and lower right corner, and its text."""
    corners: dict[int, list[tuple[int, int]]] = {}
    texts: dict[int, str] = {}
    for row, line in enumerate(grid.lattice()):
        for column, cell in enumerate(line):
            if cell is not None:
                corners.setdefault(id(cell[0]), []).append((row, column))
                texts[id(cell[0])] = cell[0].text
    return [(min(places), max(places), texts[key]) for key, places in corners.items()]


def sheets_of(blocks: Sequence[Block], random: Random) -> list[tuple[str, list[Block]]]:
    """How a workbook is laid out: all on one sheet, or one sheet per table after the first."""
    if random.random() < 0.5:
        return [("Sheet1", list(blocks))]
    sheets: list[tuple[str, list[Block]]] = [("自评表", [])]
    grids = 0
    for block in blocks:
        if isinstance(block, Grid):
            grids += 1
            if grids > 1 and block.caption:
                sheets.append((re.sub(r"[\[\]:*?/\\]", "", block.caption)[:25] or f"附表{grids}", []))
        sheets[-1][1].append(block)
    return sheets


def to_xlsx(blocks: Sequence[Block], random: Random, template: Sequence[Block] = ()) -> bytes:
    """A workbook; `template` becomes a blank form on a last sheet."""
    as_numbers, as_fractions = random.random() < 0.6, random.random() < 0.3
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, part in [*sheets_of(blocks, random), *([("空白模板", list(template))] if template else [])]:
        sheet = book.create_sheet(_free(name, book.sheetnames))
        top = 1
        for block in part:
            if isinstance(block, Heading | Line):
                sheet.cell(top, 1, block.text)
                top += 1
            elif isinstance(block, Grid):
                top = _excel_table(sheet, block, top, as_numbers, as_fractions)
    book.properties.created = book.properties.modified = __import__("datetime").datetime(*FIXED_TIME)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _free(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else f"{name}{len(taken) + 1}"


def _excel_table(
    sheet: openpyxl.worksheet.worksheet.Worksheet, grid: Grid, top: int, as_numbers: bool, fractions: bool
) -> int:
    for text in (grid.caption, grid.unit_note):
        if text:
            sheet.cell(top, 1, text)
            top += 1
    for (row, column), (bottom, right), text in placed(grid):
        cell = sheet.cell(top + row, column + 1)
        number = typed(text, fractions) if as_numbers else None
        if number is None:
            cell.value = text or None
            if text.startswith("="):
                cell.data_type = "s"  # a target such as =5个 is no formula
        else:
            cell.value, cell.number_format = number
        if (row, column) != (bottom, right):
            sheet.merge_cells(f"{cell.coordinate}:{get_column_letter(right + 1)}{top + bottom}")
    return top + len(grid.rows) + 1


def typed(text: str, fractions: bool) -> tuple[float, str] | None:
    """A number and its format for a cell that prints a bare number or percentage."""
    if NUMBER.fullmatch(text) and len(text) < 15:
        digits = len(text.partition(".")[2])
        return float(text.replace(",", "")), ("#,##0" if "," in text else "0") + ("." + "0" * digits if digits else "")
    if fractions and text.endswith("%") and NUMBER.fullmatch(text[:-1]):
        return float(Decimal(text[:-1].replace(",", "")) / 100), "0.00%"
    return None


def to_xls(blocks: Sequence[Block], random: Random) -> bytes:
    """An Excel 97 workbook."""
    as_numbers = random.random() < 0.6
    book = xlwt.Workbook(encoding="utf-8")
    for name, part in sheets_of(blocks, random):
        sheet = book.add_sheet(name, cell_overwrite_ok=True)
        top = 0
        for block in part:
            if isinstance(block, Heading | Line):
                sheet.write(top, 0, block.text)
                top += 1
            elif isinstance(block, Grid):
                for text in (block.caption, block.unit_note):
                    if text:
                        sheet.write(top, 0, text)
                        top += 1
                for (row, column), (bottom, right), text in placed(block):
                    number = typed(text, False) if as_numbers else None
                    value = text if number is None else number[0]
                    style = xlwt.easyxf() if number is None else xlwt.easyxf(num_format_str=number[1])
                    if (row, column) == (bottom, right):
                        sheet.write(top + row, column, value, style)
                    else:
                        sheet.write_merge(top + row, top + bottom, column, right, value, style)
                top += len(block.rows) + 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
