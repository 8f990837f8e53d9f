"""Rows of money, or of components with their points, of a table that lost its grid: labels, each with its figures.

Belongs here: which cells are one row, and in which column each figure stands. Does not belong here: what the header says
(`columns`), labels with one figure each outside a table (`flat_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.extraction.money.amounts import read_amount
from orchestration.extraction.money.words import breakdown_of, fund_of, is_total
from orchestration.extraction.structure.columns import MONEY_ROLES
from orchestration.extraction.structure.flat_cells import Row, Token, is_empty_mark
from orchestration.extraction.structure.header_rows import is_figure

_MOST_BARE = 2
_UNFILLED = re.compile(r"^(?:\d{1,2}、|\(\d{1,2}\)|[….]{2,}$)")  # a line of the printed form that nobody filled in
_RATE = re.compile(r"^-?\d{1,3}(?:\.\d+)? ?%$")
_POINTS = re.compile(r"\d{1,3}(?:\.\d+)?分")  # full marks of the rate: 10分


def labels_rows(roles: Sequence[str | None], body: Sequence[Token]) -> bool:
    """Whether the first word of a header (年度预算数) stands over the labels of the rows: its phase has a column of its own,
    and the first row has a figure less than there are columns."""
    if roles[0] not in MONEY_ROLES or roles[0] not in roles[1:] or not body or is_figure(body[0].words):
        return False
    figures = next((at for at, token in enumerate(body[1:]) if not _is_figure_cell(token)), len(body) - 1)
    return figures == len(roles) - 1


def deal_money(roles: list[str | None], body: list[Token]) -> list[Row]:
    """Rows of money, or of components with their points: a label, then as many figures as there are columns of figures.

    A row without a figure is passed over.
    """
    columns = [index for index, role in enumerate(roles) if role not in ("item", "component", "row_number")]
    offset = 0 if roles[0] in ("item", "component") else 1
    rows: list[Row] = []
    first = body[: len(columns)]
    if offset and len(first) == len(columns) and all(_is_figure_cell(token) for token in first):
        rows.append([None, *first])  # the one row of a block needs no label
        body = body[len(columns) :]
    body, doubled = _with_labels_once(body)
    block = _MoneyRows(roles, columns, offset, doubled, rows)
    for token in body:
        is_mark = is_empty_mark(token.words)
        if is_mark or _is_figure_cell(token):
            block.figure(None if is_mark else token)
        elif not block.close() or is_figure(token.words):
            return rows  # words that are no item of money, or a figure of something else: the block is over
        else:
            block.open(token)
    block.close()
    return rows


class _MoneyRows:
    """The rows of a block of money, of which one is open: its label is read, its figures follow."""

    def __init__(
        self, roles: Sequence[str | None], columns: Sequence[int], offset: int, doubled: set[int], rows: list[Row]
    ) -> None:
        """`doubled`: where the rows begin whose label is printed twice; `rows`: what is read so far."""
        self._roles, self._columns, self._offset, self._doubled, self._rows = roles, columns, offset, doubled, rows
        self._label: Token | None = None
        self._figures: list[Token | None] = []
        self._bare = 0  # labels in a row without a figure: one may stand between rows (the label of the block), more end it

    def open(self, label: Token) -> None:
        """Begin a row."""
        self._label, self._figures = label, []

    def figure(self, token: Token | None) -> None:
        """Add a figure to the open row, None for an empty mark; one that finds no column is passed over."""
        if self._label is not None and len(self._figures) < len(self._columns):
            self._figures.append(token)

    def close(self) -> bool:
        """Whether the block may go on behind the open row; a row of money is kept."""
        if self._label is None:
            return True
        if not any(self._figures):
            self._bare += not self._figures and not _UNFILLED.match(self._label.words)
            return self._bare <= _MOST_BARE or not self._rows
        self._bare = 0
        if not self._is_of_money(self._label) and len(self._figures) < len(self._columns):
            return False
        row: Row = [None] * (len(self._roles) + self._offset)
        row[0] = self._label
        for column, figure in _in_columns(self._figures, self._columns, self._roles).items():
            row[column + self._offset] = figure
        self._rows.append(row)
        return True

    def _is_of_money(self, label: Token) -> bool:
        return names_money(label.words) or label.start in self._doubled


def _with_labels_once(body: list[Token]) -> tuple[list[Token], set[int]]:
    """Cells without the labels that a row prints again before its second amount, and where such rows begin:
    其中:财政资金 | 86 | 财政资金 | 62 under 预算数 | 执行数."""
    once: list[Token] = []
    doubled: set[int] = set()
    for token in body:
        again = len(once) > 1 and _bare_label(once[-2].words) == _bare_label(token.words) and _is_figure_cell(once[-1])
        if again and not (is_figure(token.words) or is_empty_mark(token.words)):
            doubled.add(once[-2].start)
        else:
            once.append(token)
    return once, doubled


def _in_columns(figures: Sequence[Token | None], columns: Sequence[int], roles: Sequence[str | None]) -> dict[int, Token | None]:
    """The figures of a row by column, from the left; a rate stands in its own where a part of the total has no full marks."""
    rate_at = next((place for place, column in enumerate(columns) if roles[column] == "rate"), 0)
    placed: dict[int, Token | None] = {}
    place = 0
    for figure in figures:
        skipped = {roles[column] for column in columns[place:rate_at]}
        if figure and skipped and skipped <= {"weight", "execution_weight"} and _RATE.match(figure.words):
            place = rate_at
        if place < len(columns):
            placed[columns[place]] = figure
        place += 1
    return placed


def _is_figure_cell(token: Token) -> bool:
    return read_amount(token.words) is not None or bool(_RATE.match(token.words) or _POINTS.fullmatch(token.words))


def names_money(words: str) -> bool:
    """Whether words name an item of money: 其中:财政拨款, 基本支出, 合计."""
    name = _bare_label(words)
    return bool(is_total(name) or breakdown_of(name) or fund_of(name))


def _bare_label(words: str) -> str:
    return re.sub(r"^(?:其中:?|[一二三四五六七八九十\d]{1,2}[、.]|\([一二三四五六七八九十\d]\))+", "", words).strip(":")
