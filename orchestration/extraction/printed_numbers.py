"""Every printed number, and what became of it: the fact that claims it, the reason it is none, or nothing.

Belongs here: reasons that a column, a clause or a section gives. Does not belong here: what the print alone decides
(`orchestration.language.notations`). A number without claim and without reason stays without: it was not understood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from orchestration.document import BlockKind, Document, MappedText, fold_width
from orchestration.extraction.data import load
from orchestration.extraction.statistics.clauses import LONGEST_NAME, quoted_runs
from orchestration.extraction.structure.outline import Outline, Passage, TableView, build_outline
from orchestration.language import find_notations, find_quantities
from orchestration.language.beginnings import compiled
from orchestration.language.list_numbers import list_numbers_before_counts
from orchestration.language.numerals import CHINESE
from orchestration.records import PrintedNumberRow


class Claim(NamedTuple):
    """A figure that a fact has read: `start:end` in the document's text.

    Whole quotes claim nothing: a run of more than 30 characters is passed over. A number that its print shows to be
    none (a hotline in a name) is claimed only by a run that is hardly more than the number.
    """

    start: int
    end: int
    fact_table: str
    fact_id: str


@dataclass
class _Place:
    """A text with what stands around it: the head of its column, the label of its row, its titles above it."""

    text: MappedText
    column: str | None = None
    label: str | None = None  # of a table's row: the nearest words left of the cell
    sections: str = ""
    furniture: bool = False

    @cached_property
    def _decided(self) -> list[tuple[int, int, int, str]]:
        """Where the print decides: the run, the rank of its reason and the reason; a short quotation is a name or a slogan."""
        notations = find_notations(self.text.text)
        ranked = [(each.start, each.end, _PRIORITY.index(each.reason), each.reason) for each in notations if each.reason in _PRIORITY]
        names = [(begin, end) for begin, end in quoted_runs(self.text) if end - begin <= LONGEST_NAME]
        return ranked + [(begin, end, len(_PRIORITY), "slogan") for begin, end in names]

    def printed_as(self, start: int, end: int) -> str | None:
        """What the print decides of a run, at the first of its characters of which it decides anything."""
        met = [(max(start, first), rank, reason) for first, last, rank, reason in self._decided if first < end and start < last]
        return min(met)[-1] if met else None


_AROUND_FIGURE = re.compile(r"[\s%分.、()*]")
_DIGITS = compiled(r"\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?(?:\. \d+(?=[%万亿元]))?|\d+")
_ANY_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"[\d.,%]+")
_LONGEST_HEAD = 24
_NUMERAL = re.compile(CHINESE)
_LONGEST_FIGURE = 30  # characters
_TIGHT = 5  # characters around a number in a claim that is meant for it alone
_REACH = 300  # characters looked at on either side of a number
_ALSO_IN_WORDS = ("scoring_rule", "goal", "full_marks")  # columns whose every number is explained by their head
_CLAUSE_END = re.compile(r"[,;。!?\n]")
_SENTENCE_END = re.compile(r"[。!?\n]")
_PRIORITY = ("document_number", "date", "address", "code", "slogan", "organisation", "list_number", "other")


def account_for_numbers(
    document: Document, claims: Sequence[Claim], outline: Outline | None = None
) -> list[PrintedNumberRow]:
    """One row per printed number, in the order of the text.

    A number is claimed by the shortest claim that covers it. Chinese numerals get a row where a claim reads them.
    """
    lookup = _Claims(claims)
    rows: dict[int, PrintedNumberRow] = {}
    for place in _places(document, outline or build_outline(document)):
        for row in _rows_of(document, place, lookup):
            rows.setdefault(row.char_start, row)
    for row in _chinese_numerals(document, claims):
        rows.setdefault(row.char_start, row)
    return [rows[start] for start in sorted(rows)]


def _rows_of(document: Document, place: _Place, lookup: _Claims) -> Iterator[PrintedNumberRow]:
    for match in _figures(place.text.text):
        start, end = place.text.span(*match.span())
        claim, reason = lookup.covering(start, end), None
        if claim is None or claim.end - claim.start > end - start:
            printed_as = place.printed_as(*match.span())
            claim = None if claim and _is_loose(claim, end - start, printed_as) else claim
            reason = None if claim else printed_as or _reason_by_place(place, match)
        yield PrintedNumberRow(
            char_start=start,
            char_end=end,
            printed=document.text[start:end],
            fact_table=claim.fact_table if claim else None,
            fact_id=claim.fact_id if claim else None,
            reason=reason,
        )


def _figures(text: str) -> Iterator[re.Match[str]]:
    """The numbers of a text; a list number that runs into a count (5.37栋) and the count are two."""
    listed = dict(list_numbers_before_counts(text))
    if not listed:
        return _DIGITS.finditer(text)
    return _figures_of_list(text, listed)


def _figures_of_list(text: str, listed: Mapping[int, int]) -> Iterator[re.Match[str]]:
    for match in _DIGITS.finditer(text):
        edge = listed.get(match.start())
        split = edge is not None and (_DIGITS.match(text, match.start(), edge), _DIGITS.match(text, edge + 1))
        yield from filter(None, split or (match,))


def _is_loose(claim: Claim, width: int, printed_as: str | None) -> bool:
    """Whether a claim is about the words around a number that its print shows to be none (`指标1:培训`, a hotline)."""
    spare = 0 if printed_as == "list_number" else _TIGHT
    return printed_as is not None and claim.end - claim.start > width + spare


def _reason_by_place(place: _Place, number: re.Match[str]) -> str | None:
    """The first of: page number, column, label of the row, clause, sentence, section."""
    if place.furniture:
        return "other"
    text = place.text.text
    alone = len(text) <= _LONGEST_FIGURE and not _AROUND_FIGURE.sub("", text.replace(number.group(), "", 1))
    rules = _rules_met("columns", place.column) if place.column else ()
    reason = next((rule.reason for rule in rules if alone or rule.name in _ALSO_IN_WORDS), None)
    labels = _rules_met("labels", place.label) if place.label and alone and not reason else ()
    reason = next((rule.reason for rule in labels), reason)
    if reason:
        return reason
    clause = _around(text, number.start(), number.end(), _CLAUSE_END)
    sentence = _around(text, number.start(), number.start(), _SENTENCE_END)
    around = (("clauses", clause), ("sentences", sentence), ("sections", place.sections))
    return next((met[0].reason for kind, words in around if (met := _rules_met(kind, words))), None)


def _around(text: str, start: int, end: int, boundary: re.Pattern[str]) -> str:
    """The run between two boundaries; up to `end` where both positions are one."""
    begin = max(0, start - _REACH)
    for match in boundary.finditer(text, begin, start):
        if not (text[match.start()] == "," and text[match.start() + 1 : match.start() + 2].isdigit()):
            begin = match.end()
    if start == end:
        return text[begin:end]
    stop = boundary.search(text, end, end + _REACH)
    return text[begin : min(stop.start() if stop else len(text), end + _REACH)]


class _Rule(NamedTuple):
    name: str
    reason: str
    pattern: re.Pattern[str]


@cache
def _rules(section: str) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(name, rule["reason"], re.compile(rule["pattern"], re.MULTILINE))
        for name, rule in load("printed_numbers")[section].items()
    )


@lru_cache(maxsize=4096)  # numbers share their clause, their section and the head of their column
def _rules_met(section: str, words: str) -> tuple[_Rule, ...]:
    return tuple(rule for rule in _rules(section) if rule.pattern.search(words))


def _places(document: Document, outline: Outline) -> Iterator[_Place]:
    for item in outline.items:
        if isinstance(item, Passage):
            if not _ANY_DIGIT.search(item.text.text):
                continue
            path = item.section.path() if item.section else ()
            titles = [section.title for section in path[1:] or path]
            yield _Place(item.text, sections="\n".join(titles))
        else:
            yield from _cells(item)
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            yield _Place(MappedText.of(document.text, block.pieces), furniture=True)


def _cells(table: TableView) -> Iterator[_Place]:
    """The cells of a table with the nearest head above them, and the nearest label left of them, that is words."""
    heads: dict[int, str] = {}
    for row in range(len(table.grid)):
        cells = table.printed_cells(row)
        is_head = _is_head([cell.text.text for cell in cells])
        label: str | None = None
        for cell in cells:
            if _ANY_DIGIT.search(cell.text.text):
                yield _Place(cell.text, None if is_head else heads.get(cell.column), label)
            elif cell.text.text:
                label = cell.text.text
        if is_head:
            heads.update({cell.column: cell.text.text for cell in cells})


def _is_head(texts: list[str]) -> bool:
    """Whether a row is a head: short words, no cell that is a number."""
    return len(texts) > 1 and not any(len(text) > _LONGEST_HEAD or _FIGURE.fullmatch(text) for text in texts)


class _Claims:
    """Claims by place; the shortest that covers a run wins."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = sorted(claim for claim in claims if claim.end - claim.start <= _LONGEST_FIGURE)
        self._starts = [claim.start for claim in self._claims]
        self._longest = max((claim.end - claim.start for claim in self._claims), default=0)

    def covering(self, start: int, end: int) -> Claim | None:
        """The shortest claim over a run; a claim that begins inside the run counts where it covers its end."""
        found: Claim | None = None
        at = bisect_right(self._starts, end - 1) - 1
        while at >= 0 and self._starts[at] >= start - self._longest:
            claim = self._claims[at]
            covers = claim.start < end and start < claim.end
            if covers and (found is None or claim.end - claim.start < found.end - found.start):
                found = claim
            at -= 1
        return found


def _chinese_numerals(document: Document, claims: Sequence[Claim]) -> Iterator[PrintedNumberRow]:
    """A row for each claim whose figure is a Chinese numeral."""
    for claim in claims:
        if not 0 < claim.end - claim.start <= _LONGEST_FIGURE:
            continue
        printed = document.text[claim.start : claim.end]
        if _ANY_DIGIT.search(printed):
            continue
        if not _NUMERAL.search(fold_width(printed)):
            continue
        text = MappedText.of(document.text, [(claim.start, min(claim.end + 4, len(document.text)))])
        for quantity in find_quantities(text.text)[:1]:
            if quantity.is_chinese_numeral and quantity.value is not None:
                start, end = text.span(quantity.number_start, quantity.number_end)
                if start < claim.end and not set(document.text[start:end]) <= set("百千万亿"):
                    yield PrintedNumberRow(
                        char_start=start,
                        char_end=end,
                        printed=document.text[start:end],
                        fact_table=claim.fact_table,
                        fact_id=claim.fact_id,
                    )
