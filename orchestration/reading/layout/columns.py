"""Tables without column lines (three-line tables, aligned text): columns from the white space that rows share.

A run of lines is a table only when its rows agree: several columns, the same places, short or numeric cells. Prose has
no white space wider than a character at the same place in line after line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from orchestration.reading.layout.glyphs import Glyph, Line
from orchestration.reading.layout.ruled import Rule

_GAP = 1.1  # of the character size: white space that parts two cells
_LEAST_COLUMN_GAP = 0.5
_CROSSED = 0.15  # share of rows that may reach over a column gap (heads over several columns)
_SAME_ROW = 0.85  # of the character size between the middles of two lines: never two rows
_WRAPPED = 1.75
_ENDS_MEET = 8.0  # points by which rules of one table may differ at their ends
_LONG_RULE = 100.0
_LEADERS = re.compile(r"[.．·…]{3,}|…{2,}")
_FIGURE = re.compile(r"^[≥≤<>=约￥¥+\-－—–(（]*[\d０-９][\d０-９,，.．]*\s*[%％‰]?[^\d\s]{0,6}[)）]?$|^[-—–/]+$")
_SHORT = 15
_HEAD_ROWS = 2


@dataclass(frozen=True, slots=True)
class AlignedCell:
    """Glyphs of one cell and the columns they reach over."""

    row: int
    column: int
    column_span: int
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table found by alignment. `columns` are the places where columns begin and end."""

    cells: tuple[AlignedCell, ...]
    columns: tuple[tuple[float, float], ...]
    lines: tuple[Line, ...]

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)


def find_aligned_tables(lines: Sequence[Line], rules: Sequence[Rule]) -> list[AlignedTable]:
    """Tables among lines that stand in no drawn table, top to bottom. A line is in one table at most."""
    tables = []
    used: set[int] = set()
    for run, bands in _ruled_runs(lines, rules):
        table = _table(run, bands, is_ruled=True)
        if table is not None:
            tables.append(table)
            used.update(id(line) for line in table.lines)
    for run in _aligned_runs([line for line in lines if id(line) not in used]):
        table = _table(run, [], is_ruled=False)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: table.top)


def segments(line: Line) -> list[list[Glyph]]:
    """The parts of a line between white spaces wide enough to part cells."""
    parts: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if not glyph.text.strip():
            continue
        if parts and glyph.x0 - parts[-1][-1].x1 < _GAP * max(line.size, 1.0):
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts


def _ruled_runs(lines: Sequence[Line], rules: Sequence[Rule]) -> list[tuple[list[Line], list[float]]]:
    """Lines between long rules of the same ends: the lines of each table, and where its inner rules stand."""
    long = sorted((r for r in rules if r.is_horizontal and r.x1 - r.x0 > _LONG_RULE), key=lambda rule: rule.top)
    runs: list[tuple[list[Line], list[float]]] = []
    for upper, lower in zip(long, long[1:], strict=False):
        meets = abs(upper.x0 - lower.x0) < _ENDS_MEET and abs(upper.x1 - lower.x1) < _ENDS_MEET
        band = [line for line in lines if upper.top <= (line.top + line.bottom) / 2 <= lower.top]
        if not meets or not band or not _is_tabular(band):
            continue
        if runs and runs[-1][1][-1] == upper.top:
            runs[-1][0].extend(band)
            runs[-1][1].append(lower.top)
        else:
            runs.append((list(band), [upper.top, lower.top]))
    return [(band, marks[1:-1]) for band, marks in runs]


def _is_tabular(band: Sequence[Line]) -> bool:
    return sum(len(segments(line)) > 1 for line in band) >= 0.5 * len(band)


def _aligned_runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines of several parts each; a line of one part between two such lines stays in the run."""
    runs: list[list[Line]] = []
    run: list[Line] = []
    for line in lines:
        parts = segments(line)
        is_row = len(parts) > 1 and not _LEADERS.search(line.text)
        near = not run or line.top - run[-1].bottom < 2.5 * line.size
        if (is_row and near) or (run and near and len(parts) == 1 and _is_narrow(line, run)):
            run.append(line)
        else:
            runs.append(run)
            run = [line] if is_row else []
    runs.append(run)
    return [trimmed for run in runs if len(trimmed := _trimmed(run)) > 2]


def _is_narrow(line: Line, run: list[Line]) -> bool:
    """Whether a line of one part may be a wrapped cell: far narrower than the rows."""
    return line.x1 - line.x0 < 0.4 * (max(one.x1 for one in run) - min(one.x0 for one in run))


def _trimmed(run: list[Line]) -> list[Line]:
    while run and len(segments(run[-1])) < 2:
        run = run[:-1]
    return run


def _table(lines: list[Line], inner_rules: list[float], *, is_ruled: bool) -> AlignedTable | None:
    columns = _columns(lines)
    if len(columns) < 2:
        return None
    rows = _rows(lines, columns, inner_rules)
    columns = _with_heads(rows, columns)
    cells = tuple(cell for index, row in enumerate(rows) for cell in _cells(index, row, columns))
    if len(rows) < 2 or not _agrees(cells, len(rows), len(columns), is_ruled=is_ruled):
        return None
    return AlignedTable(cells, tuple(columns), tuple(lines))


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns: what lies between the white spaces that nearly all rows leave."""
    rows = [parts for line in lines if len(parts := segments(line)) > 1]
    if not rows:
        return []
    size = median(line.size for line in lines)
    spans = [(part[0].x0, part[-1].x1) for row in rows for part in row]
    events = sorted([(x0, 1) for x0, _ in spans] + [(x1, -1) for _, x1 in spans])
    allowed = int(_CROSSED * len(rows))
    columns: list[tuple[float, float]] = []
    depth, start = 0, None
    for place, change in events:
        depth += change
        if depth > allowed and start is None:
            start = place
        elif depth <= allowed and start is not None:
            columns.append((start, place))
            start = None
    merged: list[tuple[float, float]] = []
    for x0, x1 in columns:
        if merged and x0 - merged[-1][1] < _LEAST_COLUMN_GAP * size:
            merged[-1] = (merged[-1][0], x1)
        else:
            merged.append((x0, x1))
    return merged


