"""Passages and prose cells → statistics with their evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.document import Document, MappedText
from orchestration.extraction.quotation import quoted_run
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.statistics import (
    asides,
    carriers,
    clauses,
    growth,
    lexicon,
    reach,
    respectively,
    screening,
    subjects,
    topics,
)
from orchestration.extraction.statistics.people import find_people
from orchestration.extraction.statistics.ranks import find_ranks
from orchestration.extraction.statistics.told import Told
from orchestration.extraction.structure.outline import Outline
from orchestration.language import Quantity, find_notations, find_quantities
from orchestration.records import EvidenceRow, StatisticRow


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
    for passage in outline.paragraphs:
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


_COUNTS = ("person", "count")
_TOGETHER = re.compile("(?:共计?|合计|总计|计)?")
_OUT_OF = re.compile(r"(?P<whole>[^,;。]{2,12})中,?(?:有|已有)?$")
LONGEST_ACTION = 28  # characters of "whom, and what was done for them"
_ONLY_MONEY = re.compile(r"\d[\d,.]*[亿万千]?元")
_CHANGE = re.compile(
    r"[^,;、]{0,4}(?:调整|增加|减少|提升|提高|下降|降低|降|增|减|上升|细分|扩大|扩展|缩短|压缩|压减|压降|缩减|增长|优化|整合|合并|变|改)(?:为|到|至|成)(?:(?:年末|年底|目前|现在|今年|当年|本年)的?|[^,;、]{0,2})"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A quantity with its surroundings."""

    quantity: Quantity
    before: str
    after: str
    next_to_number: bool  # the window after it runs into the next quantity
    # the next quantity, where a change leads on to it or both count one thing: 由108个调整为103个, 为52户76名残疾人
    following: _Place | None = None
    adjoins: bool = False  # another count of the same, right behind the first: 低保对象603户877人


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
        self._claimed = frozenset(place for start, end in claimed for place in range(start, end))

    def read(self, text: MappedText, label: str, *, money: bool, about: str | None = None) -> None:
        """Record the statistics of one passage. `money` False: amounts and shares in it are the office's own.

        `about`: what the passage says it is about, for counts that name nothing themselves.
        """
        quantities, ranks = find_people(text.text, find_quantities(text.text)), find_ranks(text.text)
        if not quantities and not ranks:
            return
        notations = find_notations(text.text)
        quoted = clauses.quoted_runs(text)
        counting = [q for q in quantities if screening.may_count(text.text, q, notations, quoted)]
        parts = clauses.Parts(text.text)
        told, each = Told(), list[str]()
        places = _places(text, sorted([*counting, *ranks], key=lambda q: q.start))
        for at, place in enumerate(places):
            quantity = place.quantity
            begin = parts.sentence_start(quantity.start)
            each = each if begin == told.sentence else []
            told.begin(begin)
            each = each or _one_each(places[at:], told.named)
            one_each = each.pop(0) if each else None
            span = parts.clause_of(quantity.start, quantity.end)
            span = (span[0], quantity.end) if clauses.ends_line(text, quantity.end) else span
            clause, promised = text.text[slice(*span)], text.text[begin : quantity.start]
            is_rank = quantity in ranks
            if not is_rank and _only_qualifies(places[at : at + 2]):
                continue
            if not is_rank and not screening.is_statistic(quantity, clause, promised, place.before, place.after):
                told.plan(_subjects(parts, place, told) if screening.is_planned(clause, promised) else [], quantity)
                continue
            if not money and (_is_own(quantity, place.before) or screening.about_evaluation(clause)):
                continue
            found = [_of_rank(place, told.carrier)] if is_rank else _subjects(parts, place, told)
            if one_each:
                found = [one_each]
            elif about and not is_rank:
                found = topics.told_by(about, place.before, found)
            if not found or self._is_claimed(text, quantity):
                continue
            told.add(found, quantity)
            period = clauses.period_of(text.text, begin, quantity, notations, self._year)
            for subject in found:
                self._record(text, span, quantity, subject, label, period)

    def _is_claimed(self, text: MappedText, quantity: Quantity) -> bool:
        return not self._claimed.isdisjoint(range(*text.span(quantity.number_start, quantity.number_end)))

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


def _one_each(places: Sequence[_Place], named: Sequence[str]) -> list[str]:
    """The subjects of figures that begin a run of some told one each (分别) for what was named before; else none."""
    length = respectively.run_of([place.before for place in places], [place.quantity.unit for place in places])
    return (length and respectively.told_one_each(places[0].before, length, named)) or []


def _only_qualifies(places: Sequence[_Place]) -> bool:
    """Whether the first of two figures says something of another and counts nothing itself."""
    place = places[0]
    counted = places[1].quantity if place.next_to_number and len(places) > 1 else None
    told = asides.is_goal(place.before, place.after) or asides.is_basis(place.before, place.after)
    return told or asides.is_threshold(place.quantity, place.after, counted)


