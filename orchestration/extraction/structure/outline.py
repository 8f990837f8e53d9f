"""The outline of a document: passages under their headings, tables with captions, in reading order.

Belongs here: which lines are headings (number family, shape and name together: never Markdown depth or a number alone),
what continues over a page break, what stands above and below a table. Does not belong here: what figures mean.
Vocabulary: `data/headings.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from orchestration.document import BlockKind, Document, MappedText, Piece, Table
from orchestration.extraction.data import load
from orchestration.extraction.structure.decimal_headings import decimal_headings
from orchestration.extraction.structure.headings import PROJECT, Heading, heading_of, section_kind
from orchestration.extraction.structure.lines_of_accounts import tells_whose
from orchestration.extraction.structure.lost_cells import with_lost_cells
from orchestration.extraction.structure.parts import CellText, Outline, Passage, Section, TableView
from orchestration.extraction.structure.prose_runs import parts_of_row
from orchestration.extraction.structure.ruled_chapters import cells_of_form
from orchestration.extraction.structure.run_on import run_on_parts

__all__ = ["CellText", "Outline", "Passage", "Section", "TableView", "build_outline"]

_ENDS = re.compile(r"[。;:!?)】》]$|[。!?][\"']$")
_LIST_START = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|[①-⑳]|第[一二三四五六七八九十]+[章部节]|【[^】]{2,12}】"
    r"|(?!\d{1,2}\.\d+(?:%|[万亿千]?元)?[,。;])\d{1,2}[.、](?!\d+ ?(?:[分万亿元亩吨倍]|公里|平方))"  # no decimal that begins a line
    r"|[●〇◎■□◆◇▲△▪▶·※](?=[\u4e00-\u9fff\"])"
    r"|(?:重点|年度)?(?:任务|目标|问题|措施)(?:[一二三四五六七八九十]|\d{1,2})[:、. ]|(?:任务|目标|工作|实际)?(?:完成|进展|落实)情况:"
    r"|(?:重点|年度|主要)?(?:工作)?任务名称:|(?:年度|预期|绩效|工作|任务)+目标:|(?:主要|工作|任务)内容:"
    r"|(?:存在的?(?:主要)?问题|改进措施|下一步.{0,6})(?::|一是|\([一1]\))"
    r"|(?:产出|效益|满意度|成本)指标[-—–][\u4e00-\u9fff]{2,9}指标[:;]|(?:自评)?总得?分:\d"  # lines of a form without rules
    r"|(?:填[报表制]|经办|联系)(?:人|日期|时间)(?:\([^()]{2,8}\))?:|(?:备)?注:)"  # what stands at its foot
)
_TASK_HEAD = re.compile(r"(?:重点|年度|主要)?(?:工作)?任务(?:[一二三四五六七八九十]|\d{1,2})[:、][^,。;:\d]{4,24}")  # a line of its own
_CAPTION = re.compile(r"^(?:附?表|图)[一二三四五六七八九十\d]|(?:表|情况|统计)(?:\(.{1,20}\))?$|单位[:名]")
_TITLE = re.compile(r"(?:自评|评价|绩效|决算|目标)(?:自评)?(?:报告|报告书|表|情况)(?:\(.{1,12}\))?$")
# 其中:基本支出:1,013.40 on a line of its own: what follows is another cell of the form.
_LABELLED_FIGURE = re.compile(r":\s?-?\d[\d,]*(?:\.\d+)?(?:[亿万千]?元|%)?$")
_STARTS_LABELLED = re.compile(
    r"^(?:(?:其中:)?[\u4e00-\u9fff]{2,16}(?:\(.{1,6}\))?:\s?-?\d[\d,.]*(?:[亿万千]?元|%)?(?:\s|$|[,;]?其中:)"
    r"|按[\u4e00-\u9fff]{2,6}分:[\u4e00-\u9fff]{3,12}:?\s?\d[\d,.]*(?![\d,.亿万千元%]))"
)
# Rows of a table that has lost its rules: 食品安全监管专项 186万元 95.5分 优.
_ROW = re.compile(r"[\u4e00-\u9fff()\"]{4,24}[\d,.]+万?元[\d.]+分(?:优|良|中|差)?[好秀]?")
_NAMES_PROJECT = re.compile(r"(?:\d{1,2}[.、])?项目名称:(?P<name>[^,。;:]{3,40})")
_CHUNK = re.compile(r"(\d{1,2})、")
_LINE_OF_LABEL = re.compile(r"[\u4e00-\u9fff、]{2,16}")
_CELL_LENGTH = 12  # characters that most lines have at most where lines are cells
_MOSTLY, _LEAST_CELLS = 0.8, 20  # of the lines of a form
_SHORTEST_CHUNK = 60  # characters
_LONGEST_CAPTION = 60
_SHORTEST_LINE, _SHORTEST_ITEM = 12, 24  # characters of a line, of an item of a marked list, that goes on in the next line
_FIGURES = re.compile(r"\d{2}")
_LINES_ABOVE, _MOST_LINES_ABOVE = 3, 5  # a table that may be its caption
_REST_OF_CELL = re.compile(r"[\u4e00-\u9fff]{1,3}")  # the last line of a cell, below what was found of its table
_ARTICLE, _ITEM = re.compile(r"第.+条|[壹贰叁肆伍陆柒捌玖]"), re.compile(r"[一二三四五六七八九十]+$")
_NOISE = re.compile(r"[-_=~·.]{3,}$|^[^\u4e00-\u9fff\dA-Za-z]+$")  # what OCR makes of a rule or a stamp


def build_outline(document: Document) -> Outline:
    """The outline of a document."""
    entries = _join_tables(_part_rows(_part_run_on(_join_paragraphs(_head_decimals(_head_projects(_join_labels(_entries(document))))))))
    return _Builder(document).build(entries)


@dataclass(slots=True)
class _Entry:
    """A block on its way into the outline."""

    pieces: tuple[Piece, ...]
    text: MappedText
    heading: Heading | None
    page: int | None
    tables: list[Table] | None = None  # parts of one table, in order
    is_item: bool = False  # of a list that the format marks
    chunk: int | None = None  # the last number of a text that was cut into numbered chunks

    @property
    def is_table(self) -> bool:
        return self.tables is not None


def _entries(document: Document) -> list[_Entry]:
    entries = []
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        if block.kind is BlockKind.TABLE and block.table is not None:
            if told := _cell_entries(document, block.table):
                entries.extend(told)
                continue
            entries.append(_Entry(block.pieces, MappedText.of(""), None, block.page, [block.table]))
            continue
        text = MappedText.of(document.text, block.pieces, markup=True)
        if text:
            heading = heading_of(text.text, block.kind is BlockKind.HEADING)
            entries.append(_Entry(block.pieces, text, heading, block.page, is_item=block.kind is BlockKind.ITEM))
    return entries


def _join_labels(entries: list[_Entry]) -> list[_Entry]:
    """Lines of one label as one (目标未完成 / 原因分析), in a form of one cell a line whose cells empty lines set apart."""
    pairs = [(left, right) for left, right in pairwise(entries) if not left.is_table and not right.is_table]
    apart = sum(_is_apart(left, right) for left, right in pairs)
    lengths = [len(entry.text) for entry in entries if not entry.is_table]
    if apart < _MOSTLY * max(len(pairs), _LEAST_CELLS) or median(lengths) > _CELL_LENGTH:
        return entries
    joined: list[_Entry] = []
    for entry in entries:
        before = joined[-1] if joined else None
        is_next = before is not None and not before.is_table and not entry.is_table and not _is_apart(before, entry)
        if before and is_next and _LINE_OF_LABEL.fullmatch(before.text.text) and _LINE_OF_LABEL.fullmatch(entry.text.text):
            _append(before, entry.pieces)
            before.heading = heading_of(before.text.text, False)
        else:
            joined.append(entry)
    return joined


def _is_apart(left: _Entry, right: _Entry) -> bool:
    """Whether an empty line stands between two lines."""
    return left.text.source.count("\n", left.pieces[-1].end, right.pieces[0].start) > 1


def _head_projects(entries: list[_Entry]) -> list[_Entry]:
    """Lines 项目名称:… as headings, where a document has several: each heads what is told of its project."""
    named = [(entry, match["name"]) for entry in entries if (match := _NAMES_PROJECT.fullmatch(entry.text.text))]
    if len(named) > 1:
        for entry, name in named:
            entry.heading = Heading("项目", name, 1)
    return entries


def _head_decimals(entries: list[_Entry]) -> list[_Entry]:
    """Lines 3.1…, 3.2… that count the parts of a chapter as headings."""
    for index, heading in decimal_headings([None if entry.is_table else entry.text.text for entry in entries]).items():
        entries[index].heading = entries[index].heading or heading
    return entries


def _cell_entries(document: Document, table: Table) -> list[_Entry]:
    """The cells of a report ruled as a form, each a paragraph or heading."""
    entries = []
    for cell, is_chapter in cells_of_form(document.text, table):
        pieces = (Piece(cell.start, cell.end),)
        text = MappedText.of(document.text, pieces, markup=True)
        heading = Heading("", text.text, 1) if is_chapter else heading_of(text.text, False)
        entries.append(_Entry(pieces, text, heading, cell.page))
    return entries


def _join_paragraphs(entries: list[_Entry]) -> list[_Entry]:
    """Join a paragraph that a page break cut in two: the first part has no end, the second no beginning."""
    joined: list[_Entry] = []
    for entry in entries:
        before = joined[-1] if joined else None
        if before and not before.is_table and not entry.is_table and _is_next_chunk(before, entry):
            before.chunk = (before.chunk or _chunk_number(before) or 0) + 1
            _append(before, _without_mark(entry))
        elif before and not before.is_table and not entry.is_table and _continues(before, entry):
            _append(before, entry.pieces)
        else:
            joined.append(entry)
    return joined


def _part_run_on(entries: list[_Entry]) -> list[_Entry]:
    """Paragraphs that lost their line breaks, parted where their headings begin and end."""
    return [part for entry in entries for part in _run_on_entries(entry)]


def _run_on_entries(entry: _Entry) -> list[_Entry]:
    spans = run_on_parts(entry.text.text) if not entry.is_table and not entry.heading else []
    if len(spans) < 2:
        return [entry]
    return [_part_of(entry, *entry.text.span(start, end)) for start, end in spans]


def _part_of(entry: _Entry, first: int, last: int) -> _Entry:
    """The part of an entry that a run of the document's text prints."""
    pieces = tuple(
        Piece(max(piece.start, first), min(piece.end, last))
        for piece in entry.pieces
        if piece.start < last and first < piece.end
    )
    text = MappedText.of(entry.text.source, pieces, markup=True)
    return _Entry(pieces, text, heading_of(text.text, False), entry.page)


