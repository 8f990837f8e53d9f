"""Quantities in running text: number, multiplier, unit, and the words that compare or approximate.

Belongs here: finding them in one folded text. Does not belong here: which are facts (`orchestration.extraction`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from orchestration.language.beginnings import compiled
from orchestration.language.list_numbers import list_numbers_before_counts
from orchestration.language.notations import find_notations
from orchestration.language.numerals import (
    CHINESE,
    DIGITS,
    MULTIPLIER,
    MULTIPLIERS,
    may_be_thousands,
    parse_chinese,
    parse_number,
)
from orchestration.language.units import alternation, bracketed_pattern, is_whole, unit_class, unit_pattern, vocabulary


class Quantity(NamedTuple):
    """One quantity. `start:end` is the whole print with its words, `number_start:number_end` the number and multiplier.

    `value` is multiplied out (13.3万人 is 133000), None where the print cannot be read for sure (`N支`, `9.000多名`).
    `high` is the upper end of a range, `value` then the lower. `unit` is printed without 万 or 亿.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    unit: str | None = None
    comparator: str = "="
    high: Decimal | None = None
    is_percent: bool = False
    is_chinese_numeral: bool = False
    multiplier: Decimal = Decimal(1)

    @property
    def unit_class(self) -> str | None:
        """money, percent, time, person, occurrence, count …; None where no known unit follows."""
        return unit_class(self.unit)


_NOT_QUANTITIES = frozenset({"date", "document_number", "code", "list_number"})
_DIGITS = re.compile(DIGITS)
_HAN = re.compile(r" ?[一-鿿]")
_LONGEST_NUMERAL = 24  # characters of a Chinese numeral
_GAP = r" ?"
_RANGE = re.compile(rf"{_GAP}(?:[-—–~至到]|——){_GAP}(?={DIGITS})")
_GAP_DECIMALS = re.compile(r"\. (\d{1,4})(?![\d.])")
_SPREAD = re.compile(r"\d(?: \d)+")
_MAYBE_LISTED = re.compile(r"\d{1,2}\.\d+")
_SENTENCE_BEHIND = re.compile("[一-鿿]{4}")
_PLACEHOLDER = re.compile(r"(?<![A-Za-z0-9+*])(?:[NX]|\*{2,})(?![A-Za-z0-9+*])")
_COUNTED_BY = re.compile("[上近数几逾超约达过成]")  # what makes a number of a multiplier alone


@cache
def _number_pattern() -> re.Pattern[str]:
    zero = vocabulary("quantities")["zero"]
    nouns, stop = alternation(zero["nouns"]), alternation(zero["not"])
    nothing = rf"(?P<zero>零)(?=(?:{nouns})|(?<=[\"“]零)(?!{stop})[一-鿿]{{2,5}}[\"”])"
    share = rf"(?P<share>百分之|千分之)(?:{CHINESE}|{DIGITS})"
    # 收集率约九成, 比上年下降四成: tenths of a rate or of a change, where they end its clause.
    told_of = "|".join(f"(?<={word})" for word in vocabulary("quantities")["tenths"]["told_of"])
    tenths = rf"(?:{told_of})(?P<tenths>[一二两三四五六七八九]成)(?=以上|左右|多?[,;。、)]|多?$)"
    # 受益2 860户 in prose: a blank for the comma of thousands, between words and a unit.
    grouped = r"(?<=[一-鿿)])\d{1,3}(?: \d{3})+(?:\.\d+|\. \d{1,2}(?=[万亿]?元))?(?=[万一-鿿])"
    # 收割机9 7台, 核验率1 0 0%: the digits of one number, each apart, between its noun and its unit.
    spread = rf"(?<=[一-鿿])\d(?: \d){{1,4}}(?= ?(?:%|(?!分)(?:{unit_pattern().pattern})))"
    digits = rf"(?P<digits>(?<![A-Za-z\d.])(?:{grouped}|{spread}|{DIGITS}))"
    vague = r"(?P<vague>(?<=[上近])[百千万](?!里|分)|百(?=[余多]))"
    chinese = rf"(?P<chinese>{CHINESE})"
    placeholder = rf"(?P<placeholder>{_PLACEHOLDER.pattern})"
    return compiled("|".join((share, nothing, tenths, digits, vague, chinese, placeholder)))


@cache
def _before_pattern() -> re.Pattern[str]:
    words = vocabulary("quantities")["before"]
    return re.compile(rf"(?:{alternation([w for group in words.values() for w in group])})(?:为|在|到|了)?{_GAP}$")


@cache
def _before_ends() -> frozenset[str]:
    """The characters that can stand directly before a number with a word of `_before_pattern`."""
    words = vocabulary("quantities")["before"]
    return frozenset("为在到了 \n").union(word[-1] for group in words.values() for word in group)


