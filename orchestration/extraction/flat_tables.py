"""Tables whose grid was lost: one cell per line, or cells parted by blanks. They are put back into a grid.

A run of header words says which columns there were; what follows is dealt into rows by the kind of each cell: labels,
figures, values. The cells keep their places in the document, so the readers of tables read them like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from orchestration.document import Cell, Document, MappedText, Piece
from orchestration.extraction.amounts import read_amount, unit_of_label
from orchestration.extraction.columns import INDICATOR_NAME_ROLES, MONEY_ROLES, VALUE_ROLES, column_of, level_roles
from orchestration.extraction.data import load
from orchestration.extraction.indicator_levels import is_level
from orchestration.extraction.money_words import breakdown_of, fund_of, is_part, is_total
from orchestration.extraction.outline import CellText, Outline, Passage, TableView
from orchestration.extraction.zones import is_figure
from orchestration.language import parse_number, parse_value
from orchestration.language.units import unit_pattern

_LONGEST_CELL = 60
_LONGEST_LABEL = 8
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LEAST_COLUMNS = 3
_WINDOW = 6  # lines before and after that tell whether lines are cells
_CELL_LENGTH = 12
_MANY_CELLS = 12
_STOPS = re.compile("[,，。;；]")
_MOST_BARE = 2
_LONGEST_PAIR_LABEL = 14
_RATE = re.compile(r"^-?\d{1,3}(?:\.\d+)?%$")
_FRACTION = re.compile(r"^[01]\.\d{2,4}$")  # 执行率:0.958
_LABELLED = re.compile(r"(?:[\u4e00-\u9fff]{2,8}:)?(?P<label>[\u4e00-\u9fff]{3,12}(?:\([^()]{1,6}\))?):(?P<figure>-?\d[\d,]*(?:\.\d+)?(?:[亿万千]?元|%)?)")
_PAIR_IN_LINE = re.compile(r"[\u4e00-\u9fff)）][:：]\s?\d[\d,.]*(?=[\s%(（]|$)")
_UNIT_NOTE = re.compile(r"\(?单位:[亿万千]?元\)?")
_PRINTED = re.compile(r"\S+")
_YEAR = re.compile(r"^20\d{2}$")
_PROSE = re.compile(r"[,;:。](?=[\u4e00-\u9fff\"(])|。")
_SENTENCE = re.compile(r"。.")
_POINTS = re.compile(r"\(\d{1,3}(?:\.\d+)?分?\)$")  # 道路清扫面积(6分) is a name with its points


@dataclass(frozen=True, slots=True)
class _Token:
    """One cell as printed, its cleaned text and what a header would say of it."""

    start: int
    end: int
    text: MappedText
    role: str | None
    passage: Passage

    @property
    def words(self) -> str:
        return self.text.text


def rebuild_flat_tables(outline: Outline, first_seq: int) -> list[TableView]:
    """The tables that stand in a document as loose cells, numbered from `first_seq`."""
    views: list[TableView] = []
    for run in _runs(outline):
        tokens = _tokens(outline.document, run)
        dealt: set[int] = set()
        for label, header, body in _blocks(tokens):
            rows = _deal(header, body)
            if rows:
                views.append(_view(first_seq + len(views), label, header, rows))
                dealt.update(token.start for row in (list[_Token | None](header), *rows) for token in row if token)
        pairs = _pairs([token for token in tokens if token.start not in dealt])
        if pairs:
            views.append(_grid_view(first_seq + len(views), pairs, run[0]))
    return views


def _runs(outline: Outline) -> list[list[Passage]]:
    """Passages in a row, parted by tables."""
    runs: list[list[Passage]] = [[]]
    for item in outline.items:
        if isinstance(item, Passage):
            runs[-1].append(item)
        elif runs[-1]:
            runs.append([])
    return runs


def _tokens(document: Document, passages: list[Passage]) -> list[_Token]:
    """The cells of a run: whole lines where lines are cells, else what blanks part."""
    pieces = [(piece, passage) for passage in passages for piece in passage.pieces]
    lengths = [sum(map(len, document.text[piece.start : piece.end].split())) for piece, _ in pieces]
    tokens: list[_Token] = []
    for index, (piece, passage) in enumerate(pieces):
        cells = _cells(document.text, piece, lengths[max(0, index - _WINDOW) : index + _WINDOW + 1])
        for start, end in _without_vertical_label(document.text, cells):
            text = MappedText.of_run(document.text, start, end, True)
            if text:
                tokens += _parted(_token(text, start, end, passage))
            if len(tokens) > 1 and _was_one(tokens[-2], tokens[-1]):
                start = tokens[-2].start
                tokens[-2:] = [_token(MappedText.of_run(document.text, start, end, True), start, end, passage)]
    return tokens if any(token.role == "unit" for token in tokens) else _with_percents(document, tokens)


def _with_percents(document: Document, tokens: list[_Token]) -> list[_Token]:
    """Where no column holds units, a percent sign apart from its number belongs to it: 100 %."""
    joined: list[_Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if token.words == "%" and last and last.end + 1 == token.start and parse_number(last.words) is not None:
            text = MappedText.of_run(document.text, last.start, token.end, True)
            joined[-1] = _token(text, last.start, token.end, last.passage)
        else:
            joined.append(token)
    return joined


def _without_vertical_label(text: str, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A line without the one character that a label printed downwards leaves at its beginning: 绩|效|指|标."""
    if len(cells) > _LEAST_COLUMNS - 1 and text[slice(*cells[0])] in load("flat_tables")["words"]["vertical"]:
        return cells[1:]
    return cells


