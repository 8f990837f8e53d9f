"""Tables without column lines (three-line tables, aligned text): columns from the white space that rows share.

A run of lines is a table only when its rows agree: several columns, the same places, short or numeric cells. Prose has
no white space wider than a character at the same place in line after line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from orchestration.reading.layout.aligned_rows import FIGURE, Label, Row, rows_of
from orchestration.reading.layout.close_columns import parted_columns, parts_by_columns
from orchestration.reading.layout.glyphs import Glyph, Line, lines_of
from orchestration.reading.layout.parts import Column, Part, column_range, columns_of, parts_of
from orchestration.reading.layout.row_rules import RuledRun, divided_by_rules, rows_between_rules, ruled_runs
from orchestration.reading.layout.ruled import Rule

_LEADERS = re.compile(r"[.．·…]{3,}|…{2,}")
_UNIT = re.compile(r"^[(（]?(?:金额)?单位\s*[:：]")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s*、|[(（][一二三四五六七八九十]{1,3}[)）]|(?:附?[表件]|第)\s*[\d一二三四五六七八九十])"
)
_OTHER_SIZE = 0.15
_RAGGED = 0.2  # of the rows
_BLANK = 0.4  # of the character size, between two words
_SHORT = 15
_INSIDE = 0.1  # of a table's width
_HALF_LINE = 0.85  # of the character size, between the middles of two lines: nearer are no two rows
_WRAPPED = 1.45  # between two lines of one cell
_WIDE_TABLE = 5  # columns: two full rows of so many are a table
_HEAD_ROWS = 2


@dataclass(frozen=True, slots=True)
class AlignedCell:
    """Glyphs of one cell, the columns and rows they reach over."""

    row: int
    column: int
    column_span: int
    glyphs: tuple[Glyph, ...]
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table found by alignment. `columns` are the places where columns begin and end.

    `spans_known`: leading labels told by their places over which rows they reach.
    """

    cells: tuple[AlignedCell, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    spans_known: bool

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)


def find_aligned_tables(lines: Sequence[Line], rules: Sequence[Rule]) -> list[AlignedTable]:
    """Tables among lines that stand in no drawn table, top to bottom. A line is in one table at most."""
    tables = []
    used: set[int] = set()
    for ruled in ruled_runs(lines, rules):
        table = _table(ruled.lines, ruled)
        if table is not None:
            tables.append(table)
            used.update(id(line) for line in table.lines)
    for run in _aligned_runs([line for line in lines if id(line) not in used]):
        table = _table(run, None)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: table.top)


def _aligned_runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines of several parts each; a line of one part that is of a wrapped cell stays in the run."""
    runs: list[list[Line]] = []
    run: list[Line] = []
    before: Line | None = None  # a line of one part right above, which may be of the first row
    for index, line in enumerate(lines):
        parts = parts_of(line)
        is_row = len(parts) > 1 and not _LEADERS.search(line.text)
        near = not run or line.top - run[-1].bottom < 2.5 * line.size
        is_cell = bool(run) and len(parts) == 1 and (_is_narrow(line, run) or _is_inside(line, run))
        if near and (is_row or (is_cell and not _is_caption(line, run, lines[index + 1 : index + 4]))):
            if not run and before is not None and _is_above(before, line):
                run.append(before)
            run.append(line)
        else:
            runs.append(run)
            run = [line] if is_row else []
        before = line if len(parts) == 1 else None
    runs.append(run)
    return [trimmed for run in runs if len(trimmed := _trimmed(run)) > 1]


def _is_caption(line: Line, run: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether a line stands over the next table: its unit, letters of another size, a numbered heading above heads."""
    if _UNIT.match(line.text) or abs(line.size - run[-1].size) > _OTHER_SIZE * run[-1].size:
        return True
    row = next((parts for one in following if len(parts := parts_of(one)) > 1), [])
    return bool(_HEADING.match(line.text)) and not any(FIGURE.match(part.text) for part in row)


def _is_narrow(line: Line, run: list[Line]) -> bool:
    """Whether a line of one part may be a wrapped cell: far narrower than the rows."""
    return line.x1 - line.x0 < 0.4 * (max(one.x1 for one in run) - min(one.x0 for one in run))


