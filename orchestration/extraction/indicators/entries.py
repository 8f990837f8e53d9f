"""One indicator in running text: where its name, its target and its result stand. Data: `data/indicator_prose.toml`.

Belongs here: the forms in which a sentence or an item of a list states one indicator. Does not belong here: which items
make a list, and what is recorded (`indicators.prose`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from orchestration.extraction.data import load
from orchestration.language import Quantity, find_quantities, parse_value
from orchestration.language.beginnings import compiled

ITEM = re.compile(r"(?:\([^()。\n]*\)|[^;；。\n])+")
_TWINS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{3,20})(?P<target>[≥≤=]?\d[\d.,]*(?P<unit>[\u4e00-\u9fff%㎡]{1,4}))"
    r"(?P=name)(?P<actual>[≥≤=]?\d[\d.,]*(?P=unit))"
)
NUMBER = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.、](?!\d)|[①-⒇]|[一二三四五六七八九十]是(?=\S{4}))\s?")
_COMPARED = re.compile(r"[≥≤<>=]|不(?:少|低|高)于|不超过")
_PER = re.compile(r"(?:[/·][\u4e00-\u9fff]{1,4})*")  # 1500元/生·学期
# what leads to a result: how it was found, or why it is not the target
_SURVEYED = re.compile(r",(?:经?[\u4e00-\u9fff]{0,8}(?:调查|测评|回访|核查|统计|监测|抽样)|[因受][^,;。\d]{2,14}(?:影响|原因|限制))$")
# a day on which something was done, told with what was: 实际于10月8日完工
_DONE_ON = re.compile(
    r"(?P<date>(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|[初中末底])?)(?:全部|全面|已|正式)*(?:完[工成]|竣工|建成|投用|投入使用|交付|开工|验收|兑付|发放|拨付|下达|通车)(?:完毕|到位)?$"
)
_BY_DATE = re.compile(r"(?<=时间|期限|时限)(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底末])?(?:之|以)?前$")
LONGEST_NAME = 30
_SHORTEST_NAME = 2
_LONGEST_WORDS = 14  # characters of a target or result without a figure


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list: the places of its name and its values in the passage."""

    kind: str
    name: tuple[int, int]
    target: tuple[int, int] | None
    actual: tuple[int, int] | None
    end: int
    points: dict[str, tuple[int, int]] = field(default_factory=dict)  # weight, declared_score


@cache
def word(name: str) -> re.Pattern[str]:
    """A pattern of `[words]` by its name; `{words}` in it are those that values without a figure begin with."""
    words = load("indicator_prose")["words"]
    return compiled(words[name].replace("{words}", words["words_of_values"]))


@cache
def _bracketed_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one) for one in load("indicator_prose")["words"]["bracketed"])


def bracketed(item: str) -> re.Match[str] | None:
    """An item that prints its target or its result in brackets: 聘用管护员(目标≥186人)完成191人."""
    if "(" not in item:
        return None
    return next(filter(None, (pattern.match(item) for pattern in _bracketed_patterns())), None)


@cache
def _labelled_patterns() -> tuple[re.Pattern[str], ...]:
    kinds = "|".join(sorted(load("indicator_prose")["kinds"]["names"], key=len, reverse=True))
    return tuple(compiled(one.replace("{kinds}", kinds)) for one in load("indicator_prose")["words"]["labelled"])


@cache
def _name_end() -> re.Pattern[str]:
    ends = "|".join(load("indicator_prose")["words"]["name_ends"])
    return re.compile(rf"^([\u4e00-\u9fff]{{2,20}}?(?:{ends}))(?=[\u4e00-\u9fff])")


def labelled_entries(text: str) -> Iterator[Entry]:
    """Indicators of a form that prints a label before each value; its points stand behind the result."""
    found = (list(pattern.finditer(text)) for pattern in _labelled_patterns())
    for match in next(filter(None, found), []):
        points = {name: match.span(name) for name in ("weight", "declared_score") if match[name]}
        name, target, actual = (match.span(place) for place in ("name", "target", "actual"))
        yield Entry(match["kind"] or "", name, target, actual, match.end(), points)


