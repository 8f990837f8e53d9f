"""Passages and prose cells → statistics with their evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from orchestration.document import Document, MappedText
from orchestration.extraction.quotation import quoted_run
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.statistics import asides, carriers, clauses, lexicon, respectively, screening, topics
from orchestration.extraction.statistics.counted import of_rank, subjects_of
from orchestration.extraction.statistics.people import find_people
from orchestration.extraction.statistics.places import Place, places_of
from orchestration.extraction.statistics.ranks import find_ranks
from orchestration.extraction.statistics.told import Told
from orchestration.extraction.structure.outline import Outline, Passage
from orchestration.language import Quantity, find_notations, find_quantities
from orchestration.records import EvidenceRow, StatisticRow

_RUNS_ON, _LIST_NUMBER = re.compile(r"(\d{1,2})\.(?=\d+[^\d.%])"), re.compile(r"(\d{1,2})[.、]")


@dataclass(frozen=True, slots=True)
class ProseCell:
    """A table cell that holds prose, and the headings it stands under."""

    text: MappedText
    section_label: str


def extract_statistics(
    outline: Outline,
    prose_cells: Sequence[ProseCell] = (),
    *,
    budget_year: int | None,
    claimed: Sequence[tuple[int, int]] = (),
    promised: Sequence[tuple[int, int]] = (),
    of_project: bool = False,
) -> tuple[list[StatisticRow], list[EvidenceRow]]:
    """The statistics of a document's paragraphs and of the prose cells given, in reading order.

    `claimed`: runs of the document's text that other facts have read; figures in them are left out. `promised`: the
    measures of a chapter on problems and measures, left out there. `of_project`: the report is of a project, whose
    overview tells what was built and who is served, not of an office with its staff.
    """
    reader = _Reader(outline.document, budget_year, claimed)
    reader_of_problems = _Reader(outline.document, budget_year, [*claimed, *promised], reader.recorder)
    for passage in map(_without_list_number, outline.paragraphs, [None, *outline.paragraphs], [*outline.paragraphs[1:], None]):
        if not screening.section_excluded(passage.section, of_project=of_project):
            label = passage.section.label() if passage.section else ""
            prose = screening.before_table(passage.text)
            about = topics.topic_of(passage.text.text)
            one = reader_of_problems if screening.tells_both(passage.section) else reader
            one.read(prose, label, money=not screening.money_section(passage.section), about=about)
        elif told := screening.results_told(passage.text, passage.section):
            about = topics.topic_of(told.text)
            reader.read(told, passage.section.label() if passage.section else "", money=True, about=about)
    for cell in prose_cells:
        reader.read(cell.text, cell.section_label, money=True, about=topics.topic_of_row(cell.section_label))
    return reader.recorder.rows["statistics"], reader.recorder.rows["evidence"]



def _without_list_number(passage: Passage, before: Passage | None, after: Passage | None) -> Passage:
    """A passage without the number in a list that runs into its first figure, where its neighbours count up to and from it:
    1.…, 2.3座水库…, 3.…"""
    run_on = _RUNS_ON.match(passage.text.text)
    if run_on is None or (_number(before), _number(after)) != (int(run_on[1]) - 1, int(run_on[1]) + 1):
        return passage
    return replace(passage, text=passage.text.slice(run_on.end(), len(passage.text)))


def _number(passage: Passage | None) -> int | None:
    """The number in a list that a passage begins with."""
    match = _LIST_NUMBER.match(passage.text.text) if passage else None
    return int(match[1]) if match else None


_SHARE = re.compile("[,(]?占(?:比|总支出|总额|支出总额)?的?(?:为)?")


class _Reader:
    def __init__(
        self,
        document: Document,
        year: int | None,
        claimed: Sequence[tuple[int, int]],
        recorder: Recorder | None = None,
    ) -> None:
        self.recorder = recorder or Recorder(document)
        self._document, self._year = document, year
        self._claimed = frozenset(chain.from_iterable(range(start, end) for start, end in claimed))

    def read(self, text: MappedText, label: str, *, money: bool, about: str | None = None) -> None:
        """Record the statistics of one passage. `money` False: amounts and shares in it are the office's own.

        `about`: what the passage says it is about, for counts that name nothing themselves.
        """
        quantities, ranks = find_people(text.text, find_quantities(text.text)), find_ranks(text.text)
        if not quantities and not ranks:
            return
        notations, quoted = find_notations(text.text), clauses.quoted_runs(text)
        counting = [q for q in quantities if screening.may_count(text.text, q, notations, quoted)]
        parts, told, each = clauses.Parts(text.text), Told(), list[str]()
        places = places_of(text, sorted([*counting, *ranks], key=lambda q: q.start))
        for at, place in enumerate(places):
            quantity = place.quantity
            begin = parts.sentence_start(quantity.start)
            each = each if begin == told.sentence else []
            told.begin(begin)
            each = each or _one_each(places[at:], told.named)
            one_each = each.pop(0) if each else None
            span = _clause(text, parts, quantity)
            clause, promised = text.text[slice(*span)], text.text[begin : quantity.start]
            is_rank = quantity in ranks
            if not is_rank and _only_qualifies(places[at : at + 2]):
                continue
            if not is_rank and not screening.is_statistic(quantity, clause, promised, place.before, place.after):
                told.plan(subjects_of(parts, place, told) if screening.is_planned(clause, promised) else [], quantity)
                continue
            if not money and (_is_own(quantity, place.before) or screening.about_evaluation(clause)):
                continue
            found = [of_rank(place, told.carrier)] if is_rank else _subjects(parts, place, told, about)
            found = [one_each] if one_each else found
            found = [name for name in found if not lexicon.regex("nameless", "patterns").fullmatch(name)]
            if not found:
                continue
            told.add(found, quantity)
            if self._is_share_of_claimed(text, quantities, quantity, place.before):
                continue
            if self._is_claimed(text, quantity) or carriers.is_plan_of_share(found, place.after):
                continue
            period = clauses.period_of(text.text, begin, quantity, notations, self._year)
            for subject in found:
                self._record(text, span, quantity, subject, label, period)

    def _is_claimed(self, text: MappedText, quantity: Quantity) -> bool:
        return not self._claimed.isdisjoint(range(*text.span(quantity.number_start, quantity.number_end)))

    def _is_share_of_claimed(self, text: MappedText, quantities: Sequence[Quantity], quantity: Quantity, before: str) -> bool:
        """Whether a figure is the share that the sum right before it has, which is the office's money: 人员支出686万元,占57%."""
        sums = [each for each in quantities if each.end <= quantity.start][-1:]
        is_share = quantity.is_percent and _SHARE.fullmatch(before.strip()) is not None
        return is_share and any(each.unit_class == "money" and self._is_claimed(text, each) for each in sums)

    def _record(
        self,
        text: MappedText,
        clause: tuple[int, int],
        quantity: Quantity,
        subject: str,
        label: str,
        period: str | None,
    ) -> None:
        span = quoted_run(self._document, *text.span(*clause))
        figure = text.span(quantity.number_start, quantity.number_end)
        if not span[0] <= figure[0] < figure[1] <= span[1]:
            span = text.span(quantity.start, quantity.end)
        rule = "prose_quantity"
        fact_id = self.recorder.add(
            "statistics",
            span,
            rule,
            section=label or None,
            subject=subject,
            value=quantity.value,
            value_text=text.printed(quantity.start, quantity.end),
            unit=quantity.unit,
            comparator=quantity.comparator,
            period=period,
        )
        self.recorder.figure("statistics", fact_id, "value", figure, rule)


