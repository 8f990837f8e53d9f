"""Tables whose grid was lost: one cell per line, or cells parted by blanks. They are put back into a grid.

A run of header words says which columns there were; what follows is dealt into rows by the kind of each cell: labels,
figures, values. The cells keep their places in the document, so the readers of tables read them like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from statistics import median

from orchestration.document import Cell, MappedText
from orchestration.extraction.data import load
from orchestration.extraction.indicators.flat import (
    deal_indicators,
    deal_without_header,
    exact_rows,
    lined_rows,
    of_indicators,
)
from orchestration.extraction.indicators.glued import is_glued_row
from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.money.amounts import read_amount, unit_of_label
from orchestration.extraction.money.words import breakdown_of, fund_of, is_part, is_total
from orchestration.extraction.scores.flat import POINT_ROLES, deal_criteria, is_of_criteria
from orchestration.extraction.structure.columns import INDICATOR_NAME_ROLES, MONEY_ROLES, VALUE_ROLES, settled_roles
from orchestration.extraction.structure.flat_accounts import accounts_of
from orchestration.extraction.structure.flat_cells import (
    CELL_LENGTH,
    LEAST_COLUMNS,
    LONGEST_CELL,
    Row,
    Token,
    tokens_of,
    without_unit_note,
)
from orchestration.extraction.structure.flat_goals import goals_of
from orchestration.extraction.structure.flat_money import deal_money, labels_rows, names_money
from orchestration.extraction.structure.flat_records import records_of
from orchestration.extraction.structure.flat_tasks import deal_tasks, is_of_tasks, labels_tasks
from orchestration.extraction.structure.header_rows import is_figure, labels_goals
from orchestration.extraction.structure.outline import CellText, Outline, Passage, TableView

_MANY_CELLS = 12
_MANY_LINES = 4
_LONGEST_LINE = 20  # characters of a line that is one cell
_STOPS = re.compile("[,，。;；]")
_LONGEST_PAIR_LABEL = 14
_RATE = re.compile(r"^-?\d{1,3}(?:\.\d+)? ?%$")
_FRACTION = re.compile(r"^[01]\.\d{2,4}$")  # 执行率:0.958
_WHOLE = re.compile(r"(?:年度)?(?:项目)?资金总额:?$")
_SUM_OF_NATURE = re.compile(r"(?:基本|项目)支出总额:?")
_YEAR = re.compile(r"^20\d{2}$")
_PROSE = re.compile(r"[,;:。](?=[\u4e00-\u9fff\"(])|。")
_SENTENCE = re.compile(r"。.")
_CLOSED = re.compile(r"[ \t]*\|[ \t]*(?:\n|$)")


def rebuild_flat_tables(outline: Outline, first_seq: int) -> list[TableView]:
    """The tables that stand in a document as loose cells, numbered from `first_seq`."""
    views: list[TableView] = []
    for run in _runs(outline):
        tokens = tokens_of(outline.document, run)
        dealt: set[int] = set()
        for records in records_of(tokens):
            views.append(_grid_view(first_seq + len(views), [records.header, *records.rows], run[0]))
            dealt.update(token.start for token in records.tokens)
        for read in (accounts_of, goals_of):
            for rows in list(read([token for token in tokens if token.start not in dealt])):
                views.append(_grid_view(first_seq + len(views), rows, run[0]))
                dealt.update(one.start for row in rows for cell in row if cell for one in tokens if cell.start <= one.start < cell.end)
        for label, header, body in _blocks([token for token in tokens if token.start not in dealt]):
            header, rows = _deal(header, body)
            if rows:
                views.append(_view(first_seq + len(views), label, header, rows))
                dealt.update(token.start for row in (list[Token | None](header), *rows) for token in row if token)
        rest = [token for token in tokens if token.start not in dealt]
        headless = deal_without_header(rest)
        if headless:
            views.append(_grid_view(first_seq + len(views), headless, run[0]))
            dealt.update(token.start for row in headless for token in row if token)
        pairs = _pairs([token for token in rest if token.start not in dealt])
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


def _blocks(tokens: list[Token]) -> list[tuple[Token | None, list[Token], list[Token]]]:
    """Runs of header words, each with the label before it (where that states a unit) and the cells that follow it."""
    headers = []
    index = 0
    while index < len(tokens):
        end = index
        while end < len(tokens) and tokens[end].role and not is_figure(tokens[end].words) and _heads(tokens, end):
            end += 1
        if end - index < LEAST_COLUMNS:
            index = max(end, index + 1)
            continue
        while end > index + 1 and tokens[end - 1].role in ("item", "unphased") and tokens[index].role != "item":
            end -= 1  # the label of the first row reads like a header (三公经费)
        if _opens_row(tokens, index, end):
            end -= 1
        index += _caption_words(tokens[index:end])
        while _labels_block(tokens[index:end]) or labels_tasks(tokens[index:end]) or _labels_names(tokens, index, end):
            index += 1
        if _is_header(tokens[index:end]):
            headers.append((index, end))
        index = max(end, index + 1)
    blocks = []
    for (start, end), following in zip(headers, [*headers[1:], (len(tokens), 0)], strict=False):
        of_tasks = is_of_tasks([token.role for token in tokens[start:end]])  # their results are prose
        stop = next((at for at in range(end, following[0]) if not _may_be_cell(tokens[at], of_tasks)), following[0])
        body = [token for token in tokens[end:stop] if of_tasks or not _is_long(token)]
        label = next((t for t in [*tokens[max(0, start - 1) : start], *body[:9]] if unit_of_label(t.words)), None)
        blocks.append((label, tokens[start:end], body))
    return blocks


def _may_be_cell(token: Token, of_prose: bool) -> bool:
    """Whether a token below a header may be a cell: no long run of words, unless cells hold prose or end with a pipe, and no
    line of another kind."""
    if is_glued_row(token.text) or _stop().match(token.words):
        return False  # a glued row is read by its values
    return of_prose or not _is_long(token) or _CLOSED.match(token.text.source, token.end) is not None


def _is_long(token: Token) -> bool:
    """Whether a cell holds a sentence: what a form explains, or a reason."""
    return len(token.text) > LONGEST_CELL or _SENTENCE.search(token.words) is not None


def _heads(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word can stand in a header: not with a colon before a figure, where it is a label (预算数: 72.00)."""
    labels = tokens[at].words.endswith(":") and at + 1 < len(tokens) and is_figure(tokens[at + 1].words)
    return not labels


