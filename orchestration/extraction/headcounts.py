"""Staff of the office: in sentences on the organisation, in cells and lines of questionnaires.

One figure each, the surest wording first. Counts of offices and subordinate units are no staff, nor are the retired.
Vocabulary: `data/staffing.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from orchestration.document import MappedText, Piece
from orchestration.extraction.data import load
from orchestration.extraction.quotation import quoted_row, quoted_text
from orchestration.extraction.recorder import Recorder, Span
from orchestration.extraction.staff_in_post import divides_those_in_post, is_of_one_kind, is_one_of_several
from orchestration.extraction.structure.outline import CellText, Outline, TableView
from orchestration.language import parse_number
from orchestration.language.beginnings import compiled

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6}|[零一二三四五六七八九十百千]{1,7})"
_WHOLE_NUMBER = re.compile(rf"^{_NUMBER}(?:人|名|个)?$")
_SENTENCE = re.compile(r"[^。;]*[。;]?")
_LONGEST_LABEL = 20
_COUNTS_TWICE = re.compile(r"\d[人名个].*\d[人名个]")  # a cell that holds several: 编制72人,在职69人
_PRINTED = re.compile(r"\S+")
_LINE = re.compile(r"\S(?:.*\S)?")
_FIGURE = re.compile(r"\d[\d,.]*(?:[人名个]|[%％])?")
_LEAST_BESIDE = 2
_MOST_BELOW = 6  # a longer run of figures is several rows
_HEADS_INDICATORS = re.compile("[二三]级指标")
_TOTAL, _ESTABLISHED, _STAFFED = "headcount_total", "headcount_established", "headcount_staffed"
_KINDS_OF_POSTS = ("headcount_administrative", "headcount_institution")
_OF_KIND = dict(zip(("行政", "事业"), _KINDS_OF_POSTS, strict=True))


class _Found(NamedTuple):
    """A figure: how sure its wording is (0 the surest), its number, its print, its quote, its cell."""

    rank: int
    number: Decimal
    run: Span
    quote: Span
    rule: str
    of_posts: bool = False
    table: TableView | None = None
    cell: CellText | None = None


@cache
def _wordings() -> dict[str, list[tuple[re.Pattern[str], re.Pattern[str]]]]:
    """Figure → its wordings, each as pattern inside a sentence and as pattern of a whole label."""
    data = load("staffing")
    between, units = data["words"]["between"], data["words"]["units"]
    return {
        figure: [
            (re.compile(rf"(?P<words>{words}){between}{_NUMBER}(?P<unit>{units})"), _label(words)) for words in wordings
        ]
        for figure, wordings in data["figures"].items()
    }


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:其中:?|[一二三四五六七八九十\d]*[、.])?(?:20\d{{2}}年(?:末|底|度)?)?(?:{words})(?:\(.{{1,6}}\))?:?$")


@cache
def _any_label() -> re.Pattern[str]:
    """A whole label of any figure."""
    return _label("|".join(words for wordings in load("staffing")["figures"].values() for words in wordings))


def read_headcounts(outline: Outline, recorder: Recorder) -> None:
    """Record the headcounts that the document states, one row per figure."""
    found: dict[str, _Found] = {}
    for figure, candidate in _candidates(outline):
        if figure not in found or candidate.rank < found[figure].rank:
            found[figure] = candidate
    for figure, best in _settled(found).items():
        printed = outline.document.text[slice(*best.run)]
        fact_id = recorder.add("figures", best.quote, best.rule, figure=figure, value=best.number, value_text=printed)
        recorder.figure(
            "figures", fact_id, "value", best.run, best.rule,
            cell=best.cell.cell if best.cell else None,
            table_seq=best.table.seq if best.table else None,
            row_seq=best.cell.row if best.cell else None,
            sheet_name=best.table.sheet_name if best.table else None,
        )  # fmt: skip


def _settled(found: dict[str, _Found]) -> dict[str, _Found]:
    """The figures with 在编 sorted in, and an institution's posts as all posts: 核定事业编制42名,在职38人.

    Of a printed total the 在编 are those established (年末86人,其中在编70人); beside posts approved they are the total
    (核定编制84名,在编78人); alone they are those established.
    """
    figures = {figure: candidate for figure, candidate in found.items() if figure != _STAFFED}
    staffed, total = found.get(_STAFFED), figures.get(_TOTAL)
    posts = [figures[kind] for kind in _KINDS_OF_POSTS if kind in figures and figures[kind].of_posts]
    has_posts = _ESTABLISHED in figures or any(staffed and each.run < staffed.run for each in posts)
    if staffed and total and staffed.run != total.run:
        figures[_ESTABLISHED] = staffed
    elif staffed and not total:
        figures[_TOTAL if has_posts else _ESTABLISHED] = staffed
    institution = figures.get("headcount_institution")
    if institution and institution.of_posts and _TOTAL in figures and "headcount_administrative" not in figures:
        figures.setdefault(_ESTABLISHED, institution)
    return figures


def _candidates(outline: Outline) -> Iterator[tuple[str, _Found]]:
    for passage in outline.passages:  # a heading too may hold them: 二、人员情况:编制27名,年末在职24人。
        if _speaks_of_staff(passage.text.text, passage.section.kinds() if passage.section else ()):
            yield from _of_sentences(outline, passage.text)
    for cell in outline.cells:
        if (len(cell.text) > _LONGEST_LABEL or _COUNTS_TWICE.search(cell.text.text)) and _speaks_of_staff(cell.text.text, ()):
            yield from _of_sentences(outline, cell.text)
    yield from _of_lines(outline)
    yield from _of_lines_of_cells(outline)
    for table in outline.tables:
        yield from _of_cells(outline, table)


@cache
def _speaking(key: str) -> re.Pattern[str]:
    return compiled(load("staffing")["words"][key])


def _speaks_of_staff(text: str, kinds: Sequence[str | None]) -> bool:
    """Whether a text is on the organisation: by its chapter's kinds, or because it names two kinds of staff or counts them."""
    words = _speaking("passage").findall(text)
    if words and "overview" in kinds:
        return True
    return (len(set(words)) >= 2 or _speaking("sure").search(text) is not None) and not set(kinds) & {"achievements", "actions"}