def _part_rows(entries: list[_Entry]) -> list[_Entry]:
    """Forms in one line, parted where a cell holds sentences."""
    return [part for entry in entries for part in _row_entries(entry)]


def _row_entries(entry: _Entry) -> list[_Entry]:
    if entry.is_table or entry.heading or len(entry.pieces) != 1:
        return [entry]
    runs = parts_of_row(entry.text.source, entry.pieces[0].start, entry.pieces[0].end)
    return [_part_of(entry, *run) for run in runs] if len(runs) > 1 else [entry]


def _append(entry: _Entry, pieces: tuple[Piece, ...]) -> None:
    entry.pieces = (*entry.pieces, *pieces)
    entry.text = MappedText.of(entry.text.source, entry.pieces, markup=True)


def _is_next_chunk(before: _Entry, entry: _Entry) -> bool:
    """Whether a site cut one text into numbered chunks in the middle of words: 1、…资金由县财 | 2、政下达…"""
    number = _chunk_number(entry)
    last = before.chunk or _chunk_number(before)
    open_end = len(before.text) >= _SHORTEST_CHUNK and not re.search(r"[。;:!?,、]$", before.text.text)
    return number is not None and last is not None and number == last + 1 and open_end


def _chunk_number(entry: _Entry) -> int | None:
    match = _CHUNK.match(entry.text.text)
    return int(match.group(1)) if match else None