@cache
def _comparators(place: str) -> dict[str, str]:
    return {word: sign for sign, words in vocabulary("quantities")[place].items() for word in words}


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_GAP}({alternation(_comparators('after'))})")


@lru_cache(maxsize=4096)  # as find_notations
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a folded text, left to right, not overlapping; not dates, document numbers and codes."""
    matches = list(_number_pattern().finditer(text))
    if not matches:
        return ()
    masked = _Mask(text)
    listed = dict(list_numbers_before_counts(text))
    found: list[Quantity] = []
    position = 0
    for match in matches:
        count = _DIGITS.match(text, listed[match.start()] + 1) if match.start() in listed else None
        if count is None and (match.start() < position or masked.covers(match.start(), match.end())):
            continue
        quantity = _read(text, count or match, position)
        if quantity is not None:
            found.append(quantity)
            position = quantity.end
    return tuple(found)


class _Mask:
    """Runs that hold no quantities; asked from left to right."""

    def __init__(self, text: str) -> None:
        self._spans = [(n.start, n.end) for n in find_notations(text) if n.reason in _NOT_QUANTITIES]
        self._at, self._reach = 0, 0

    def covers(self, start: int, end: int) -> bool:
        while self._at < len(self._spans) and self._spans[self._at][0] < end:
            self._reach = max(self._reach, self._spans[self._at][1])
            self._at += 1
        return self._reach > start


def _read(text: str, match: re.Match[str], floor: int) -> Quantity | None:
    kind = match.lastgroup
    if kind == "share":
        quantity = _share(match)
    elif kind == "zero":
        quantity = Quantity(*match.span(), *match.span(), Decimal(0), is_chinese_numeral=True)
        return quantity
    elif kind == "placeholder":
        scale = _SCALE.match(text, match.end())
        start, end = match.start(), scale.end() if scale else match.end()  # ****万元 hides a number, 万 is none
        quantity = _with_unit(text, Quantity(start, end, start, end, None))
        return quantity if quantity.unit else None
    elif kind == "tenths":
        quantity = _tenths(match)
    elif kind in ("chinese", "vague"):
        quantity = _chinese(text, match, vague=kind == "vague")
    else:
        quantity = _arabic(text, match)
    if quantity is None:
        return None
    return _compared(text, quantity, floor)


def _share(match: re.Match[str]) -> Quantity | None:
    """`百分之九十五`, `千分之三`."""
    value = parse_number(match.group()[3:])
    if value is None:
        return None
    unit = "%" if match.group()[0] == "百" else "‰"
    chinese = not match.group()[3].isascii()
    span = match.span()
    return Quantity(*span, *span, value, unit, is_percent=unit == "%", is_chinese_numeral=chinese)


def _tenths(match: re.Match[str]) -> Quantity | None:
    """`九成`: ten percent each."""
    value, span = parse_chinese(match.group()[0]), match.span()
    return None if value is None else Quantity(*span, *span, value * 10, "%", is_percent=True, is_chinese_numeral=True)


def _chinese(text: str, match: re.Match[str], *, vague: bool) -> Quantity | None:
    """A Chinese numeral counts only before a known unit; 一 in words (一批, 统一) is left to the caller's unit test."""
    start, end = match.span()
    if match.group() in ("万", "亿") and not _COUNTED_BY.match(text[max(0, start - 1) : start]):
        return None  # **万元, 补助资金万元: the number is hidden or lost
    if end - start > _LONGEST_NUMERAL or (start and text[start - 1] in "第每同统进唯之其初万单逐专"):
        return None
    for stop in range(end, start, -1):  # 四千米: the unit may begin inside the run
        value = parse_chinese(text[start:stop])
        if value is None:
            continue
        quantity = _with_unit(text, Quantity(start, stop, start, stop, value, is_chinese_numeral=True))
        if quantity.unit and (quantity.unit_class != "points_of_score"):
            return quantity._replace(comparator="~") if vague else quantity
    return None


