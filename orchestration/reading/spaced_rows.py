"""Rows of tables in plain text whose cells nothing but blanks part: columns set with spaces, or copied from a page.

Belongs here: which lines are rows, and where their cells stand. Does not belong here: TABs and pipes (`text`), and tables
whose cells can only be told by what they say (`extraction.flat_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from orchestration.document import Piece

_WIDE = "\u3000"
_LEAST = 3  # rows, cells of a row, full-width blanks in a row
_GAP = re.compile(r"(?<![ \u3000合小总])[ \u3000]{2,}+|(?<=[合小总])[ \u3000]{2,}+(?!计)")  # 合    计 is one cell
_BLANK = re.compile(r"(?<![ \u3000合小总])[ \u3000]++|(?<=[合小总])[ \u3000]++(?!计)")  # 合 计 too
_LISTED = re.compile(r"[①-⑳]|[(（]?[\d一二三四五六七八九十]{1,2}[)、）．.](?!\d)")
_TOTAL = re.compile(r"(?:[合小总][ \u3000]*计|总分)$")
_FIGURE = re.compile(r"[≥≤<>=＝≧≦~]*-?(?:\d[\d,，.．]*)?(?:[%％‰]|(?<=\d) ?[\u4e00-\u9fff㎡²/]{1,6})?$|[-—/]+$")
_FAR = 16  # columns from the left margin
_SUM = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)\.\d{1,6}$")
_HEADS_FIGURES = re.compile(r"[数额]$|[数额]?[(（][亿万千]?元[)）]$|得分$")
_NOTES = re.compile("备 ?注$|说明$")  # heads what only some rows say
_NUMBERS = re.compile("(?:序号|编号|行次)$")  # heads the numbers of rows
_PART = re.compile("其中[:：]?")
_PAIR = 2  # cells: a label and its figure, or two figures
_MOST_OF_NAME = 20  # characters of a label or a header that single blanks part
_STOPS = re.compile(r"[,，。;；:：]")

Row = list[Piece]


def spaced_rows(text: str, lines: Sequence[tuple[int, int]]) -> Mapping[int, Row]:
    """The lines that are rows, by where they begin, each with its cells; a cell that a row leaves out is empty.

    `lines`: spans of the lines of `text` that may be rows; a line that cannot be one is an empty span. Three rows at least:
    parted by full-width blanks in equal number; by two blanks and more into as many cells, or one fewer where the last column
    holds notes, a label without figures between them being a row too; or by single blanks under a header, where all but
    the names and the notes in the last column are figures, or under a line with a colon, where all are a name and a sum of money, or where each prints its
    label again before every figure.
    """
    rows: dict[int, Row] = {}
    for run in _runs(_with_labels(text, lines, _parted(text, lines, _GAP))):
        rows |= dict(_table(text, run))
    single = [(start, end) if start not in rows else (start, start) for start, end in lines]
    for run in _runs(_parted(text, single, _BLANK, listed=True)):
        rows |= dict(_repeating_labels(text, run) or _under_header(text, run) or _under_head(text, run))
    return rows


def torn_rows(text: str, lines: Iterable[tuple[int, int]]) -> int:
    """How many lines begin with figures, far from the left margin: rows whose names, broken over lines, stand above and
    below them, as in a page that was printed as text with its columns kept."""
    return sum(_is_torn(text[start:end]) for start, end in lines)


def _is_torn(line: str) -> bool:
    cells = [cell for cell in _GAP.split(line.strip(" \u3000")) if cell]
    indent = len(line) - len(line.lstrip(" \u3000"))
    figures = [_FIGURE.match(cell) is not None for cell in cells]
    return indent >= _FAR and figures[:1] == [True] and sum(figures) >= _PAIR


def wide_rows(text: str, lines: Iterable[tuple[int, int]]) -> set[int]:
    """Where the lines begin that are rows parted by full-width blanks: three in a row at least, all of as many cells."""
    rows: set[int] = set()
    run: list[int] = []
    width = 0
    for start, end in [*lines, (len(text), len(text))]:
        count = text.count(_WIDE, start, end) if text[start : start + 1] != _WIDE else 0
        if count != width:
            rows.update(run if width >= _LEAST and len(run) >= _LEAST else ())
            run, width = [], count
        run.append(start)
    return rows


def _parted(
    text: str, lines: Iterable[tuple[int, int]], gap: re.Pattern[str], *, listed: bool = False
) -> list[tuple[int, Row] | None]:
    """Each line with its beginning and cells; None for one that cannot be a row, and for what ends a run.

    `listed`: a row may begin with a number (一、基本支出 1208.40); elsewhere one of figures alone may.
    """
    parted: list[tuple[int, Row] | None] = []
    for start, end in lines:
        line = text[start:end]
        first = start + len(line) - len(line.lstrip(" \u3000"))
        last = start + len(line.rstrip(" \u3000\t"))
        gaps = [match.span() for match in gap.finditer(text, first, last)]
        edges = [first, *(edge for span in gaps for edge in span), last]
        cells = [Piece(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        is_item = not listed and _LISTED.match(text, first) is not None
        has_figures = _has_figures(text, cells)
        parted.append(None if first >= last or (is_item and not has_figures) else (start, cells))
    return parted


def _with_labels(
    text: str, lines: Sequence[tuple[int, int]], parted: list[tuple[int, Row] | None]
) -> list[tuple[int, Row] | None]:
    """The same with the lines that are a label alone between two rows of as many figures: 1、业务专项 over and under sums. Such
    a row has no figures of its own."""
    joined = list(parted)
    for at in range(1, len(parted) - 1):
        above, below = parted[at - 1], parted[at + 1]
        label = _label_alone(text, *lines[at])
        if label and above and below and len(above[1]) == len(below[1]) and _has_figures(text, above[1]) and _has_figures(text, below[1]):
            joined[at] = (lines[at][0], [label, *[Piece(label.end, label.end)] * (len(above[1]) - 1)])
    return joined


def _label_alone(text: str, start: int, end: int) -> Piece | None:
    """A line of one short cell that reads like no sentence."""
    words = text[start:end].strip(" \u3000")
    first = text.find(words, start, end) if words else end
    is_label = 0 < len(words) <= _MOST_OF_NAME and not _GAP.search(words) and not _STOPS.search(words)
    return Piece(first, first + len(words)) if is_label else None


def _has_figures(text: str, row: Row) -> bool:
    """Whether a row is a name and two figures or more."""
    return len(row) >= _LEAST and all(_is_figure(text, cell) for cell in row[1:])


def _runs(parted: Iterable[tuple[int, Row] | None]) -> list[list[tuple[int, Row]]]:
    """Lines of two cells and more that follow each other."""
    runs: list[list[tuple[int, Row]]] = [[]]
    for line in parted:
        if line is not None and len(line[1]) > 1:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= _LEAST]


def _table(text: str, run: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The rows of a run that wide gaps part; none where a cell was left blank whose place is lost."""
    width = max(len(row) for _, row in run)
    if all(len(row) == width for _, row in run):
        listed = all(_is_figure(text, row[1]) for _, row in run[1:])
        return run if width >= _LEAST or listed else []
    whole = [row for _, row in run[1:] if len(row) == width]
    figured = [sum(_is_figure(text, row[column]) for row in whole) * 2 > len(whole) for column in range(width)]
    placed = [(start, _placed(text, row, figured)) for start, row in run]
    if width <= _LEAST or len(run[0][1]) < width or any(row is None for _, row in placed):
        return []
    return [(start, row) for start, row in placed if row is not None]


