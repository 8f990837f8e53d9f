"""Tables with horizontal lines only: which lines of text stand between which rules, and what rows the rules draw.

A rule that reaches from further in to the right end parts the rows beside a label over many rows. Does not belong here:
tables whose rules draw their columns too (`ruled`), rows that no rule parts (`aligned_rows`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orchestration.reading.layout.aligned_rows import FIGURE, Label, Row, blocks_of, is_head, tiled
from orchestration.reading.layout.glyphs import Line
from orchestration.reading.layout.parts import Column, Part, column_range, parts_of
from orchestration.reading.layout.ruled import Rule

_ENDS_MEET = 8.0  # points by which rules of one table may differ at their ends
_SAME_RULE = 2.0  # points between the pieces of one rule, drawn cell by cell
_LONG_RULE = 100.0
_WIDE_LINE = 0.6  # of a table's width: a line of one part as wide is prose
_FEWEST_BANDS = 4
_OF_A_ROW = 0.6  # of the columns: two lines of a band that fill so many are two rows
_TEXT_COLUMNS = 3  # and fewer: wrapped texts fill them line by line


@dataclass(slots=True)
class RuledRun:
    """Lines between rules of the same ends, and these rules, the outermost included; `inner` begin further in."""

    lines: list[Line]
    marks: list[float]
    inner: list[Rule]

    @property
    def inner_marks(self) -> list[float]:
        return self.marks[1:-1]


def ruled_runs(lines: Sequence[Line], rules: Sequence[Rule]) -> list[RuledRun]:
    """Lines between long rules of the same ends, table by table."""
    long = [rule for rule in _whole_rules(rules) if rule.x1 - rule.x0 > _LONG_RULE]
    runs: list[RuledRun] = []
    upper: Rule | None = None
    inner: list[Rule] = []
    for rule in long:
        if upper is not None and _is_inner(rule, upper):
            inner.append(rule)
            continue
        band = [line for line in lines if upper and upper.top <= _middle(line) <= rule.top]
        if upper is not None and _meets(upper, rule) and band and _is_tabular(band, upper.x1 - upper.x0):
            if runs and runs[-1].marks[-1] == upper.top:
                runs[-1].lines.extend(band)
                runs[-1].marks.append(rule.top)
                runs[-1].inner.extend(inner)
            else:
                runs.append(RuledRun(list(band), [upper.top, rule.top], inner))
        upper, inner = rule, []
    return runs


def _whole_rules(rules: Sequence[Rule]) -> list[Rule]:
    """The horizontal rules from top to bottom, those drawn cell by cell as one."""
    whole: list[Rule] = []
    for rule in sorted((r for r in rules if r.is_horizontal), key=lambda rule: (round(rule.top / _SAME_RULE), rule.x0)):
        last = whole[-1] if whole else None
        if last and abs(last.top - rule.top) < _SAME_RULE and rule.x0 - last.x1 < _SAME_RULE:
            whole[-1] = last._replace(x1=max(last.x1, rule.x1))
        else:
            whole.append(rule)
    return sorted(whole, key=lambda rule: rule.top)


def _meets(upper: Rule, lower: Rule) -> bool:
    return abs(upper.x0 - lower.x0) < _ENDS_MEET and abs(upper.x1 - lower.x1) < _ENDS_MEET


def _is_inner(rule: Rule, upper: Rule) -> bool:
    return rule.x0 - upper.x0 >= _ENDS_MEET and abs(rule.x1 - upper.x1) < _ENDS_MEET


def _is_tabular(band: Sequence[Line], width: float) -> bool:
    """Whether lines between two rules are rows: some of several parts, none as wide as prose."""
    several = sum(len(parts_of(line)) > 1 for line in band)
    return several > 0 and not any(_is_wide(line, width) for line in band)


def _is_wide(line: Line, width: float) -> bool:
    parts = parts_of(line)
    return len(parts) == 1 and parts[0].x1 - parts[0].x0 > _WIDE_LINE * width


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def rows_between_rules(
    parts: Sequence[Part], run: RuledRun, columns: Sequence[Column]
) -> tuple[list[Row], list[Label]] | None:
    """The rows of a table with a rule under each, and the labels over many of them; None where rules part only some rows."""
    marks = sorted({*run.marks, *(rule.top for rule in run.inner)})
    bands = [
        (upper, lower, held)
        for upper, lower in zip(marks, marks[1:], strict=False)
        if (held := [part for part in parts if upper < part.middle <= lower])
    ]
    if len(bands) < _FEWEST_BANDS or any(_is_several_rows(held, columns) for _, _, held in bands):
        return None
    rows = [Row(held, (upper + lower) / 2) for upper, lower, held in bands]
    edges = [(upper, lower) for upper, lower, _ in bands]
    labels: list[Label] = []
    for column in range(len(columns) - 1):
        found = _labels_beside_inner(column, columns, rows, edges, run.inner)
        found = found if found is not None else _labels_across(column, columns, rows, edges)
        if found is None:
            break
        _take_out(found, rows)
        labels.extend(found)
    return rows, labels


def divided_by_rules(columns: Sequence[Column], run: RuledRun) -> list[Column]:
    """The columns, those divided in which a rule begins: it leaves out the column of the labels left of it."""
    begins = sorted({round(rule.x0) for rule in run.inner})
    divided: list[Column] = []
    for left, right in columns:
        for x0 in begins:
            if left + _ENDS_MEET < x0 < right - _ENDS_MEET:
                divided.append((left, x0 - 0.5))
                left = x0 + 0.5
        divided.append((left, right))
    return divided


def _is_several_rows(band: Sequence[Part], columns: Sequence[Column]) -> bool:
    """Whether two base lines of a band print a row each: most columns filled, or figures below figures."""
    lines: list[list[Part]] = []
    for part in sorted(band, key=lambda part: part.middle):
        if lines and part.middle - lines[-1][0].middle < 0.35 * part.size:
            lines[-1].append(part)
        else:
            lines.append([part])
    if len(columns) <= _TEXT_COLUMNS:
        lines = [[part for part in line if FIGURE.match(part.text)] for line in lines]
        return sum(len(line) >= len(columns) / 2 for line in lines) > 1
    return sum(len(_filled(line, columns)) >= _OF_A_ROW * len(columns) for line in lines) > 1


def _filled(parts: Iterable[Part], columns: Sequence[Column]) -> set[int]:
    return {
        column for part in parts for column in range(column_range(part, columns)[0], column_range(part, columns)[1] + 1)
    }


def _labels_beside_inner(
    column: int,
    columns: Sequence[Column],
    rows: Sequence[Row],
    edges: Sequence[tuple[float, float]],
    inner: Sequence[Rule],
) -> list[Label] | None:
    """The labels of a column over rows that only rules right of it part; None where no rule is such."""
    center = sum(columns[column]) / 2
    beside = {rule.top for rule in inner if rule.x0 > center}
    if not beside:
        return None
    labels = []
    first = 0
    for last, (_, lower) in enumerate(edges):
        if lower in beside:
            continue
        held = tuple(part for row in rows[first : last + 1] for part in _own(row, column, columns))
        if last > first and held:
            labels.append(Label(column, first, last, held))
        first = last + 1
    return labels


def _labels_across(
    column: int, columns: Sequence[Column], rows: Sequence[Row], edges: Sequence[tuple[float, float]]
) -> list[Label] | None:
    """The labels of a column centred over rows though a rule runs through them; None where their places do not add up."""
    held = [_own(row, column, columns) for row in rows]
    labels: list[Label] = []
    for first, last in _free_runs(rows, column, columns):
        blocks = list(blocks_of([part for own in held[first : last + 1] for part in own], rows))
        if not blocks or all(held[first : last + 1]):
            continue
        found = tiled(column, blocks, edges, first, last, has_head=first == 0 and is_head(rows[0], columns))
        if not found:
            return None
        labels.extend(label for label in found if label.last > label.first)
    return labels


def _own(row: Row, column: int, columns: Sequence[Column]) -> list[Part]:
    return [part for part in row.parts if column_range(part, columns) == (column, column)]


def _free_runs(rows: Sequence[Row], column: int, columns: Sequence[Column]) -> Iterable[tuple[int, int]]:
    """Runs of rows in which no text reaches into the column from beside it."""
    first: int | None = None
    for index, row in enumerate(rows):
        ranges = [column_range(part, columns) for part in row.parts]
        is_free = not any(a <= column <= b and a < b for a, b in ranges)
        if is_free and first is None:
            first = index
        if not is_free and first is not None:
            yield first, index - 1
            first = None
    if first is not None:
        yield first, len(rows) - 1


def _take_out(labels: Sequence[Label], rows: Sequence[Row]) -> None:
    taken = {id(part) for label in labels for part in label.parts}
    for row in rows:
        row.parts = [part for part in row.parts if id(part) not in taken]