def paired_entries(text: str, kind: str = "") -> Iterator[Entry]:
    """Indicators that state target and result in one breath: 布防数量≥6架,实际布防6架."""
    for match in ITEM.finditer(text):
        item = word("verdict").sub("", match.group())
        actual = word("actual").search(item)
        if not actual:
            continue
        number = NUMBER.match(item)
        begin = number.end() if number else 0
        lead = begin if bracketed(item[begin:]) else max(item.rfind(":", 0, actual.start()) + 1, begin)
        if (named := word("target").match(item, lead)) and named.end() > lead:
            lead = begin  # 验收合格率:目标值100%,实际完成值100%: the name stands before the colon
        number = NUMBER.match(item[lead:])
        lead += number.end() if number else 0  # 未完成指标:一是"参训人数≥5000人",实际4236人
        entry = entry_of(text, kind, match.start() + lead, match.start() + len(item), False)
        if entry and entry.target and entry.actual and _is_pair(text, entry, item[: actual.start()]):
            yield entry


def entries_with_target_behind(text: str, begin: int, end: int, kind: str = "") -> Iterator[Entry]:
    """Results whose target is told behind them, in brackets or after a comma: 新建卫生室25所(目标25所).

    Without words to tell them apart from a second fact, both have one unit, or one of them is no figure.
    """
    if not word("of_target").search(text, begin, end):
        return  # most passages: the search below is a long one
    for match in word("target_behind").finditer(text, begin, end):
        place = next(each for each in ("bracketed", "plain", "beaten") if match[each])
        target, actual = parse_value(match[place]), parse_value(match["actual"])
        name = NUMBER.sub("", match["name"])
        if len(name) < 2 or (target.value is not None and target.unit not in (None, actual.unit)):
            continue
        start = match.end("name") - len(name)
        yield Entry(kind, (start, match.end("name")), match.span(place), match.span("actual"), match.end())


def twin_entries(text: str) -> Iterator[Entry]:
    """Targets and results side by side that both say what they are of: 整治沟渠32公里 整治沟渠30公里."""
    for match in _TWINS.finditer(text):
        yield Entry("", match.span("name"), match.span("target"), match.span("actual"), match.end())


def _is_pair(text: str, entry: Entry, head: str) -> bool:
    """Whether target and result are of one indicator: the words or a comparator say so, or both have one unit."""
    assert entry.target is not None and entry.actual is not None
    target, actual = (parse_value(text[slice(*place)]) for place in (entry.target, entry.actual))
    name = text[slice(*entry.name)]
    if len(name) > LONGEST_NAME or "," in name:
        return False
    if word("target").search(head):
        words = max(end - start for start, end in (entry.target, entry.actual))
        return target.value is not None or (actual.value is None and words <= _LONGEST_WORDS)
    if _BY_DATE.search(head.rstrip(",")):
        return True
    if actual.value is None or (actual.unit == "元" and word("money").search(name)):
        return False
    if _COMPARED.search(head):
        return True
    is_paid = actual.unit == "元" and word("paid").search(text, entry.target[1], entry.actual[0])
    is_allowed = word("allowed").search(name)
    return target.value is not None and target.unit == actual.unit and not (is_paid or is_allowed)


def entry_of(text: str, kind: str, begin: int, end: int, is_target: bool) -> Entry | None:
    """The indicator that the text from `begin` to `end` states, or None. `is_target`: a value alone is its target."""
    begin += text[begin : begin + 1] == '"'
    item = text[begin:end]
    if match := bracketed(item):
        named, planned, reached = ((begin + match.start(part), begin + match.end(part)) for part in ("name", "target", "actual"))
        return Entry(kind, named, planned, reached, reached[1])
    actual = word("actual").search(item)
    if actual:
        behind = re.search(r",(?!\d{3})", item[actual.end() :])
        item = item[: actual.end() + behind.start()] if behind else item
        end = begin + len(item)
    if actual and actual.start() > 0 and actual.end() < len(item):
        head = _without_status(_SURVEYED.sub("", item[: actual.start()].rstrip(",、:")))
        clause = _last_clause(head)
        begin, head = begin + clause, head[clause:]
        split = _split(head)
        if split:
            name, value = len(head[: split[0]].rstrip(':",')), split[1]
            target = (begin + value, begin + len(head)) if value < len(head) else None
            dated = _DONE_ON.match(item, actual.end()) if item[actual.end() - 1] == "于" else None
            start = begin - clause
            reached = (start + actual.end(), start + dated.end("date") if dated else end)
            return Entry(kind, (begin, begin + name), target, reached, end)
    if places := in_order(item):
        named, planned, reached = ((begin + first, begin + last) for first, last in places)
        return Entry(kind, named, planned, reached, reached[1])
    split = _split(item)
    if not split or split[1] >= len(item):
        return None
    name, value = split
    place = (begin + value, end)
    return Entry(kind, (begin, begin + name), place if is_target else None, None if is_target else place, end)