def _without_mark(entry: _Entry) -> tuple[Piece, ...]:
    """The pieces of a chunk without its number."""
    match = _CHUNK.match(entry.text.text)
    start = entry.text.offset(match.end()) if match and match.end() < len(entry.text) else entry.pieces[0].start
    return (Piece(start, entry.pieces[0].end), *entry.pieces[1:])


def _continues(before: _Entry, entry: _Entry) -> bool:
    if before.heading or entry.heading or entry.is_item or _LIST_START.match(entry.text.text):
        return False
    if _is_caption(before.text.text) or _is_caption(entry.text.text) or len(before.text) < (_SHORTEST_ITEM if before.is_item else _SHORTEST_LINE):
        return False
    if len(before.text) <= _LONGEST_CAPTION and (
        _TITLE.search(before.text.text) or _furniture().match(before.text.text)
    ):
        return False
    if _ROW.fullmatch(before.text.text) and _ROW.fullmatch(entry.text.text):
        return False
    if _TASK_HEAD.fullmatch(before.text.text):
        return False
    if _LABELLED_FIGURE.search(before.text.text) or _STARTS_LABELLED.match(entry.text.text):
        return False
    return not _ENDS.search(before.text.text)


@cache
def _furniture() -> re.Pattern[str]:
    """Lines of a web page around a title, `发布日期:…`: what follows one does not continue it."""
    return re.compile(rf"(?:{'|'.join(load('titles')['furniture_labels'])}):")


