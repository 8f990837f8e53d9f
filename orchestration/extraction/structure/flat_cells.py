"""The cells of a table that lost its grid: one per line, or parted by blanks, with what a header would say of each.

Belongs here: where a cell begins and ends, what one cell is that blanks parted. Does not belong here: rows and columns
(`structure.flat_tables`, `indicators.flat`). Data: `data/flat_tables.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from orchestration.document import Document, MappedText, Piece
from orchestration.extraction.data import load
from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.money.words import fund_of
from orchestration.extraction.structure.columns import MONEY_ROLES, column_of
from orchestration.extraction.structure.glued_sums import glued_rows
from orchestration.extraction.structure.outline import Passage
from orchestration.language import parse_number

LONGEST_CELL = 60
EMPTY_CELL = "|"  # the line of an empty cell, where each cell has a line that ends with a pipe
_LONGEST_LABEL = 8
_HAN = re.compile(r"[\u4e00-\u9fff]+")
LEAST_COLUMNS = 3
_GOES_ON = ",、及和与"  # what a line of a cell ends with that goes on in the next
_WINDOW = 6  # lines before and after that tell whether lines are cells
CELL_LENGTH = 12
_VALUED = re.compile(r":[\u4e00-\u9fff]")  # 预算部门名称:甲县乙局 heads no column
_LABELLED = re.compile(r"(?:[\u4e00-\u9fff]{2,8}:)?(?P<label>[\u4e00-\u9fff]{3,12}(?:\([^()]{1,6}\))?):(?P<figure>-?\d[\d,]*(?:\.\d+)?(?:[亿万千]?元|%)?)")
_PAIR_IN_LINE = re.compile(r"[\u4e00-\u9fff)）][:：]\s?\d[\d,.]*(?=[\s%(（]|$)")
_UNIT_NOTE = re.compile(r"\(?单位:[亿万千]?元\)?")
_PRINTED = re.compile(r"\S+")
_EMPTY_CELL = re.compile(r"\n[ \t]*(?P<pipe>\|)[ \t]*(?=\n)")


@dataclass(frozen=True, slots=True)
class Token:
    """One cell as printed, its cleaned text and what a header would say of it."""

    start: int
    end: int
    text: MappedText
    role: str | None
    passage: Passage

    @property
    def words(self) -> str:
        return self.text.text


Row = list[Token | None]


def tokens_of(document: Document, passages: list[Passage]) -> list[Token]:
    """The cells of a run: whole lines where lines are cells, else what blanks part."""
    pieces = [(piece, passage) for passage in passages for piece in passage.pieces]
    printed = [document.text[piece.start : piece.end].split() for piece, _ in pieces]
    glued = glued_rows(document.text, [piece for piece, _ in pieces])
    tokens: list[Token] = []
    for index, (piece, passage) in enumerate(pieces):
        tokens += _empty_cells(document.text, pieces[index - 1][0].end if index else piece.start, piece.start, passage)
        below = document.text[slice(pieces[index + 1][0].start, pieces[index + 1][0].end)] if index + 1 < len(pieces) else ""
        cells = glued.get(piece.start) or _glued_header(document.text, piece, below) or _cells(
            document.text, piece, printed[max(0, index - _WINDOW) : index + _WINDOW + 1]
        )
        for start, end in _without_vertical_label(document.text, cells):
            text = MappedText.of_run(document.text, start, end, True)
            if text:
                tokens += _parted(_token(text, start, end, passage))
            if len(tokens) > 1 and _was_one(tokens[-2], tokens[-1]):
                start = tokens[-2].start
                tokens[-2:] = [_token(MappedText.of_run(document.text, start, end, True), start, end, passage)]
    return tokens if any(token.role == "unit" for token in tokens) else _with_percents(document, tokens)


def _empty_cells(text: str, end: int, start: int, passage: Passage) -> list[Token]:
    """The empty cells between two lines of a table of one cell per line, whose cells end with a pipe: lines of a pipe alone."""
    runs = (match.span("pipe") for match in _EMPTY_CELL.finditer(text, end, start)) if text.find(EMPTY_CELL, end, start) >= 0 else ()
    return [Token(*run, MappedText.of_run(text, *run, True), None, passage) for run in runs]


def _with_percents(document: Document, tokens: list[Token]) -> list[Token]:
    """Where no column holds units, a percent sign apart from its number belongs to it: 100 %."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if token.words == "%" and last and last.end + 1 == token.start and parse_number(last.words) is not None:
            text = MappedText.of_run(document.text, last.start, token.end, True)
            joined[-1] = _token(text, last.start, token.end, last.passage)
        else:
            joined.append(token)
    return joined


