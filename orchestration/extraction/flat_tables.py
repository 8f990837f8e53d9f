"""Tables whose grid was lost: one cell per line, or cells parted by blanks. They are put back into a grid.

A run of header words says which columns there were; what follows is dealt into rows by the kind of each cell: labels,
figures, values. The cells keep their places in the document, so the readers of tables read them like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from orchestration.document import Cell, Document, MappedText
from orchestration.extraction.columns import INDICATOR_NAME_ROLES, MONEY_ROLES, VALUE_ROLES, column_of
from orchestration.extraction.data import load
from orchestration.extraction.outline import CellText, Outline, Passage, TableView
from orchestration.extraction.zones import is_figure
from orchestration.language import parse_value

_LONGEST_CELL = 60
_LEAST_COLUMNS = 3
_SENTENCE = re.compile(r"。.")


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
        for header, body in _blocks(tokens):
            rows = _deal(header, body)
            if rows:
                views.append(_view(first_seq + len(views), header, rows))
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
    tokens = []
    for passage in passages:
        for piece in passage.pieces:
            for match in re.finditer(r"[^\s\u3000]+", document.text[piece.start : piece.end]):
                start, end = piece.start + match.start(), piece.start + match.end()
                text = MappedText.of(document.text, [(start, end)], markup=True)
                if text:
                    column = column_of(text.text) if len(text) <= _LONGEST_CELL else None
                    tokens.append(_Token(start, end, text, column.role if column else None, passage))
    return tokens


def _blocks(tokens: list[_Token]) -> list[tuple[list[_Token], list[_Token]]]:
    """Runs of header words, each with the cells that follow it."""
    headers = []
    index = 0
    while index < len(tokens):
        end = index
        while end < len(tokens) and tokens[end].role and not is_figure(tokens[end].words):
            end += 1
        while end > index + 1 and tokens[end - 1].role in ("item", "unphased") and tokens[index].role != "item":
            end -= 1  # the label of the first row reads like a header (三公经费)
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
        blocks.append((tokens[start:end], body))
    return blocks


def _is_header(tokens: Sequence[_Token]) -> bool:
    roles = {token.role for token in tokens}
    if len(tokens) < _LEAST_COLUMNS or len(roles) < _LEAST_COLUMNS - 1:
        return False
    if len(roles & MONEY_ROLES) >= 2:
        return True
    return bool(roles & INDICATOR_NAME_ROLES) and bool(roles & VALUE_ROLES)


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(load("flat_tables")["words"]["stop"])


@cache
def _level(name: str) -> re.Pattern[str]:
    return re.compile(load("flat_tables")["levels"][name])


def _is_empty_mark(text: str) -> bool:
    return text in load("flat_tables")["words"]["empty"]


_Row = list[_Token | None]


def _deal(header: list[_Token], body: list[_Token]) -> list[_Row]:
    roles = [token.role for token in header]
    if set(roles) & INDICATOR_NAME_ROLES and set(roles) & VALUE_ROLES:
        return _deal_indicators(roles, body)
    return _deal_money(roles, body)


def _deal_money(roles: list[str | None], body: list[_Token]) -> list[_Row]:
    """A label, then as many figures as there are columns of figures; a row without a figure is passed over."""
    columns = [index for index, role in enumerate(roles) if role not in ("item", "row_number")]
    offset = 0 if roles[0] == "item" else 1
    rows: list[_Row] = []
    label: _Token | None = None
    figures: list[_Token | None] = []

    def close() -> None:
        if label is not None and any(figures):
            row: _Row = [None] * (len(roles) + offset)
            row[0] = label
            for column, figure in zip(columns, figures, strict=False):
                row[column + offset] = figure
            rows.append(row)

    for token in body:
        is_mark = _is_empty_mark(token.words)
        if (is_figure(token.words) or is_mark) and label is not None and len(figures) < len(columns):
            figures.append(None if is_mark else token)
        elif not is_figure(token.words) and not is_mark:
            close()
            label, figures = token, []
    close()
    return rows


def _deal_indicators(roles: list[str | None], body: list[_Token]) -> list[_Row]:
    """Level labels, a name, then the values in the order of the header."""
    name_at = max(index for index, role in enumerate(roles) if role in INDICATOR_NAME_ROLES)
    values = len(roles) - name_at - 1
    rows: list[_Row] = []
    levels: dict[int, _Token] = {}
    index = 0
    while index < len(body):
        token = body[index]
        level = _level_column(token, roles)
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


def _level_column(token: _Token, roles: list[str | None]) -> int | None:
    for role in ("level1", "level2"):
        if role in roles and _level(role).match(token.words):
            return roles.index(role)
    return None


def _is_name_here(body: list[_Token], index: int) -> bool:
    """Whether a word of level 2 stands as the indicator's own name: a value follows it at once."""
    following = body[index + 1].words if index + 1 < len(body) else ""
    return bool(following) and parse_value(following).value is not None


def _take_values(body: list[_Token], start: int, roles: list[str | None], most: int) -> list[_Token | None]:
    taken: list[_Token | None] = []
    for position in range(start, min(start + most, len(body))):
        token, role = body[position], roles[len(taken)]
        if _level("level1").match(token.words) or (_level("level2").match(token.words) and not is_figure(token.words)):
            break
        is_words = parse_value(token.words).value is None and not _is_empty_mark(token.words)
        if role in ("weight", "score") and is_words:
            break
        if role == "reason" and position + 1 < len(body) and parse_value(body[position + 1].words).value is not None:
            break
        taken.append(None if _is_empty_mark(token.words) else token)
    return taken if any(taken) else []


def _view(seq: int, header: list[_Token], rows: list[_Row]) -> TableView:
    width = max(len(row) for row in rows)
    offset = width - len(header)
    lines: list[_Row] = [[*[None] * offset, *header], *rows]
    grid = tuple(
        tuple(
            CellText(Cell(r, c, token.start, token.end, page=token.passage.page), token.text, r, c) if token else None
            for c, token in enumerate([*line, *[None] * (width - len(line))])
        )
        for r, line in enumerate(lines)
    )
    passage = header[0].passage
    return TableView(seq, grid, passage.section, (), None, True, None, passage.page)