def _of_sentences(outline: Outline, text: MappedText) -> Iterator[tuple[str, _Found]]:
    words = ("not_before", "of_part", "with_retired", "of_one_kind")
    not_before, of_part, with_retired, of_one_kind = (re.compile(load("staffing")["words"][name]) for name in words)
    for figure, wordings in _wordings().items():
        for rank, (inside, _) in enumerate(wordings):
            for match in inside.finditer(text.text):
                number = parse_number(match.group("number"))
                if number is None or not_before.search(text.text[: match.start()]) or _is_retired(match.group("words")):
                    continue
                if figure == _ESTABLISHED and of_part.search(text.text[: match.start()]):
                    continue
                if figure == _TOTAL and "在职" not in match.group("words") and with_retired.search(text.text[match.end() :]):
                    continue
                if match.group("unit") == "个" and "编制" not in match.group("words"):
                    continue  # 事业单位4个 are offices
                quote = quoted_text(outline.document, text, *_sentence_around(text.text, match.start(), match.end()))
                run = text.span(*match.span("number"))
                alike = of_one_kind.match(text.text[match.end() :]) if figure == _STAFFED else None
                if alike:  # 在编人员87人(均为事业编制)
                    yield _OF_KIND[alike["kind"]], _Found(rank, number, run, quote, "headcount_sentence")
                if figure in (_TOTAL, _STAFFED) and is_of_one_kind(text.text, match):
                    continue  # the posts of a kind are its figure
                if figure != _TOTAL or not is_one_of_several(text.text, match):
                    of_posts = "编制" in match.group("words")
                    in_post = figure in _KINDS_OF_POSTS and not of_posts and divides_those_in_post(text.text, match)
                    yield figure, _Found(-1 if in_post else rank, number, run, quote, "headcount_sentence", of_posts)


def _is_retired(words: str) -> bool:
    return "退休" in words or "离休" in words


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(text.rfind("。", 0, start), -1) + 1
    stop = text.find("。", end)
    return first, stop + 1 if stop >= 0 else len(text)


def _label_of(text: str) -> tuple[str, int] | None:
    """The figure a label names, and how sure its wording is."""
    bare = text.replace(" ", "")
    return None if len(bare) > _LONGEST_LABEL else _label_of_words(bare)


@lru_cache(maxsize=4096)  # the words of forms recur
def _label_of_words(bare: str) -> tuple[str, int] | None:
    if _is_retired(bare):
        return None
    if not _any_label().match(bare):
        return None
    labels = ((figure, rank, whole) for figure, all_of in _wordings().items() for rank, (_, whole) in enumerate(all_of))
    return next(((figure, rank) for figure, rank, whole in labels if whole.match(bare)), None)


