"""Labels and the values beside them: cells of forms, `填报单位:…` lines, label lines with the value on the next line.

Vocabulary: `data/offices.toml`, `[labels]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.header.lines import Line
from orchestration.extraction.header.names import leading_name
from orchestration.extraction.structure.columns import MONEY_ROLES, VALUE_ROLES, column_of
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.outline import CellText, Outline, TableView
from orchestration.language.beginnings import compiled

_NOTE = r"(?:\([^()]{1,12}\))*"
_OWN_LEVEL = re.compile(r"\((?:本级|本部|机关|汇总)\)$")  # 甲县林业局(本级)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"\S+")
_LONGEST_VALUE = 80
_LEAST_CELLS = 5
_LEAST_GLUED = 2  # labels in one line
_GAP = re.compile(r"(?<=\S)[ \u3000\t]{2,}(?=\S)")
_EMPTY = re.compile(r"^[-/_无:;。.\s]*$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled value. `label` is as printed (folded), with the note in brackets: `部门名称(汇总)`."""

    kind: str
    label: str
    value: MappedText
    table: TableView | None = None
    cell: CellText | None = None


@cache
def _whole() -> dict[str, re.Pattern[str]]:
    """Kind → pattern of a text that is that label and nothing else."""
    labels: dict[str, list[str]] = load("offices")["labels"]
    return {kind: re.compile(rf"^(?:{'|'.join(names)}){_NOTE}:?$") for kind, names in labels.items()}


@cache
def _leading() -> dict[str, re.Pattern[str]]:
    """Kind → pattern of a label with a colon where a line begins or another value ends."""
    labels: dict[str, list[str]] = load("offices")["labels"]
    return {kind: compiled(rf"((?:{'|'.join(names)}){_NOTE}):") for kind, names in labels.items()}


@lru_cache(maxsize=4096)  # the words of forms recur
def label_kind(text: str) -> str | None:
    """The kind of label a cell's text is, or None."""
    bare = text.replace(" ", "")
    if len(bare) > 30:
        return None
    for kind, pattern in _whole().items():
        if pattern.match(bare):
            return kind
    return None


def labelled_values(outline: Outline, lines: list[Line]) -> list[Labelled]:
    """All labelled values: of lines first, then of tables, in reading order."""
    return [*_of_lines(lines), *(found for table in outline.tables for found in _of_table(table))]


def _of_lines(lines: list[Line]) -> Iterator[Labelled]:
    for index, line in enumerate(lines):
        cells = _cells_in_line(line.text)
        if cells:
            yield from _of_cells(cells)
        if len(line.text) > 160:
            yield from _glued(line.text) if not cells else ()
            continue
        yield from _inside(line.text)
        if pair := _label_and_name(line.text):
            yield from _of_cells(pair)
        if ":" not in line.text.text and len(_glued_label().findall(line.text.text)) >= _LEAST_GLUED:
            yield from _glued(line.text)
        kind = label_kind(line.text.text)
        if kind and kind != "other" and index + 1 < len(lines):
            value = lines[index + 1].text
            if _is_value(value.text):
                yield Labelled(kind, line.text.text, value)


def _cells_in_line(text: MappedText) -> list[MappedText]:
    """The cells of a form that stands in one line, parted by blanks; none for a line of prose or a single label."""
    runs = _runs(text)
    return runs if len(runs) >= _LEAST_CELLS else []


def _runs(text: MappedText) -> list[MappedText]:
    """What blanks part in a line."""
    start, end = text.span(0, len(text))
    runs = [(start + run.start(), start + run.end()) for run in _WORD.finditer(text.source[start:end])]
    return [MappedText.of_run(text.source, *run, False) for run in runs]


def _label_and_name(text: MappedText) -> list[MappedText]:
    """The two cells of a line that is a label, a blank and the whole name of an office: 部门名称 甲县水利局; none for any other."""
    runs = _runs(text)
    if len(runs) != 2 or label_kind(runs[0].text) is None:
        return []
    name = _OWN_LEVEL.sub("", runs[1].text)
    return runs if leading_name(name) == len(name) else []