def _is_caption(text: str) -> bool:
    return len(text) <= _LONGEST_CAPTION and bool(_CAPTION.search(text))


def _join_tables(entries: list[_Entry]) -> list[_Entry]:
    """Join tables that a page break parted: nothing between them but a line of noise, and as many columns (or one lost)."""
    joined: list[_Entry] = []
    for entry in entries:
        before = _table_before(joined)
        if before and before.tables and entry.tables and _same_table(before.tables[0], entry.tables[0]):
            before.tables.extend(entry.tables)
            before.pieces = (*before.pieces, *entry.pieces)
        else:
            joined.append(entry)
    return joined


def _table_before(joined: list[_Entry]) -> _Entry | None:
    """The table an entry may go on: the last entry, or the one before a line of noise or the rest of a cell."""
    if len(joined) >= 2 and not joined[-1].is_table and joined[-2].is_table:
        words = joined[-1].text.text
        rest = joined[-1].heading is None and _REST_OF_CELL.fullmatch(words) and not _CAPTION.search(words)
        if (_NOISE.search(words) and len(words) <= 30) or rest:
            return joined[-2]
    return joined[-1] if joined else None


def _same_table(first: Table, second: Table) -> bool:
    if first.sheet_name != second.sheet_name:
        return False
    short = second.rows == 1 and second.columns == first.columns - 1
    return second.columns == first.columns or short