def _is_own(quantity: Quantity, before: str) -> bool:
    """Whether a rate or an amount in a chapter on money is of the office's own."""
    return (quantity.is_percent or quantity.unit_class == "money") and not screening.of_work(quantity, before)


def _places(passage: MappedText, quantities: Sequence[Quantity]) -> list[_Place]:
    text = passage.text
    places: list[_Place] = []
    for i in reversed(range(len(quantities))):
        quantity = quantities[i]
        floor = quantities[i - 1].end if i else 0
        ceiling = quantities[i + 1].start if i + 1 < len(quantities) else len(text)
        before = clauses.window_before(text, _head_of(text, quantity), floor)
        last = clauses.ends_line(passage, quantity.end)
        after = "" if last else clauses.window_after(text, quantity.end, ceiling)
        runs_on = quantity.end + len(after) == ceiling
        if floor and quantity.start - len(before) == floor and "、" in before:
            before = before[before.index("、") + 1 :]  # what stands before 、 belongs to the number before
        if runs_on and "、" in after:
            after, runs_on = after[: after.index("、")], False
        changes = runs_on and (_CHANGE.fullmatch(after) is not None or _one_thing(quantities[i : i + 2], after))
        adjoins = floor == quantity.start and quantity.unit_class in _COUNTS
        places.append(_Place(quantity, before, after, runs_on, places[-1] if changes else None, adjoins))
    return places[::-1]


def _one_thing(pair: Sequence[Quantity], between: str) -> bool:
    """Whether two counts in a row are of one thing, told behind the second: 52户76名残疾人, 9支共130人的队伍."""
    return len(pair) == 2 and _TOGETHER.fullmatch(between) is not None and all(q.unit_class in _COUNTS for q in pair)


def _head_of(text: str, quantity: Quantity) -> int:
    """Where the words before a quantity end; of one that fills a bracket, before that: 住院救助(6804人次)."""
    fills = text[quantity.start - 1 : quantity.start] == "(" and text[quantity.end : quantity.end + 1] == ")"
    return quantity.start - 1 if fills else quantity.start


def _of_rank(place: _Place, carrier: str | None) -> str:
    return (subjects.before_number(place.before) or carrier or "") + "排名"


_OF_ALL = re.compile("^(?:全[国省市县区州镇乡街]|总体|整体|综合)")  # 全市火化率100% is of nothing told before


def _subjects(parts: clauses.Parts, place: _Place, told: Told) -> list[str]:
    """What a quantity counts, by its surroundings and what was told before it; several where one figure is stated for
    several rates."""
    quantity, carrier = place.quantity, told.carrier
    before = subjects.before_number(place.before)
    if place.following and not before and _leads_on(place) and (found := _subjects(parts, place.following, Told(told.sentence))):
        return found
    if grown := growth.subject_of(place.before, carrier):
        return [grown]
    if quantity.is_percent:
        reached = carriers.reached_of_plan(place.before, told.named)
        carrier = None if _OF_ALL.search(place.before) else carriers.of_rate(before, told.named)
        if found := [reached] if reached else _of_rate(place, before, carrier):
            return found
        rate = _clause_before(parts, place, told.sentence)  # 未达标的是建档率,实际为84.1%
        return [rate.rpartition("的是")[2]] if rate and subjects.is_rate(rate) else []
    if quantity.value == 0 and quantity.unit is None:
        what = subjects.after_number(place.after, person=False) if place.after else before
        return [what] if what else []
    if quantity.unit_class == "time":
        return _of_time(place, before, carrier)
    return _of_count(parts, place, before, told)


def _leads_on(place: _Place) -> bool:
    """Whether what a quantity counts stands behind the one that follows; not 剩余46户132人全部脱贫, the rest of what was told."""
    named = place.following is None or subjects.after_number(place.following.after, person=False)
    return bool(named) or not Told.is_rest(place.before)


_RECEIVER = re.compile(r"(?:为|给|向|对)[^,]{0,6}$")
_FOR_A_CHANGE = re.compile(r"(?:调整|增|分|设|列|化|变|改|评|作)为?$")
# 18个镇通客车率均达到100%: what is counted are the places
_PLACE_OF_RATE = re.compile("(?P<place>乡镇|镇街|镇|乡|街道|行政村|自然村|建制村|村|社区|学校)(?=[^,;的]{2,}率)")
_TOOK_PART = re.compile("^(?:参加|参与|完成|通过|获得)")