def _opens_row(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last of some header words is the label of the first row: 一般公共预算 before its figures."""
    if end >= len(tokens) or not is_figure(tokens[end].words) or not _is_header(tokens[start : end - 1]):
        return False
    name = tokens[end - 1].words
    is_component = is_of_criteria([token.role for token in tokens[start : end - 1]]) and tokens[end - 1].role not in POINT_ROLES
    again = is_total(name) and tokens[end - 1].role in {token.role for token in tokens[start : end - 1]}
    return is_component or again or breakdown_of(name) not in (None, "total") or fund_of(name) is not None


def _caption_words(tokens: Sequence[Token]) -> int:
    """How many of some header words stand before the column of names: words of a caption that read like a column."""
    first = next((place for place, token in enumerate(tokens) if token.role in ("item", "component")), 0)
    is_caption = all(token.role in MONEY_ROLES | {"score"} for token in tokens[:first])
    return first if is_caption and _is_header(tokens[first:]) else 0


def _labels_block(tokens: Sequence[Token]) -> bool:
    """Whether the first of some header words is the label of the block beside them: 预算执行情况(万元), 定量目标完成情况."""
    if len(tokens) > LEAST_COLUMNS and tokens[0].role in VALUE_ROLES and labels_goals(tokens[0].words):
        return True
    return (
        len(tokens) > LEAST_COLUMNS
        and (unit_of_label(tokens[0].words) is not None or (_is_caption(tokens[0]) and tokens[0].role in {t.role for t in tokens[1:]}))
        and len({token.role for token in tokens[1:]} & MONEY_ROLES) >= 2
    )


def _labels_names(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the first of some header words is the label of a block of indicators beside their names, over rows that begin
    with no label of a level: 绩效指标 | 指标名称 | 计量单位."""
    if end - start <= LEAST_COLUMNS or end >= len(tokens) or [token.role for token in tokens[start : start + 2]] != ["level3"] * 2:
        return False
    return tokens[start].words == "绩效指标" and not any(is_level(level, tokens[end].words) for level in ("level1", "level2"))


def _is_caption(token: Token) -> bool:
    """Whether a cell is what a block is called: 项目预算执行情况(10分)."""
    return re.search(r"情况(?:\(\d{1,3}分\))?$", token.words) is not None


def _is_header(tokens: Sequence[Token]) -> bool:
    printed = settled_roles([token.role or "" for token in tokens])
    roles: set[str | None] = set(printed)
    if len(tokens) < LEAST_COLUMNS or len(roles) < LEAST_COLUMNS - 1:
        return False
    if [token.role for token in tokens[1:]] == ["goal", "actual"] and tokens[0].words.endswith("情况"):
        return False  # 定性目标完成情况 (its last line perhaps) beside 预期目标 | 实际完成
    if len(roles & MONEY_ROLES) >= 2 or is_of_criteria(printed) or is_of_tasks(printed):
        return True
    return bool(roles & INDICATOR_NAME_ROLES) and bool(roles & VALUE_ROLES)


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(load("flat_tables")["words"]["stop"])


def _deal(header: list[Token], body: list[Token]) -> tuple[list[Token], list[Row]]:
    """The cells of the header that are columns of the table, and its rows."""
    roles: list[str | None] = list(settled_roles([token.role or "" for token in header]))
    if labels_rows(roles, body):
        roles[0] = "item"
    if roles.count("item") > 1:
        return header, []  # tables side by side cannot be dealt without their grid
    if set(roles) & INDICATOR_NAME_ROLES and set(roles) & VALUE_ROLES:
        return header, of_indicators(roles, exact_rows(roles, body) or lined_rows(roles, body) or deal_indicators(roles, body))
    if is_of_criteria(roles):
        return deal_criteria(header, body)
    if is_of_tasks(roles):
        return header, deal_tasks(roles, body)
    if {"goal", "result", "status"} & set(roles):
        return header, []  # nor cells of words and of figures in one row
    return header, deal_money(roles, body)


def _pairs(tokens: list[Token]) -> list[Row]:
    """Labels of money outside sentences, each with the one figure that follows it: 实际支出 741 预算执行率 97.5%."""
    pairs: list[Row] = []
    for last, before, value, after in zip([None, *tokens], tokens, tokens[1:], [*tokens[2:], None], strict=False):
        is_rate = before.role == "rate" and any(shape.match(value.words) for shape in (_RATE, _FRACTION))
        follows = bool(pairs) and pairs[-1][1] is last
        is_sum = _WHOLE.match(before.words) or _SUM_OF_NATURE.fullmatch(before.words)
        is_label = before.role in MONEY_ROLES or is_sum or (names_money(before.words) and (is_part(before.words) or follows))
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
    if _joins_cells(passage):
        return True
    runs = passage.text.source[passage.start : passage.end].split()
    stopped = sum(bool(_STOPS.search(run)) for run in runs)
    is_row = len(runs) >= _MANY_CELLS and median(map(len, runs)) <= CELL_LENGTH and stopped * 5 <= len(runs)
    return is_row or not _PROSE.search(_without_labels(passage.text.text))


def _joins_cells(passage: Passage) -> bool:
    """Whether a passage is lines of one cell each, joined where no line ended like a sentence: 年初预算数 / 28,600 / 其中:基本支出."""
    lines = [MappedText.of_run(passage.text.source, piece.start, piece.end, True).text for piece in passage.pieces]
    return len(lines) >= _MANY_LINES and max(map(len, lines)) <= _LONGEST_LINE and not any(_PROSE.search(_without_labels(line)) for line in lines)


def _without_labels(text: str) -> str:
    """A line without what looks like prose in it and is a label: the unit, 其中:, 资金使用: before a label of its own."""
    return re.sub(r"^(?:其中|[\u4e00-\u9fff]{2,8}(?=:[\u4e00-\u9fff]{3,12}:)):", "", without_unit_note(text))


def _view(seq: int, label: Token | None, header: list[Token], rows: list[Row]) -> TableView:
    width = max(len(row) for row in rows)
    offset = width - len(header)
    return _grid_view(seq, [[*[label] * offset, *header], *rows], header[0].passage)


def _grid_view(seq: int, lines: list[Row], passage: Passage) -> TableView:
    width = max(len(line) for line in lines)
    grid = tuple(
        tuple(
            CellText(Cell(r, c, token.start, token.end, page=token.passage.page), token.text, r, c) if token else None
            for c, token in enumerate([*line, *[None] * (width - len(line))])
        )
        for r, line in enumerate(lines)
    )
    return TableView(seq, grid, passage.section, (), None, True, None, passage.page)