def _placed(text: str, row: Row, figured: Sequence[bool]) -> Row | None:
    """A row with a cell for every column: the note in the last may be missing, a total row has a label and its figures."""
    if len(row) == len(figured):
        return row
    if _TOTAL.match(_words(text, row[0])) and all(_is_figure(text, cell) for cell in row[1:]):
        places = [0, *(column for column, is_figure in enumerate(figured) if is_figure)][: len(row)]
        cells = dict(zip(places, row, strict=False))
        return [cells.get(column, Piece(row[-1].end, row[-1].end)) for column in range(len(figured))]
    alike = all(_is_figure(text, cell) == is_figure for cell, is_figure in zip(row[1:], figured[1:], strict=False))
    return [*row, Piece(row[-1].end, row[-1].end)] if len(row) == len(figured) - 1 and alike else None


def _repeating_labels(text: str, run: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The rows of a run that single blanks part into labels, each with its figure, and perhaps a rate behind them: 预算数 86
    到位数 86 执行数 62 72.1%, under which every row prints its label before each of its figures (省级资金 60 省级资金 60 省级资金 45
    75%). The line above them is a row where it has a word for each figure."""
    for at, (_, first) in enumerate(run):
        rows = [each for each in run[at:] if len(each[1]) == len(first)]
        pairs, count = len(first) // _PAIR, _leading(rows, run[at:])
        again = sum(_repeats_label(text, row) for _, row in rows[1:count])
        if pairs < _PAIR or count < _LEAST or again < count - 1 or not _is_paired(text, first):
            continue
        return [*_heads_pairs(text, run[at - 1 : at], first), *rows[:count]]
    return []


def _leading(rows: list[tuple[int, Row]], run: list[tuple[int, Row]]) -> int:
    """How many rows lead a run without one of another width among them."""
    return next((at for at, (row, line) in enumerate(zip(rows, run, strict=False)) if row is not line), len(rows))


def _is_paired(text: str, row: Row) -> bool:
    """Whether a row is labels, each before its figure; one more figure may end it."""
    return all(_is_figure(text, cell) == (at % _PAIR == 1 or at == len(row) - 1) for at, cell in enumerate(row))


def _repeats_label(text: str, row: Row) -> bool:
    labels = {_PART.sub("", _words(text, cell)) for cell in row[: len(row) // _PAIR * _PAIR : _PAIR]}
    return _is_paired(text, row) and len(labels) == 1


def _heads_pairs(text: str, above: list[tuple[int, Row]], first: Row) -> list[tuple[int, Row]]:
    """The line above paired rows as their header, each word over the label of its figure."""
    heads = above[0][1] if above else []
    if len(heads) != (len(first) + 1) // _PAIR or any(_is_figure(text, cell) for cell in heads):
        return []
    ends = (Piece(cell.end, cell.end) for cell in heads)
    return [(above[0][0], [cell for pair in zip(heads, ends, strict=True) for cell in pair][: len(first)])]


def _under_header(text: str, run: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The rows of a run that single blanks part: a header without figures over names, each with its figures, and perhaps
    its number before it; also of two such tables side by side."""
    for at, ((_, header), (_, first)) in enumerate(pairwise(run)):
        first = _with_note(text, first, header)
        shape = [_is_figure(text, cell) for cell in first]
        is_counted = shape[0] and len(header) > _LEAST and _NUMBERS.match(_words(text, header[0])) is not None
        if len(header) != len(shape) or not _heads_figures(text, header) or not _is_shape(shape[is_counted : len(shape) - _has_notes(text, header)]):
            continue
        rows = [run[at]]
        wide = _is_wide(text, header)
        for start, row in run[at + 1 :]:
            fitting = _in_columns(text, _with_note(text, row, header), header, shape)
            if fitting is None and wide and len(row) == len(header) and _is_wide(text, row):
                fitting = row  # 补贴兑付时限　12月20日前　12月28日
            if fitting is None:
                break
            rows.append((start, fitting))
        if len(rows) >= _LEAST:
            return rows
    return []


def _under_head(text: str, run: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """A run of names, each with a sum of money that has decimals, below a line that ends in a colon: 支出构成:; else no rows."""
    above = text[: run[0][0]].rstrip().rpartition("\n")[2]
    are_sums = all(len(row) == len(("name", "sum")) and _is_sum(text, row) for _, row in run)
    return run if are_sums and above.endswith((":", "：")) else []


def _is_sum(text: str, row: Row) -> bool:
    name, figure = (_words(text, cell) for cell in row)
    return len(name) <= _MOST_OF_NAME and not any(map(str.isdigit, name)) and _SUM.match(figure) is not None


def _is_wide(text: str, row: Row) -> bool:
    """Whether one full-width blank parts each cell of a row from the next, as nothing does in running text; its cells are
    short."""
    gaps = [text[left.end : right.start] for left, right in pairwise(row)]
    return all(gap == _WIDE for gap in gaps) and all(cell.end - cell.start <= _MOST_OF_NAME for cell in row)


def _has_notes(text: str, header: Row) -> bool:
    """Whether the last column holds notes, which most rows leave out: 乡镇 户数 补贴金额 备注."""
    return len(header) > _LEAST and _NOTES.match(_words(text, header[-1])) is not None


def _with_note(text: str, row: Row, header: Row) -> Row:
    """The row with an empty cell for a note that it leaves out."""
    is_left_out = _has_notes(text, header) and len(row) == len(header) - 1
    return [*row, Piece(row[-1].end, row[-1].end)] if is_left_out else row


def _heads_figures(text: str, header: Row) -> bool:
    """Whether a line may be a header: short words without a digit; of two words the second says that figures follow."""
    words = text[header[0].start : header[-1].end]
    short = all(cell.end - cell.start <= _MOST_OF_NAME for cell in header)
    told = len(header) >= _LEAST or _HEADS_FIGURES.search(words)
    return bool(told) and short and not any(map(str.isdigit, words))


def _is_shape(shape: list[bool]) -> bool:
    """Whether cells are a name and its figures, or twice that."""
    side = shape[: _side(shape)]
    return len(side) > 1 and not side[0] and all(side[1:])


def _side(shape: list[bool]) -> int:
    """How many columns a table has of those that stand side by side."""
    half = len(shape) // 2
    return half if half > 1 and shape[:half] == shape[half:] else len(shape)


def _in_columns(text: str, row: Row, header: Row, shape: list[bool]) -> Row | None:
    """A row with a cell for every column; one of a single side stands under the header it shares its last words with
    (四、住房保障支出 under 支出项目)."""
    found = [_is_figure(text, cell) for cell in row]
    if found == shape or (_has_notes(text, header) and found[:-1] == shape[:-1]):
        return row
    if shape[0] and found == shape[1:]:
        return [Piece(row[0].start, row[0].start), *row]  # the sum below rows that are numbered
    side = _side(shape)
    if side == len(shape) or found != shape[:side]:
        return None
    name, empty = _words(text, row[0]), Piece(row[-1].end, row[-1].end)
    for first in (0, side):
        if _words(text, header[first])[:2] == name[-2:]:
            return [*([empty] * first), *row, *([empty] * (len(shape) - side - first))]
    return None


def _is_figure(text: str, cell: Piece) -> bool:
    return cell.end > cell.start and _FIGURE.match(_words(text, cell)) is not None


def _words(text: str, cell: Piece) -> str:
    return text[cell.start : cell.end]