def _arabic(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    end, value = _number_end(text, start, end)
    if value is None or (end < len(text) and text[end] == "." and text[end + 1 : end + 2].isdigit()):
        return None
    quantity = _scaled(text, Quantity(start, end, start, end, value))
    ranged = _RANGE.match(text, end)
    if ranged and quantity.number_end == end:
        quantity = _range(text, quantity, ranged.end()) or quantity
    quantity = _with_unit(text, quantity)
    return _honest(text, _range_of_units(text, quantity))


def _number_end(text: str, start: int, end: int) -> tuple[int, Decimal | None]:
    """The end of the digits, over a layout gap after the point where it cannot be a list number."""
    gap = _GAP_DECIMALS.match(text, end)
    printed = text[start:end]
    if gap and "." not in printed and not (len(printed) <= 2 and _at_list_position(text, start)):
        is_year = re.match(r"(?:19|20)\d{2}", gap.group(1)) and text[gap.end() : gap.end() + 1] == "年"
        if not is_year:
            end = gap.end()
    printed = text[start:end]
    return end, parse_number(printed.replace(" ", "") if _SPREAD.fullmatch(printed) else printed)


def _at_list_position(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in ' 。;:!?,、\t>)”"'


_CONTINUED = re.compile(rf"({DIGITS})({MULTIPLIER})")
_SCALE = re.compile(rf"{_GAP}(?P<approximate>[余多几])?{_GAP}(?P<multiplier>{MULTIPLIER})(?P<after>[余多])?")


def _scaled(text: str, quantity: Quantity) -> Quantity:
    """With its multipliers: 万, 亿, 3万5千, 24万余, 20余万."""
    value, end, comparator = quantity.value, quantity.end, quantity.comparator
    assert value is not None
    match = _SCALE.match(text, end)
    if match is None or _is_unit_beyond(text, end, match.end()):
        return quantity
    multiplier = MULTIPLIERS[match.group("multiplier")]
    value, end = value * multiplier, match.end()
    if match.group("approximate") or match.group("after"):
        comparator = "~"
    before = multiplier
    while (more := _CONTINUED.match(text, end)) and MULTIPLIERS[more.group(2)] < before:
        before = MULTIPLIERS[more.group(2)]
        value += Decimal(more.group(1).replace(",", "").replace(" ", "")) * before
        end = more.end()
    return quantity._replace(end=end, number_end=end, value=value, comparator=comparator, multiplier=multiplier)


def _is_unit_beyond(text: str, start: int, end: int) -> bool:
    """Whether a unit that begins like a multiplier reaches further than it: 百分比, 千米."""
    unit = unit_pattern().match(text, start)
    return unit is not None and unit.end() > end and unit.group()[0] in "百千"


def _range(text: str, quantity: Quantity, start: int) -> Quantity | None:
    match = _DIGITS.match(text, start)
    value = parse_number(match.group()) if match else None
    if match is None or value is None:
        return None
    high = _scaled(text, Quantity(start, match.end(), start, match.end(), value))
    if high.value is None or quantity.value is None:
        return None
    low = quantity.value * high.multiplier
    if low >= high.value or text[high.end : high.end + 1] == "号":
        return None
    return quantity._replace(end=high.end, number_end=high.end, value=low, high=high.value, multiplier=high.multiplier)


def _range_of_units(text: str, quantity: Quantity) -> Quantity:
    """`95%-100%`, `3次至5次`: the unit stands at both ends; `从5个到8个` is a change, not a range."""
    ranged = _RANGE.match(text, quantity.end) if quantity.unit and quantity.high is None else None
    if ranged is None or text[max(0, quantity.start - 1) : quantity.start] in ("从", "由", "将"):
        return quantity
    match = _DIGITS.match(text, ranged.end())
    value = parse_number(match.group()) if match else None
    if match is None or value is None:
        return quantity
    high = _with_unit(text, _scaled(text, Quantity(*match.span(), *match.span(), value)))
    if high.unit != quantity.unit or high.value is None or quantity.value is None or high.value <= quantity.value:
        return quantity
    return quantity._replace(end=high.end, number_end=high.number_end, high=high.value)


_BETWEEN = re.compile(rf"{_GAP}([余多几来])(?=[^余多])")


def _with_unit(text: str, quantity: Quantity) -> Quantity:
    end, comparator = quantity.end, quantity.comparator
    between = _BETWEEN.match(text, end)
    if between:
        after = unit_pattern().match(text, between.end()) or _HAN.match(text, between.end())
        if after:
            end, comparator = between.end(), "~"
    match = unit_pattern().match(text, end + (text[end : end + 1] == " "))
    if match is None or _begins_a_word(text, match):
        return quantity._replace(end=end, comparator=comparator) if between else quantity
    unit, percent = _written(match.group())
    return quantity._replace(end=match.end(), unit=unit, comparator=comparator, is_percent=percent)


_NOT_A_UNIT = re.compile(
    r"级(?:以上|别)?(?=政府|党委|人民|财政|部门|以上)|分(?=之|散|布|别|类|管|级|局|公司|配|支|批|析|层|队|段)|层(?=面|级|次)|"
    r"面(?=向|积|临|对)|部(?=门|分|署|队)|所(?=有|属|在)|代表|处(?=置|理|罚|于|级)|行(?=动|政)|组(?=织|建)|"
    r"道(?=路|德)|条例|口(?=号|径)|次(?=干|密)|对(?=口|接|象)|把(?=关|手)|站(?=点)|车(?=辆|位|站)|册(?=子)|班(?=子)|"
    r"件(?=均)|度(?=假)|方(?=面|案|位|式|针)|元(?=旦|素|宇宙)|天(?=河|然|津)|日(?=常|均)|年(?=度|初|底|末|终|级|轻|均|人均)|"
    r"月(?=度|均)|周(?=边|岁|期|年)|节(?=约|能|日|点)|期(?=间|限|末)|安(?=全|置)|位(?=于|置|居|列)|单(?=位|元)|"
    r"头(?=等)|类(?=别|似)|根(?=据)|字(?=第)|回(?=收|复)|起(?=草|来|点)|门(?=诊|店|禁|市)|片(?=区)|段(?=路)|"
    r"包(?=括|含|保|联)|本(?=级|年|月|区|街|部|单位)|排(?=名|查)|集(?=中|体)|挂(?=钩)|针(?=对)|种(?=植)|升(?=级|至|到)|"
    r"批(?=准|复|发)|届(?=时|满)|顶(?=层)|场(?=所|地|馆|景|面)|户(?=籍|外)|名(?=单|称|列|义)|组织"
)


def _begins_a_word(text: str, match: re.Match[str]) -> bool:
    """Whether the characters of the unit are the beginning of another word: 2处置, 3级政府, 5分类."""
    return _NOT_A_UNIT.match(text, match.start()) is not None and len(match.group()) == 1


_MARKS = re.compile(r"[(),、/]")


def _written(printed: str) -> tuple[str, bool]:
    """The unit as it is written in the data, and whether it is percent."""
    unit = bracketed_pattern().sub(lambda again: _MARKS.sub("", again.group()), printed) if "(" in printed else printed
    unit = vocabulary("quantities")["units_as"].get(unit, unit)
    return unit, unit == "%"


def _honest(text: str, quantity: Quantity) -> Quantity:
    """Without value where the point may be none: `9.000多名` is 9000 or nothing, `2.5个村通水` 5 of item 2 or nothing."""
    printed = text[quantity.number_start : quantity.number_end]
    if is_whole(quantity.unit) and quantity.multiplier == 1 and _MAYBE_LISTED.fullmatch(printed) and _begins_a_sentence(text, quantity):
        return quantity._replace(value=None)
    if (
        "." in printed
        and may_be_thousands(printed)
        and (is_whole(quantity.unit) or (quantity.comparator == "~" and quantity.unit is None))
    ):
        return quantity._replace(value=None)
    return quantity


def _begins_a_sentence(text: str, quantity: Quantity) -> bool:
    """Whether a quantity stands where a list number may, with a sentence behind it: not 2.5人 in a cell."""
    before = text[: quantity.number_start].rstrip(" ")
    return before[-1:] in ("", "。", ";") and _SENTENCE_BEHIND.match(text, quantity.end) is not None


def _compared(text: str, quantity: Quantity, floor: int) -> Quantity:
    start, end, comparator = quantity.start, quantity.end, quantity.comparator
    for sign, begin in _words_before(text, start, floor):
        start = begin
        if sign != "=" and (comparator == "=" or sign != "~"):
            comparator = sign
    after = _after_pattern().match(text, end)
    if after:
        end, sign = after.end(), _comparators("after")[after.group(1)]
        comparator = sign if sign != "~" or comparator == "=" else comparator
    elif text[end : end + 1] == "内" and quantity.unit_class in vocabulary("quantities")["within"]["classes"]:
        end, comparator = end + 1, "<="
    if (
        quantity.is_chinese_numeral
        and text[start - 1 : start] in ("上", "近")
        and text[quantity.number_start] in "百千万"
    ):
        start, comparator = start - 1, "~"
    if (start, end, comparator) == (quantity.start, quantity.end, quantity.comparator):
        return quantity
    return quantity._replace(start=start, end=end, comparator=comparator)


def _words_before(text: str, start: int, floor: int) -> Iterator[tuple[str, int]]:
    """Comparator words directly before a position, the nearest first: `达`, `≥`; at most two."""
    forbidden, names = vocabulary("quantities")["not_before"], tuple(vocabulary("quantities")["names"]["words"])
    for _ in range(2):
        if text[start - 1 : start] not in _before_ends():
            return
        match = _before_pattern().search(text, max(floor, start - 8), start)
        if match is None or text.endswith(names, 0, start):
            return
        word = match.group().rstrip(" ")
        signs = _comparators("before")
        bare = word if word in signs else word[:-1]
        if text[match.start() - 1 : match.start()] and text[match.start() - 1] in forbidden.get(bare, ""):
            return
        yield signs[bare], match.start()
        start = match.start()