def _token(text: MappedText, start: int, end: int, passage: Passage) -> _Token:
    column = column_of(text.text) if len(text) <= _LONGEST_CELL else None
    return _Token(start, end, text, column.role if column else None, passage)


def _parted(token: _Token) -> list[_Token]:
    """A label of money with its figure in one cell is two: 预算数:318.4."""
    match = _LABELLED.fullmatch(_UNIT_NOTE.sub("", token.words))
    column = column_of(match["label"]) if match else None
    if match is None or column is None or column.role not in MONEY_ROLES | {"rate"} or fund_of(match["label"]):
        return [token]
    parts = (token.text.slice(*match.span(name)) for name in ("label", "figure"))
    return [_token(part, *part.span(0, len(part)), token.passage) for part in parts]


def _was_one(before: _Token, after: _Token) -> bool:
    """Whether a blank inside a word parted what is one label (数量 指标, 全 年预算数): only together they say one."""
    if before.end + 1 != after.start or not _HAN.fullmatch(before.words + after.words):
        return False
    both = before.words + after.words
    if _total().match(both) and not _total().match(after.words):
        return True  # 合 计
    if after.words == "指标" and any(is_level(name, before.words) for name in ("level1", "level2")):
        return True  # 产出 指标
    if all(any(is_level(name, token.words) for name in ("level1", "level2")) for token in (before, after)):
        return False  # 产出 and 数量指标 are a level each
    if any(is_level(name, both) and not is_level(name, before.words) for name in ("level1", "level2")):
        return True
    fragment = before if len(before.text) <= len(after.text) else after
    whole = column_of(both)
    if fragment is after and before.role and whole and whole.role == before.role:
        return False  # 未完成原因 产出: the label is whole, the next cell begins a row
    return len(both) <= _LONGEST_LABEL and len(fragment.text) <= 2 and not fragment.role and whole is not None


def _cells(text: str, piece: Piece, around: list[int]) -> list[tuple[int, int]]:
    """The cells of a line: itself, where the lines around it are as short as cells are (its blanks are layout)."""
    is_cell = median(around) <= _CELL_LENGTH and len(around) > 2
    if is_cell and len(_PAIR_IN_LINE.findall(text, piece.start, piece.end)) < 2:
        return [(piece.start, piece.end)]
    return [
        (piece.start + match.start(), piece.start + match.end())
        for match in _PRINTED.finditer(text[piece.start : piece.end])
    ]