def _without_vertical_label(text: str, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A line without the one character that a label printed downwards leaves at its beginning: 绩|效|指|标. Not 总 分."""
    if len(cells) < LEAST_COLUMNS or text[slice(*cells[0])] not in load("flat_tables")["words"]["vertical"]:
        return cells
    is_total = total_words().match(text[slice(*cells[0])] + text[slice(*cells[1])])
    return cells if is_total else cells[1:]


def _token(text: MappedText, start: int, end: int, passage: Passage) -> Token:
    is_word = len(text) <= LONGEST_CELL and not _VALUED.search(text.text)
    column = column_of(text.text) if is_word else None
    return Token(start, end, text, column.role if column else None, passage)


def _parted(token: Token) -> list[Token]:
    """A label of money with its figure in one cell is two: 预算数:318.4."""
    match = _LABELLED.fullmatch(without_unit_note(token.words))
    column = column_of(match["label"]) if match else None
    if match is None or column is None or column.role not in MONEY_ROLES | {"rate"} or fund_of(match["label"]):
        return [token]
    parts = (token.text.slice(*match.span(name)) for name in ("label", "figure"))
    return [_token(part, *part.span(0, len(part)), token.passage) for part in parts]


def _was_one(before: Token, after: Token) -> bool:
    """Whether a blank inside a word parted what is one label (数量 指标, 全 年预算数): only together they say one."""
    if before.end + 1 == after.start and before.words[-1] in _GOES_ON and parse_number(after.words) is None:
        return True  # 山坑田水源不足, / 下一步改种旱粮; 分析及 / 改进措施
    if before.end + 1 != after.start or not _HAN.fullmatch(before.words + after.words):
        return False
    both = before.words + after.words
    if total_words().match(both) and not total_words().match(after.words):
        return True  # 合 计
    if after.words == "指标" and any(is_level(name, before.words) for name in ("level1", "level2")):
        return True  # 产出 指标
    if all(any(is_level(name, token.words) for name in ("level1", "level2")) for token in (before, after)):
        return False  # 产出 and 数量指标 are a level each
    if any(is_level(name, both) and not is_level(name, before.words) for name in ("level1", "level2")):
        return True
    if {before.words, after.words} & set(load("flat_tables")["words"]["alone"]):
        return False  # 过程 | 预算执行: a level of its own
    fragment = before if len(before.text) <= len(after.text) else after
    whole = column_of(both)
    if fragment is after and before.role and whole and whole.role == before.role:
        return False  # 未完成原因 产出: the label is whole, the next cell begins a row
    if whole is None or len(both) > _LONGEST_LABEL or len(fragment.text) > 2:
        return False
    is_phase = fragment is before and fragment.role == whole.role and whole.role in MONEY_ROLES  # 年初 预算数
    return not fragment.role or is_phase


def _cells(text: str, piece: Piece, around: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The cells of a line: itself, where the lines around it are as short as cells are and few have blanks (that is layout)."""
    is_short = median(sum(map(len, parts)) for parts in around) <= CELL_LENGTH
    is_cell = is_short and median(map(len, around)) < LEAST_COLUMNS and len(around) > 2
    if is_cell and len(_PAIR_IN_LINE.findall(text, piece.start, piece.end)) < 2:
        return [(piece.start, piece.end)]
    return [
        (piece.start + match.start(), piece.start + match.end())
        for match in _PRINTED.finditer(text[piece.start : piece.end])
    ]


def _glued_header(text: str, piece: Piece, below: str) -> list[tuple[int, int]]:
    """The cells of a header that lost the blanks between them: 指标名称计量单位指标性质指标值全年完成值; empty for other lines,
    and where the line below lost them too (glued_indicators)."""
    if not _glued_words().fullmatch(text, piece.start, piece.end):
        return []
    words = [match.span() for match in _header_word().finditer(text, piece.start, piece.end)]
    return words if len(below.split()) >= len(words) - 1 else []


@cache
def _header_word() -> re.Pattern[str]:
    words = sorted(load("flat_tables")["words"]["header"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?:[(（][^()（）]{{1,8}}[)）])?")


@cache
def _glued_words() -> re.Pattern[str]:
    return re.compile(rf"(?:{_header_word().pattern}){{4,}}")


def lines_of(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Tokens by the lines of the print."""
    line = list(tokens[:1])
    for before, token in pairwise(tokens):
        if "\n" in token.text.source[before.end : token.start]:
            yield line
            line = []
        line.append(token)
    yield line


def without_unit_note(text: str) -> str:
    """A cell or line without the unit of money that stands in it: (单位:万元)."""
    return _UNIT_NOTE.sub("", text)


def is_empty_mark(text: str) -> bool:
    """Whether a text is what is printed in place of a value: /, —, 无."""
    return text in load("flat_tables")["words"]["empty"]


@cache
def total_words() -> re.Pattern[str]:
    """The label of a total, to its end: 合计, 总分(100分), 综合得分:."""
    return re.compile(load("flat_tables")["words"]["total"])