def _is_inside(line: Line, run: list[Line]) -> bool:
    """Whether a line begins well inside the rows and close to one, as a wide wrapped cell does and no paragraph."""
    left, right = min(one.x0 for one in run), max(one.x1 for one in run)
    return (
        line.x0 - left > _INSIDE * (right - left)
        and line.x1 < right + line.size
        and line.top - run[-1].bottom < line.size
    )


def _is_above(line: Line, row: Line) -> bool:
    """Whether a line begins a cell of the row below it: half a line above cells of one line, or a line above its part."""
    if line.x0 - row.x0 <= _INSIDE * (row.x1 - row.x0) or _UNIT.match(line.text):
        return False
    off = _middle(row) - _middle(line)
    parts = parts_of(row)
    is_aligned = any(_is_below(line, part) for part in parts) and any(FIGURE.match(part.text) for part in parts)
    return off < _HALF_LINE * row.size or (off < _WRAPPED * row.size and is_aligned)


def _trimmed(run: list[Line]) -> list[Line]:
    """The run without lines of one part at its end, save the rest of a wrapped cell."""
    end = len(run)
    while end and len(parts_of(run[end - 1])) < 2:
        end -= 1
    while end and end < len(run) and _is_rest(run[end], run[end - 1], min(line.x0 for line in run)):
        end += 1
    return run[:end]


def _is_rest(line: Line, above: Line, left: float) -> bool:
    """Whether a line goes on with a cell beside the first column: half a line below, or a line below one of its parts."""
    if line.x0 - left < 2 * line.size:
        return False
    off = _middle(line) - _middle(above)
    is_aligned = any(_is_below(line, part) for part in parts_of(above))
    return off < _HALF_LINE * line.size or (off < _WRAPPED * line.size and is_aligned)


def _is_below(line: Line, part: Part) -> bool:
    """Whether a line stands below a part as the next line of its cell: begins as it does, or has its middle."""
    same_start = abs(line.x0 - part.x0) < 0.3 * line.size
    return same_start or abs(line.x0 + line.x1 - part.x0 - part.x1) < 0.6 * line.size


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _table(lines: list[Line], ruled: RuledRun | None) -> AlignedTable | None:
    columns = columns_of([parts_of(line) for line in lines])
    if len(columns) < 2:
        return None
    columns = parted_columns(lines, columns)
    columns = divided_by_rules(columns, ruled) if ruled else columns
    parts = [parts_by_columns(line, columns) for line in lines]
    rows, labels = _rows([part for line in parts for part in line], columns, ruled)
    columns = _with_heads(rows, columns, labels)
    cells = [cell for index, row in enumerate(rows) for cell in _cells(index, row, columns)]
    cells += [_label_cell(label, columns) for label in labels]
    if len(rows) < 2 or not _agrees(cells, len(rows), len(columns), is_ruled=ruled is not None):
        return None
    if ruled is None and _is_ragged(cells, len(rows)):
        return None
    return AlignedTable(tuple(cells), tuple(columns), tuple(lines), spans_known=bool(labels))


def _rows(parts: list[Part], columns: list[Column], ruled: RuledRun | None) -> tuple[list[Row], list[Label]]:
    """The rows as rules draw them, one by one or band by band, or as the lines lie; with the labels over many of them."""
    drawn = rows_between_rules(parts, ruled, columns) if ruled else None
    if drawn is not None:
        return drawn
    rows: list[Row] = []
    labels: list[Label] = []
    for band in _bands(parts, ruled.inner_marks if ruled else []):
        more, found = rows_of(band, columns)
        labels.extend(Label(one.column, one.first + len(rows), one.last + len(rows), one.parts) for one in found)
        rows.extend(more)
    return rows, labels


def _bands(parts: list[Part], inner_rules: list[float]) -> list[list[Part]]:
    """Parts by the inner rules they stand between: no row crosses a rule."""
    bands: dict[int, list[Part]] = {}
    for part in parts:
        bands.setdefault(sum(rule < part.middle for rule in inner_rules), []).append(part)
    return [bands[index] for index in sorted(bands)]