class _Builder:
    """Walks the entries once, keeping the stack of headings."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._items: list[Passage | TableView] = []
        self._sections: list[Section] = []
        self._section: Section | None = None
        self._tables = 0

    def build(self, entries: list[_Entry]) -> Outline:
        for index, entry in enumerate(entries):
            if entry.tables is None:
                self._add_passage(entry)
            else:
                self._add_table(entry, _caption_below(entries[index + 1 : index + 4]))
        return Outline(self._document, tuple(self._items), tuple(self._sections))

    def _add_passage(self, entry: _Entry) -> None:
        # 附件 over the first title labels the document: what follows is it
        is_label = entry.heading is not None and not self._items and section_kind(entry.heading.title) == "attachments"
        if entry.heading and not is_label:
            self._open_section(entry.heading)
        self._items.append(Passage(entry.text, entry.pieces, self._section, entry.heading, entry.page))

    def _open_section(self, heading: Heading) -> None:
        parent, level = self._section, heading.level
        if parent and _ITEM.match(heading.number) and _ARTICLE.match(parent.path()[0].number):
            level += 1  # 一、 in a chapter 第五条
        kind = section_kind(heading.title)
        if kind == "money" and not heading.number and parent and parent.path()[0].number == PROJECT:
            level += 1  # 【预算及支出】 under 【项目名称】
        while parent and parent.level >= level:
            parent = parent.parent
        self._section = Section(heading.title, heading.number, level, kind, parent)
        self._sections.append(self._section)

    def _add_table(self, entry: _Entry, below: _Entry | None) -> None:
        heads = self._lines_above()
        tail = None
        has_caption = any(_is_caption(head.text.text) for head in heads[-2:])
        if below and not has_caption:
            tail = Passage(below.text, below.pieces, self._section, below.heading, below.page)
        assert entry.tables is not None
        grid = with_lost_cells(_grid(self._document, entry.tables))
        first = entry.tables[0]
        view = TableView(
            self._tables, grid, self._section, tuple(heads), tail, first.spans_known, first.sheet_name, entry.page
        )
        self._tables += 1
        self._items.append(view)

    def _lines_above(self) -> list[Passage]:
        """The last three lines before a table, and more where those tell only its number, whose it is and its unit."""
        lines: list[Passage] = []
        for item in reversed(self._items[-_MOST_LINES_ABOVE:]):
            if not isinstance(item, Passage) or len(item.text) > 120:
                break
            if len(lines) >= _LINES_ABOVE and not all(tells_whose(line.text.text) for line in lines):
                break
            lines.append(item)
        return lines[::-1]


def _caption_below(below: Sequence[_Entry]) -> _Entry | None:
    """The caption right below a table: a line between two tables heads the lower one, unless that has its own below, too."""
    captions = [entry.tables is None and _is_caption(entry.text.text) for entry in below]
    between = len(below) > 1 and below[1].tables is not None
    lower_has_one = captions[2:] == [True] and below[2].heading is None
    return below[0] if captions[:1] == [True] and (not between or lower_has_one) else None


def _grid(document: Document, tables: list[Table]) -> tuple[tuple[CellText | None, ...], ...]:
    """The cleaned cells of the joined parts; header rows that a later part repeats are left out."""
    if len(tables) == 1:
        return tuple(_rows_of_part(document, tables[0]))
    width = max(table.columns for table in tables)
    rows: list[tuple[CellText | None, ...]] = []
    printed: list[tuple[str, ...]] = []
    places: dict[tuple[str, ...], int] = {}
    for part, table in enumerate(tables):
        offset, skipped, again = len(rows), 0, -1
        for r, row in enumerate(_rows_of_part(document, table)):
            key = tuple([cell.text.text if cell else "" for cell in row])
            if part and r == 0 and key in places:
                skipped, again = 1, places[key]
                continue
            if r == skipped == 1 and printed[again + 1 : again + 2] == [key] and not _FIGURES.search("".join(key)):
                skipped = 2  # the second row of a header
                continue
            places.setdefault(key, len(printed))
            printed.append(key)
            shift = offset - skipped
            line = [cell._replace(row=cell.row + shift) if cell and shift else cell for cell in row]
            rows.append((*line, *[None] * (width - len(line))))
    return tuple(rows)


def _rows_of_part(document: Document, table: Table) -> Iterator[tuple[CellText | None, ...]]:
    """The cleaned cells of one part, by its own rows."""
    texts = {id(cell): MappedText.of_run(document.text, cell.start, cell.end, True) for cell in table.cells}
    for row in table.grid():
        yield tuple([CellText(cell, texts[id(cell)], cell.row, cell.column) if cell else None for cell in row])