def _blocks(tokens: list[_Token]) -> list[tuple[_Token | None, list[_Token], list[_Token]]]:
    """Runs of header words, each with the label before it (where that states a unit) and the cells that follow it."""
    headers = []
    index = 0
    while index < len(tokens):
        end = index
        while end < len(tokens) and tokens[end].role and not is_figure(tokens[end].words):
            end += 1
        if end - index < _LEAST_COLUMNS:
            index = max(end, index + 1)
            continue
        while end > index + 1 and tokens[end - 1].role in ("item", "unphased") and tokens[index].role != "item":
            end -= 1  # the label of the first row reads like a header (三公经费)
        if _opens_row(tokens, index, end):
            end -= 1
        index += _caption_words(tokens[index:end])
        if _labels_block(tokens[index:end]):
            index += 1
        if _is_header(tokens[index:end]):
            headers.append((index, end))
        index = max(end, index + 1)
    blocks = []
    for (start, end), following in zip(headers, [*headers[1:], (len(tokens), 0)], strict=False):
        body = []
        for token in tokens[end : following[0]]:
            if len(token.text) > _LONGEST_CELL or _SENTENCE.search(token.words) or _stop().match(token.words):
                break
            body.append(token)
        label = next((t for t in [*tokens[max(0, start - 1) : start], *body[:9]] if unit_of_label(t.words)), None)
        blocks.append((label, tokens[start:end], body))
    return blocks


def _opens_row(tokens: Sequence[_Token], start: int, end: int) -> bool:
    """Whether the last of some header words is the label of the first row: 一般公共预算 before its figures."""
    if end >= len(tokens) or not is_figure(tokens[end].words) or not _is_header(tokens[start : end - 1]):
        return False
    name = tokens[end - 1].words
    is_component = tokens[end - 1].role == "rate" and any(token.role == "component" for token in tokens[start:end])
    return is_component or breakdown_of(name) not in (None, "total") or fund_of(name) is not None


def _caption_words(tokens: Sequence[_Token]) -> int:
    """How many of some header words stand before the column of names: words of a caption that read like a column."""
    first = next((place for place, token in enumerate(tokens) if token.role in ("item", "component")), 0)
    is_caption = all(token.role in MONEY_ROLES | {"score"} for token in tokens[:first])
    return first if is_caption and _is_header(tokens[first:]) else 0


def _labels_block(tokens: Sequence[_Token]) -> bool:
    """Whether the first of some header words is the label of the block beside them: 预算执行情况(万元)."""
    return (
        len(tokens) > _LEAST_COLUMNS
        and unit_of_label(tokens[0].words) is not None
        and len({token.role for token in tokens[1:]} & MONEY_ROLES) >= 2
    )


def _is_header(tokens: Sequence[_Token]) -> bool:
    roles = {token.role for token in tokens}
    if len(tokens) < _LEAST_COLUMNS or len(roles) < _LEAST_COLUMNS - 1:
        return False
    if len(roles & MONEY_ROLES) >= 2 or {"component", "weight", "score"} <= roles:
        return True
    return bool(roles & INDICATOR_NAME_ROLES) and bool(roles & VALUE_ROLES)


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(load("flat_tables")["words"]["stop"])


def _is_empty_mark(text: str) -> bool:
    return text in load("flat_tables")["words"]["empty"]


_Row = list[_Token | None]


def _deal(header: list[_Token], body: list[_Token]) -> list[_Row]:
    roles: list[str | None] = list(level_roles([token.role or "" for token in header]))
    if roles.count("item") > 1:
        return []  # tables side by side cannot be dealt without their grid
    if set(roles) & INDICATOR_NAME_ROLES and set(roles) & VALUE_ROLES:
        return _deal_indicators(roles, body)
    return _deal_money(roles, body)