def _with_heads(rows: list[Row], columns: list[Column], labels: list[Label]) -> list[Column]:
    """One column of two neighbours, one of which holds heads only: heads to the left or centred, figures to the right."""
    filled: list[set[int]] = [set() for _ in columns]
    for index, row in enumerate(rows):
        for part in row.parts:
            first, last = column_range(part, columns)
            for column in range(first, last + 1):
                filled[column].add(index)
    for label in labels:
        filled[label.column].update(range(label.first, label.last + 1))
    merged: list[Column] = []
    at = 0
    while at < len(columns):
        following = at + 1 < len(columns)
        if following and not filled[at] & filled[at + 1] and _holds_heads(filled[at], filled[at + 1]):
            merged.append((columns[at][0], columns[at + 1][1]))
            at += 2
        else:
            merged.append(columns[at])
            at += 1
    return merged


def _holds_heads(one: set[int], two: set[int]) -> bool:
    return min(max(one, default=0), max(two, default=0)) < _HEAD_ROWS


def _cells(index: int, row: Row, columns: list[Column]) -> list[AlignedCell]:
    """The cells of a row: its parts by the columns they reach over; parts that overlap become one."""
    found: dict[tuple[int, int], list[Glyph]] = {}
    for part in row.parts:
        first, last = column_range(part, columns)
        key = next((key for key in found if key[0] <= last and first <= key[1]), None)
        if key is None:
            found[(first, last)] = list(part.glyphs)
        else:
            merged = (min(first, key[0]), max(last, key[1]))
            found[merged] = [*found.pop(key), *part.glyphs]
    if index < _HEAD_ROWS:
        found = dict(_over_two(key, glyphs, found, columns) for key, glyphs in sorted(found.items()))
    return [AlignedCell(index, a, b - a + 1, tuple(glyphs)) for (a, b), glyphs in sorted(found.items())]


def _label_cell(label: Label, columns: list[Column]) -> AlignedCell:
    column = column_range(label.parts[0], columns)[0]
    glyphs = tuple(glyph for part in label.parts for glyph in part.glyphs)
    return AlignedCell(label.first, column, 1, glyphs, label.last - label.first + 1)


def _is_ragged(cells: Sequence[AlignedCell], rows: int) -> bool:
    """Whether rows hold several figures in one cell: words parted by blanks that stand below each other nowhere."""
    ragged = {cell.row for cell in cells if _figures(cell) > 1}
    return len(ragged) > _RAGGED * rows


def _figures(cell: AlignedCell) -> int:
    lines = [parts_of(line, _BLANK) for line in lines_of(cell.glyphs)]
    return max((sum(bool(FIGURE.match(part.text)) for part in parts) for parts in lines), default=0)


def _over_two(
    key: tuple[int, int], glyphs: list[Glyph], found: dict[tuple[int, int], list[Glyph]], columns: list[Column]
) -> tuple[tuple[int, int], list[Glyph]]:
    """A head centred over its own column and an empty neighbour reaches over both."""
    if key[0] != key[1] or key[0] == 0:
        return key, glyphs
    center = (min(g.x0 for g in glyphs) + max(g.x1 for g in glyphs)) / 2
    own = abs(sum(columns[key[0]]) / 2 - center)
    for first in (key[0], key[0] - 1):
        other = first if first != key[0] else first + 1
        if first < 1 or other >= len(columns) or any(a <= other <= b for a, b in found):
            continue
        off = abs((columns[first][0] + columns[first + 1][1]) / 2 - center)
        if off < 0.75 * own and off < 1.5 * glyphs[0].size:
            return (first, first + 1), glyphs
    return key, glyphs


def _agrees(cells: Sequence[AlignedCell], rows: int, columns: int, *, is_ruled: bool) -> bool:
    """Whether the cells look like a table's: enough rows, filled, with figures or short texts beside the first column."""
    beside = ["".join(g.text for g in cell.glyphs).strip() for cell in cells if cell.column > 0]
    if not beside:
        return False
    figures = sum(bool(FIGURE.match(text)) for text in beside) / len(beside)
    covered = sum(cell.row_span * cell.column_span for cell in cells)
    if is_ruled:
        return covered >= 0.5 * rows * columns
    if covered < 0.6 * rows * columns:
        return False
    if rows == 2:
        return columns >= _WIDE_TABLE and covered >= 0.8 * rows * columns
    if columns == 2:
        return rows >= 3 and figures >= 0.6
    return rows >= 3 and (figures >= 0.4 or median(map(len, beside)) <= _SHORT)