def _of_cells(cells: list[MappedText]) -> Iterator[Labelled]:
    """Labels and the cells behind them: 主管部门 甲县民政局 实施单位 甲县殡葬事务中心."""
    for cell, value in zip(cells, [*cells[1:], None], strict=True):
        if len(cell) <= _LONGEST_VALUE:
            yield from _inside(cell)
        kind = label_kind(cell.text.rstrip(":"))
        if kind and kind != "other" and value is not None and _is_value(value.text) and ":" not in value.text:
            yield Labelled(kind, cell.text, value)


def _glued(text: MappedText) -> Iterator[Labelled]:
    """Names behind labels in a form whose cells run together: 实施单位甲县住房和城乡建设局项目资金."""
    for match in _glued_label().finditer(text.text):
        stop = leading_name(text.text[match.end() : match.end() + _LONGEST_VALUE])
        if stop:
            value = text.slice(match.end(), match.end() + stop)
            yield Labelled("implementer" if "实施" in match.group() else "superior", match.group(), value)


@cache
def _glued_label() -> re.Pattern[str]:
    return compiled(load("offices")["glued"]["labels"])


def _inside(text: MappedText, table: TableView | None = None, cell: CellText | None = None) -> Iterator[Labelled]:
    """`label:value` pairs inside one text; a value ends where the next label begins."""
    marks = _label_marks(text) if ":" in text.text else []
    for index, (_, end, kind, label) in enumerate(marks):
        stop = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        value = _before_gap(text.slice(end, stop)).strip(" ;,")
        if kind != "other" and value and len(value) <= _LONGEST_VALUE and not _EMPTY.match(value.text):
            yield Labelled(kind, label, value, table, cell)


def _before_gap(value: MappedText) -> MappedText:
    """A value up to a wide gap in the print: what stands behind it is another cell of the line."""
    if not value:
        return value
    start, end = value.span(0, len(value))
    gap = _GAP.search(value.source, start, end)
    kept = sum(value.offset(index) < gap.start() for index in range(len(value))) if gap else len(value)
    return value.slice(0, kept)


def _label_marks(text: MappedText) -> list[tuple[int, int, str, str]]:
    """Start, end, kind and print of the labels with a colon in a text; of two that overlap the longer one."""
    marks = [
        (match.start(1), match.end(), kind, match.group(1))
        for kind, pattern in _leading().items()
        for match in pattern.finditer(text.text)
        if _begins_here(text, match.start(1), len(match.group(1)))
    ]
    marks.sort(key=lambda mark: (mark[1], mark[0]))
    kept: list[tuple[int, int, str, str]] = []
    for mark in marks:
        if not kept or mark[1] > kept[-1][1]:
            kept.append(mark)
    return kept


def _begins_here(text: MappedText, start: int, length: int) -> bool:
    """Whether a label can begin at a position: the line begins, a blank was printed, or the label is a long one."""
    if start == 0 or not _HAN.match(text.text[start - 1]):
        return True
    return length >= 4 or text.offset(start) - text.offset(start - 1) > 1


def _of_table(table: TableView) -> Iterator[Labelled]:
    for row in range(len(table.grid)):
        cells = table.printed_cells(row)
        for index, cell in enumerate(cells):
            if len(cell.text) > 160:
                continue
            if ":" in cell.text.text:
                yield from _inside(cell.text, table, cell)
            kind = label_kind(cell.text.text)
            if kind is None or kind == "other" or index + 1 >= len(cells):
                continue
            value = cells[index + 1]
            if _is_value(value.text.text) and not _is_header_row([c.text.text for c in cells]):
                yield Labelled(kind, cell.text.text, value.text, table, value)


def _is_value(text: str) -> bool:
    return len(text) <= _LONGEST_VALUE and label_kind(text) is None and not _EMPTY.match(text)


@cache
def _header_words() -> re.Pattern[str]:
    return re.compile("|".join(load("titles")["forms"]["header_words"]))


def _is_header_row(texts: list[str]) -> bool:
    """Whether a row is the header of a list, not labels beside values: it names amounts, targets or the like."""
    if any(is_figure(text) for text in texts):
        return False  # `自评总分 | 96.45` beside the office: labels and their values
    columns = [column for text in texts if (column := column_of(text)) and column.role in MONEY_ROLES | VALUE_ROLES]
    named = sum(bool(_header_words().search(text)) and len(text) <= 20 for text in texts)
    return len(texts) >= 3 and (named >= 1 or len(columns) >= 2)