def _deal_money(roles: list[str | None], body: list[_Token]) -> list[_Row]:
    """Rows of money, or of components with their points: a label, then as many figures as there are columns of figures.

    A row without a figure is passed over.
    """
    columns = [index for index, role in enumerate(roles) if role not in ("item", "component", "row_number")]
    offset = 0 if roles[0] in ("item", "component") else 1
    rows: list[_Row] = []
    label: _Token | None = None
    figures: list[_Token | None] = []

    bare = 0  # labels in a row without a figure: one may stand between rows (the label of the block), more end it

    def close() -> bool:
        """Whether the block may go on behind the open row; a row of money is kept."""
        nonlocal bare
        if label is None:
            return True
        stated = [figure for figure in figures if figure]
        if not stated:
            bare += not figures
            return bare <= _MOST_BARE or not rows
        bare = 0
        if not _names_money(label.words) and len(figures) < len(columns):
            return False
        row: _Row = [None] * (len(roles) + offset)
        row[0] = label
        for column, figure in zip(columns, figures, strict=False):
            row[column + offset] = figure
        rows.append(row)
        return True

    for token in body:
        is_mark = _is_empty_mark(token.words)
        is_amount = read_amount(token.words) is not None or _RATE.match(token.words) is not None
        if (is_amount or is_mark) and label is not None and len(figures) < len(columns):
            figures.append(None if is_mark else token)
        elif is_amount or is_mark:
            continue
        elif not close() or is_figure(token.words):
            return rows  # words that are no item of money, or a figure of something else: the block is over
        else:
            label, figures = token, []
    close()
    return rows


def _pairs(tokens: list[_Token]) -> list[_Row]:
    """Labels of money outside sentences, each with the one figure that follows it: 实际支出 741 预算执行率 97.5%."""
    pairs: list[_Row] = []
    for last, before, value, after in zip([None, *tokens], tokens, tokens[1:], [*tokens[2:], None], strict=False):
        is_rate = before.role == "rate" and any(shape.match(value.words) for shape in (_RATE, _FRACTION))
        follows = bool(pairs) and pairs[-1][1] is last
        is_label = before.role in MONEY_ROLES or (_names_money(before.words) and (is_part(before.words) or follows))
        is_money = is_label and len(before.text) <= _LONGEST_PAIR_LABEL and read_amount(value.words) is not None
        if not (is_rate or is_money) or _YEAR.match(value.words):
            continue
        if _is_loose(before.passage) and not _STOPS.search(before.words) and (after is None or not is_figure(after.words)) and not is_figure(before.words):
            pairs.append([before, value])
    return pairs


def _is_loose(passage: Passage) -> bool:
    """Whether a passage is cells and no sentence: nothing in it reads like prose, or it is many short runs in one line."""
    if passage.heading is not None:
        return False
    runs = passage.text.source[passage.start : passage.end].split()
    stopped = sum(bool(_STOPS.search(run)) for run in runs)
    is_row = len(runs) >= _MANY_CELLS and median(map(len, runs)) <= _CELL_LENGTH and stopped * 5 <= len(runs)
    return is_row or not _PROSE.search(_without_labels(passage.text.text))


def _without_labels(text: str) -> str:
    """A line without what looks like prose in it and is a label: the unit, 其中:, 资金使用: before a label of its own."""
    return re.sub(r"^(?:其中|[\u4e00-\u9fff]{2,8}(?=:[\u4e00-\u9fff]{3,12}:)):", "", _UNIT_NOTE.sub("", text))


def _names_money(words: str) -> bool:
    name = re.sub(r"^(?:其中:?|[一二三四五六七八九十\d]{1,2}[、.]|\([一二三四五六七八九十\d]\))+", "", words).strip(":")
    return bool(is_total(name) or breakdown_of(name) or fund_of(name))


def _deal_indicators(roles: list[str | None], body: list[_Token]) -> list[_Row]:
    """Level labels, a name, then the values in the order of the header."""
    name_at = max(index for index, role in enumerate(roles) if role in INDICATOR_NAME_ROLES)
    values = len(roles) - name_at - 1
    rows: list[_Row] = []
    levels: dict[int, _Token] = {}
    index = 0
    while index < len(body):
        token = body[index]
        if _total().match(token.words):
            rows += _total_row(token, body[index + 1 : index + 3], roles, name_at)
            break
        level = _level_column(token, body[index + 1] if index + 1 < len(body) else None, roles)
        if level is not None and not (level and _is_name_here(body, index)):
            levels[level] = token
            index += 1
            continue
        taken = _take_values(body, index + 1, roles[name_at + 1 :], values)
        if taken:
            row: _Row = [None] * len(roles)
            for column, label in levels.items():
                row[column] = label
            row[name_at] = token
            row[name_at + 1 : name_at + 1 + len(taken)] = taken
            rows.append(row)
            levels = {}
        index += 1 + len(taken)
    return rows