def _last_clause(head: str) -> int:
    """Where the name begins that stands right before a target: 补助按月发放,发放及时率目标为100%,实际99.2%."""
    target = word("target").search(head)
    clause = head.rfind(",", 0, target.start()) + 1 if target else 0
    return clause if target and target.start() - clause >= _SHORTEST_NAME else 0


def _without_status(head: str) -> str:
    """What stands before a result, without the word that the target was missed and the mark that closes the quoted name:
    参训人数≥5000人"未完成."""
    status = next((each for each in word("status_inside").finditer(head) if each.end() == len(head)), None)
    head = head[: status.start()] if status else head
    return head[:-1] if head.count('"') % 2 and head.endswith('"') else head


def in_order(item: str) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]] | None:
    """Name, target and result of an item of two figures with one unit: 计划购置彩超3台,实购3台. None for any other."""
    quantities = [quantity for quantity in find_quantities(item) if quantity.unit is not None]
    if len(quantities) < 2:
        return None
    first, last = quantities[0], quantities[-1]
    if first.unit != last.unit or not word("result_words").match(item[first.end : last.start]):
        return None
    head = word("planned").match(item)
    begin = head.end() if head else 0
    name = item[begin : first.start]
    leads = word("leads_to_target").search(name)
    stop = begin + len((name[: leads.start()] if leads else name).rstrip(",:"))
    if stop - begin < 2 or (not head and not leads and first.comparator == "="):
        return None
    return (begin, stop), (first.start, first.end), (last.start, last.end)


def name_before(item: str, quantity: Quantity) -> str:
    """The words before a result, without those that lead to it: 满意度达到95%, 自来水普及率由82%提高到91%."""
    return re.sub(r"(?:达到|达|为|是|(?:控制|保持|稳定)在)$", "", word("changed").sub("", item[: quantity.start]))


def of_each_count(text: str, entry: Entry) -> Iterator[Entry]:
    """An entry whose name ends in a count of its own as two: 在册低保对象412户695人."""
    name = text[slice(*entry.name)]
    counts = find_quantities(name)
    beside = entry.target is None and entry.actual is not None and entry.actual[0] == entry.name[1]
    if not beside or len(counts) != 1 or counts[0].unit is None or counts[0].end < len(name) or counts[0].start < _SHORTEST_NAME:
        yield entry
        return
    named = (entry.name[0], entry.name[0] + counts[0].start)
    yield replace(entry, name=named, actual=(named[1], entry.name[1]))
    yield replace(entry, name=named)


def _split(item: str) -> tuple[int, int] | None:
    """Where the name of an item ends and where its value begins."""
    target = word("target").search(item)
    if target and target.start() > 1:
        return target.start(), target.end()
    sign = _COMPARED.search(item)
    if sign and sign.start() > 1 and item[sign.end() : sign.end() + 1].isdigit():
        return len(item[: sign.start()].rstrip(":,为")), sign.start()
    colon = item.find(":")
    if 1 < colon < len(item) - 1:
        return colon, colon + 1
    if limit := _BY_DATE.search(item):
        return limit.start(), limit.start()  # 储备完成时间11月底前
    quantities = find_quantities(item)
    if quantities and quantities[-1].start > 1 and _PER.fullmatch(item.rstrip(" ,"), quantities[-1].end):
        name = name_before(item, quantities[-1])
        return len(name), quantities[-1].start
    match = _name_end().match(item)
    return (match.end(), match.end()) if match and match.end() < len(item) else None