def _with_heads(rows: list[list[Line]], columns: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """One column of two neighbours, one of which holds heads only: heads to the left or centred, figures to the right."""
    filled: list[set[int]] = [set() for _ in columns]
    for index, row in enumerate(rows):
        for line in row:
            for part in segments(line):
                first, last = _column_range(part, columns)
                for column in range(first, last + 1):
                    filled[column].add(index)
    merged: list[tuple[float, float]] = []
    at = 0
    while at < len(columns):
        following = at + 1 < len(columns)
        if following and not filled[at] & filled[at + 1] and min(max(filled[at]), max(filled[at + 1])) < _HEAD_ROWS:
            merged.append((columns[at][0], columns[at + 1][1]))
            at += 2
        else:
            merged.append(columns[at])
            at += 1
    return merged


def _rows(lines: Sequence[Line], columns: list[tuple[float, float]], inner_rules: list[float]) -> list[list[Line]]:
    """Lines by row: parted by rules where every row has one, else by what wraps."""
    ordered = sorted(lines, key=lambda line: (line.top + line.bottom) / 2)
    is_each_ruled = len(inner_rules) >= 3 and len(inner_rules) + 1 >= 0.5 * len(ordered)
    rows: list[list[Line]] = []
    for line in ordered:
        if rows and not any(_middle(rows[-1][-1]) < rule < _middle(line) for rule in inner_rules):
            close = _middle(line) - _middle(rows[-1][-1]) < _SAME_ROW * min(line.size, rows[-1][-1].size)
            if close or is_each_ruled or _is_wrapped(line, rows[-1], columns):
                rows[-1].append(line)
                continue
        rows.append([line])
    return rows


def _is_wrapped(line: Line, row: list[Line], columns: list[tuple[float, float]]) -> bool:
    """Whether a line only goes on with text cells of the row above: few cells, close below, the cell above full."""
    parts = segments(line)
    filled = [_column_range(part, columns) for part in parts]
    if len(parts) > len(columns) / 2 or line.top - row[-1].top > _WRAPPED * line.size:
        return False
    for part, (first, last) in zip(parts, filled, strict=True):
        above = [one for upper in row for one in segments(upper) if _column_range(one, columns) == (first, last)]
        if not above or columns[last][1] - above[-1][-1].x1 > 1.5 * line.size or _is_figure(part):
            return False
    return True


def _cells(index: int, row: list[Line], columns: list[tuple[float, float]]) -> list[AlignedCell]:
    """The cells of a row: parts of its lines by the columns they reach over; parts that overlap become one."""
    found: dict[tuple[int, int], list[Glyph]] = {}
    for line in row:
        for part in segments(line):
            first, last = _column_range(part, columns)
            key = next((key for key in found if key[0] <= last and first <= key[1]), None)
            if key is None:
                found[(first, last)] = list(part)
            else:
                merged = (min(first, key[0]), max(last, key[1]))
                found[merged] = [*found.pop(key), *part]
    if index < _HEAD_ROWS:
        found = dict(_over_two(key, glyphs, found, columns) for key, glyphs in sorted(found.items()))
    return [AlignedCell(index, a, b - a + 1, tuple(glyphs)) for (a, b), glyphs in sorted(found.items())]


def _over_two(
    key: tuple[int, int],
    glyphs: list[Glyph],
    found: dict[tuple[int, int], list[Glyph]],
    columns: list[tuple[float, float]],
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


def _column_range(part: Sequence[Glyph], columns: list[tuple[float, float]]) -> tuple[int, int]:
    """The first and last column a part reaches over; the nearest one where it lies between two."""
    x0, x1 = part[0].x0, part[-1].x1
    over = [i for i, (left, right) in enumerate(columns) if min(x1, right) - max(x0, left) > 0.3 * part[0].size]
    if over:
        return over[0], over[-1]
    center = (x0 + x1) / 2
    nearest = min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - center))
    return nearest, nearest


def _agrees(cells: Sequence[AlignedCell], rows: int, columns: int, *, is_ruled: bool) -> bool:
    """Whether the cells look like a table's: enough rows, filled, with figures or short texts beside the first column."""
    beside = ["".join(g.text for g in cell.glyphs).strip() for cell in cells if cell.column > 0]
    if not beside:
        return False
    figures = sum(bool(_FIGURE.match(text)) for text in beside) / len(beside)
    if is_ruled:
        return len(cells) >= 0.5 * rows * columns
    if len(cells) < 0.6 * rows * columns:
        return False
    if columns == 2:
        return rows >= 3 and figures >= 0.6
    return rows >= 3 and (figures >= 0.4 or median(map(len, beside)) <= _SHORT)


def _is_figure(part: Sequence[Glyph]) -> bool:
    return bool(_FIGURE.match("".join(glyph.text for glyph in part).strip()))


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2