def _total_row(label: _Token, after: list[_Token], roles: list[str | None], name_at: int) -> list[_Row]:
    """The row 总分 | 100 | 95: full marks and points, or the points alone."""
    points = [token for token in after if parse_number(token.words) is not None]
    wanted = [role for role in ("weight", "score") if role in roles][-len(points) :] if points else []
    row: _Row = [None] * len(roles)
    row[name_at] = label
    for role, token in zip(wanted, points[-len(wanted) :], strict=False):
        row[roles.index(role)] = token
    return [row] if wanted else []


@cache
def _total() -> re.Pattern[str]:
    return re.compile(load("flat_tables")["words"]["total"])


def _level_column(token: _Token, after: _Token | None, roles: list[str | None]) -> int | None:
    """The column of a label of a level. 成本指标 is of level 1 before one of level 2 (经济成本指标), else of level 2."""
    levels = [role for role in ("level1", "level2") if role in roles and is_level(role, token.words)]
    if len(levels) > 1 and "level3" in roles:
        return roles.index("level1" if after is not None and is_level("level2", after.words) else "level2")
    for role in levels:
        return roles.index(role)
    return None


def _is_name_here(body: list[_Token], index: int) -> bool:
    """Whether a word of level 2 stands as the indicator's own name: a value follows it at once."""
    following = body[index + 1].words if index + 1 < len(body) else ""
    return bool(following) and not _POINTS.search(following) and parse_value(following).value is not None


def _take_values(body: list[_Token], start: int, roles: list[str | None], most: int) -> list[_Token | None]:
    taken: list[_Token | None] = []
    for position in range(start, min(start + most, len(body))):
        if len(taken) >= len(roles):
            break
        token, role = body[position], roles[len(taken)]
        if is_level("level1", token.words) or (is_level("level2", token.words) and not is_figure(token.words)):
            break
        if _total().match(token.words):
            break
        if role == "unit" and _is_qualitative(taken, roles) and not unit_pattern().fullmatch(token.words):
            taken.append(None)  # a target in words has no unit: the next cell is the result
            role = roles[len(taken)] if len(taken) < len(roles) else None
        is_words = parse_value(token.words).value is None and not _is_empty_mark(token.words)
        if role in ("weight", "score") and is_words:
            break
        if role == "reason" and _starts_row(body, position, roles):
            break
        taken.append(None if _is_empty_mark(token.words) else token)
    return taken if any(taken) else []


def _is_qualitative(taken: Sequence[_Token | None], roles: list[str | None]) -> bool:
    """Whether the column of comparators says 定性: the target is words."""
    at = roles.index("comparator") if "comparator" in roles else len(taken)
    sign = taken[at] if at < len(taken) else None
    return sign is not None and sign.words == "定性"


def _starts_row(body: list[_Token], position: int, roles: list[str | None]) -> bool:
    """Whether a cell is the name of a next row and no reason: figures stand where its points would."""
    if position + 1 < len(body) and parse_value(body[position + 1].words).value is not None:
        return True
    points = [roles.index(role) + 1 + position for role in ("weight", "score") if role in roles]
    return (
        bool(points)
        and max(points) < len(body)
        and all(parse_number(body[place].words) is not None for place in points)
    )


def _view(seq: int, label: _Token | None, header: list[_Token], rows: list[_Row]) -> TableView:
    width = max(len(row) for row in rows)
    offset = width - len(header)
    return _grid_view(seq, [[*[label] * offset, *header], *rows], header[0].passage)


def _grid_view(seq: int, lines: list[_Row], passage: Passage) -> TableView:
    width = max(len(line) for line in lines)
    grid = tuple(
        tuple(
            CellText(Cell(r, c, token.start, token.end, page=token.passage.page), token.text, r, c) if token else None
            for c, token in enumerate([*line, *[None] * (width - len(line))])
        )
        for r, line in enumerate(lines)
    )
    return TableView(seq, grid, passage.section, (), None, True, None, passage.page)