def _of_count(parts: clauses.Parts, place: _Place, before: str, told: Told) -> list[str]:
    quantity, carrier = place.quantity, told.carrier
    if place.adjoins and carrier:
        return [carrier]
    person = quantity.unit_class == "person"
    after = _own_after(place)
    if not after and (reached := reach.subject_of(parts.text, quantity)):
        return [reached]
    if place_of_rate := _PLACE_OF_RATE.match(after):
        return [place_of_rate["place"]]
    if quantity.unit == "级" and after:
        return [subjects.tidy(after)]
    noun = subjects.after_number(after, person=person) if after else ""
    if not noun and (counted := told.counted(quantity, place.before)):
        return [counted]
    if person and noun and _RECEIVER.search(place.before) and not _FOR_A_CHANGE.search(place.before):
        return [subjects.tidy(after)[:LONGEST_ACTION]]
    if (out_of := _OUT_OF.search(place.before)) and after:
        return [subjects.before_number(out_of["whole"]) + subjects.action_after(after)]
    if noun and place.before.rstrip().endswith("的") and before:
        return [subjects.tidy(before + "的" + noun)]
    if quantity.unit_class == "money" and before and not subjects.ends_with_verb(place.before):
        return [subjects.with_carrier(before, carrier)]
    if noun and (subjects.ends_with_verb(place.before) or not before or not _is_occasion(quantity)):
        return [noun]
    action = subjects.action_after(after) if after else ""
    if before and action and quantity.unit_class == "money" and subjects.verb_of(place.before) == before:
        return [before + action]  # 投入235万元完善安全保卫设施
    if before:
        return [subjects.with_carrier(before, carrier)]
    if action and not _TOOK_PART.match(action):
        return [action]
    carrier = carrier or _clause_before(parts, place, told.sentence)
    if carrier and not action and place.before.strip().endswith("成功"):
        return [carriers.succeeded(carrier)]
    joined = (carrier or "") + (action or (_done(place.before) if carrier else ""))
    return [joined] if joined else []


def _done(before: str) -> str:
    """What was done with what was counted before, where that says more than that it was: 其中新建38户, not 完成38户."""
    verb = subjects.verb_of(before)
    return "" if verb in ("完成", "实现", "达到", "落实") else verb


def _is_occasion(quantity: Quantity) -> bool:
    """人次, 场次, 次: what is counted usually stands before them."""
    return quantity.unit_class == "occurrence" or bool(quantity.unit and quantity.unit.endswith("次"))


def _own_after(place: _Place) -> str:
    """The window after a number, unless it belongs to the next one: 96宗面积14万平方米."""
    if not place.next_to_number:
        return place.after
    bare = re.sub(r"[一-鿿]{2}率$", "", lexicon.trailing().sub("", place.after))
    return "" if bare in lexicon.words("generic", "shown_after") or not bare else bare


def _of_rate(place: _Place, before: str, carrier: str | None) -> list[str]:
    if place.before.strip(" ").endswith("完成") and not before and carrier:
        return [carrier + "完成率"]
    if not before:
        noun = subjects.after_number(place.after, person=False)
        return [noun] if noun else [carrier] if carrier else []
    if not subjects.is_rate(before) and 2 <= len(place.after) <= 12 and not place.next_to_number:
        return [before + subjects.action_after(place.after)]
    return [subjects.with_carrier(part, carrier) for part in subjects.rates(before)]


# 从结案到发放平均需要23天
_TIME_TAKEN = re.compile("[从自](?P<steps>[^,;]{2,16}[到至][^,;]{2,12}?)(?:一般|共|大约|只|仅|还|约)*(?P<mean>平均)?(?P<verb>需要?|耗时|历时|用时|花费?)$")


def _of_time(place: _Place, before: str, carrier: str | None) -> list[str]:
    if before and _CHANGE.fullmatch(place.after):
        return [before]
    if taken := _TIME_TAKEN.search(place.before):
        return [taken["steps"] + (taken["mean"] or "") + ("用时" if taken["verb"] == "用时" else "时间")]
    action = subjects.action_after(place.after)
    if place.quantity.unit in ("年", "个月", "季度"):
        return [action or before] if action or before else []
    if action:
        return [action if action.endswith(("时间", "时限")) else action + "时限"]
    return [before] if before else [carrier] if carrier else []


def _clause_before(parts: clauses.Parts, place: _Place, sentence: int) -> str | None:
    """The object of the clause before, where a clause names no noun of its own."""
    start, _ = parts.clause_of(place.quantity.start, place.quantity.end)
    if start - 1 <= sentence:
        return None
    window = clauses.window_before(parts.text, start - 1, sentence)
    at = start - 1 - len(window)
    if _ONLY_MONEY.fullmatch(window) and parts.text[at - 1 : at] == ":":
        window = clauses.window_before(parts.text, at - 1, sentence)  # 岗位补贴:26万元,36人
    return subjects.before_number(window) or None