def _of_lines(outline: Outline) -> Iterator[tuple[str, _Found]]:
    """A label on one line, its number on the next."""
    passages = outline.passages
    for passage, below in zip(passages, passages[1:], strict=False):
        label = _label_of(passage.text.text)
        match = _WHOLE_NUMBER.match(below.text.text)
        number = parse_number(match.group("number")) if match else None
        if label and match and number is not None:
            run = below.text.span(*match.span("number"))
            quote = quoted_text(outline.document, MappedText.of(outline.document.text, [(passage.start, below.end)]))
            yield label[0], _Found(label[1], number, run, quote, "headcount_line")


def _of_lines_of_cells(outline: Outline) -> Iterator[tuple[str, _Found]]:
    """Labels side by side, or one below the other, and their figures after them in the same order; the label of the block may
    stand before them: 财政供养人员情况 编制数 在职人数 控制率 over 62 58 93.55%."""
    source = outline.document.text
    pieces = [piece for passage in outline.passages for piece in passage.pieces]
    for labels, figures in chain(_lines_beside(source, pieces), _lines_below(source, pieces)):
        for label, figure in zip(labels, figures, strict=True):
            named, match = _label_of(label[0]), _WHOLE_NUMBER.match(figure[0])
            number = parse_number(match["number"]) if match else None
            if named and match and number is not None:
                run = (figure.start() + match.start("number"), figure.start() + match.end("number"))
                quote = quoted_text(outline.document, MappedText.of(source, [(labels[0].start(), figures[-1].end())]))
                yield named[0], _Found(named[1], number, run, quote, "headcount_line")


_Printed = Sequence[re.Match[str]]


def _lines_beside(source: str, pieces: Sequence[Piece]) -> Iterator[tuple[_Printed, _Printed]]:
    """Labels of one line, as many as there are figures on the next."""
    for above, below in pairwise(pieces):
        labels, figures = (list(_PRINTED.finditer(source, line.start, line.end)) for line in (above, below))
        if all(map(_is_figure, figures)) and len(figures) >= _LEAST_BESIDE and len(labels) - len(figures) in (0, 1):
            yield labels[-len(figures) :], figures


def _lines_below(source: str, pieces: Sequence[Piece]) -> Iterator[tuple[_Printed, _Printed]]:
    """The last labels of a run of lines of one label each, as many as lines of one figure follow."""
    lines = [match for piece in pieces if (match := _LINE.match(source, piece.start, piece.end))]
    runs = [list(run) for _, run in groupby(lines, key=_is_figure)]
    for labels, figures in pairwise(runs):
        if _is_figure(figures[0]) and _LEAST_BESIDE <= len(figures) <= min(len(labels), _MOST_BELOW):
            yield labels[-len(figures) :], figures


def _is_figure(printed: re.Match[str]) -> bool:
    return _FIGURE.fullmatch(printed[0]) is not None


def _of_cells(outline: Outline, table: TableView) -> Iterator[tuple[str, _Found]]:
    """A label beside its number, over it, or beside others in one cell with it: 编制人数 | 42 | 实有人数39人."""
    for row in range(len(table.grid)):
        cells = table.printed_cells(row)
        if any(_HEADS_INDICATORS.match(cell.text.text) for cell in cells):
            return  # who is hired by a project is its indicator: 聘用护林员 | 120人
        labelled = False
        for index, cell in enumerate(cells):
            label = _label_of(cell.text.text)
            if label is None:
                continue
            labelled = True
            beside = cells[index + 1] if index + 1 < len(cells) else None
            below = table.grid[row + 1][cell.column] if row + 1 < len(table.grid) else None
            for value in (beside, below):
                match = _WHOLE_NUMBER.match(value.text.text) if value is not None else None
                if value is not None and match and (found := _in_cell(outline, table, value, match, label[1])):
                    yield label[0], found
                    break
        for cell in cells if labelled else ():
            for figure, wordings in _wordings().items():
                for rank, (inside, _) in enumerate(wordings):
                    match = inside.fullmatch(cell.text.text)
                    if match and (found := _in_cell(outline, table, cell, match, rank)):
                        yield figure, found


def _in_cell(outline: Outline, table: TableView, cell: CellText, match: re.Match[str], rank: int) -> _Found | None:
    """The number that a match finds in a cell."""
    number = parse_number(match.group("number"))
    if number is None:
        return None
    run, quote = cell.text.span(*match.span("number")), quoted_row(outline.document, table, cell.row)
    return _Found(rank, number, run, quote, "headcount_cell", table=table, cell=cell)