def _subjects(parts: clauses.Parts, place: Place, told: Told, about: str | None) -> list[str]:
    """What a quantity counts, by its own words or else by what its passage is about."""
    found = subjects_of(parts, place, told)
    return topics.told_by(about, place.before, found) if about else found


def _clause(text: MappedText, parts: clauses.Parts, quantity: Quantity) -> tuple[int, int]:
    """The clause of a quantity, which the end of a line ends too."""
    start, end = parts.clause_of(quantity.start, quantity.end)
    return start, quantity.end if clauses.ends_line(text, quantity.end) else end


def _one_each(places: Sequence[Place], named: Sequence[str]) -> list[str]:
    """The subjects of figures that begin a run of some told one each (分别) for what was named before; else none."""
    length = respectively.run_of([place.before for place in places], [place.quantity.unit for place in places])
    return (length and respectively.told_one_each(places[0].before, length, named)) or []


def _only_qualifies(places: Sequence[Place]) -> bool:
    """Whether the first of two figures says something of another and counts nothing itself."""
    place = places[0]
    counted = places[1].quantity if place.next_to_number and len(places) > 1 else None
    told = asides.is_goal(place.before, place.after) or asides.is_basis(place.before, place.after)
    return told or asides.is_threshold(place.quantity, place.after, counted)


def _is_own(quantity: Quantity, before: str) -> bool:
    """Whether a rate or an amount in a chapter on money is of the office's own."""
    return (quantity.is_percent or quantity.unit_class == "money") and not screening.of_work(quantity, before)
