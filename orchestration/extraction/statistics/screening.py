"""Which quantities of a passage are statistics.

Belongs here: the contract's exclusions (own budget, staffing, scores, slogans, names, promises) as rules on the clause.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import any_of, load
from orchestration.extraction.statistics import lexicon
from orchestration.extraction.statistics.clauses import LONGEST_NAME
from orchestration.extraction.structure.outline import Section
from orchestration.language import Notation, Quantity

_EXCLUDING = {"slogan", "address", "other"}
_PARTLY = {"masked", "ratio"}
_LEAST_WITHOUT_UNIT = 10_000
_LEAST_ANSWERED = 60  # points: an evaluation gives fewer for the same
_LEAST_NUMERALS = 2  # 三百一十六, 八百五十: not 二十条, 十项


def _word(name: str) -> re.Pattern[str]:
    """A word pattern of the screening."""
    return lexicon.regex("screening", name)


def section_excluded(section: Section | None, *, of_project: bool = False) -> bool:
    """Whether a whole section states no statistics: overview of an office, duties, next steps, attachments.

    Problems state results too (知晓率仅为87%); what they propose is told by its words.
    """
    if section is None:
        return False
    kinds = section.kinds()
    if kinds and kinds[0] in lexicon.words("sections", "none"):
        told = of_project and kinds[0] == "overview"
        return not told and not tells_both(section)
    return any(_states_none(part.title) for part in section.path()[1:])


def _states_none(title: str) -> bool:
    """Whether a part is on duties or goals by its title, and not on what became of them: 总体目标完成情况."""
    if _word("done").search(title):
        return False
    return any(pattern.search(title) for pattern in (lexicon.pattern("sections", "duties"), lexicon.regex("sections", "goals")))


def tells_both(section: Section | None) -> bool:
    """Whether a chapter on measures is one on problems too: 存在的问题及改进方向."""
    if section is None or section.kinds()[:1] != ("actions",):
        return False
    return any(lexicon.regex("sections", "problems").search(part.title) for part in section.path())


def results_told(text: MappedText, section: Section | None = None) -> MappedText | None:
    """What a passage says was reached, in a chapter on something else: 实际:安置5200人… under goals, 一年来,… under an
    office's overview, 全年共调解425宗 there under 年度工作重点, a report of its own appended behind measures."""
    if _word("of_the_year").match(text.text) or _told_early(text.text, section):
        return text
    label = _word("reached").match(text.text) or _word("appended").match(text.text)
    return text.slice(label.end(), len(text)) if label else None


def _told_early(text: str, section: Section | None) -> bool:
    """Whether a passage of an overview, under a heading on the year's work, counts what was done and promises nothing."""
    of_year = section is not None and lexicon.regex("told_early", "chapters").search(section.title) is not None
    if not of_year or section is None or section.kinds()[-1:] != ("overview",):
        return False
    done, promised = (lexicon.regex("told_early", key).search(text) is not None for key in ("done", "promised"))
    return done and not promised


def before_table(text: MappedText) -> MappedText:
    """A passage up to the header of a table of indicators that stands in the same line: what follows are its cells."""
    header = _word("table").search(text.text)
    return text.slice(0, header.start()) if header else text


def money_section(section: Section | None) -> bool:
    """Whether a section is about the office's own money or the evaluation itself."""
    return section is not None and bool(set(section.kinds()[:1]) & set(lexicon.words("sections", "no_money")))


def may_count(text: str, quantity: Quantity, notations: tuple[Notation, ...], quoted: list[tuple[int, int]]) -> bool:
    """Whether a quantity can count something, by what it is: no name, slogan, ordinal, score; a unit or a nought."""
    if quantity.value is None and quantity.unit is None:
        return False
    zero = _is_nought(quantity)
    if _named(quantity, notations, quoted, zero=zero):
        return False
    if quantity.unit_class == "points_of_score":
        return is_answer(text[: quantity.start], quantity)
    if quantity.is_chinese_numeral and not zero and not quantity.is_percent:
        return _chinese_counts(text, quantity)
    counted = quantity.unit is not None or quantity.multiplier >= _LEAST_WITHOUT_UNIT
    before = text[: quantity.start]
    return zero or counted or coefficient(before, quantity) or _none_at_all(before, quantity)


def is_answer(before: str, quantity: Quantity) -> bool:
    """Whether points are the answer to a question on satisfaction: 综合满意度为93.45分."""
    if quantity.unit_class != "points_of_score" or quantity.value is None or quantity.value < _LEAST_ANSWERED:
        return False
    return _word("answered").search(before[-20:]) is not None


def coefficient(before: str, quantity: Quantity) -> bool:
    """Whether a number without a unit is a coefficient or an index: 有效利用系数达到0.615."""
    return quantity.unit is None and not quantity.is_chinese_numeral and _coefficient().search(before[-24:]) is not None


def _none_at_all(before: str, quantity: Quantity) -> bool:
    """Whether a nought says that something never came to pass: 火灾受害率为0."""
    return quantity.value == 0 and quantity.unit is None and _word("none_at_all").search(before[-12:]) is not None


@cache
def _coefficient() -> re.Pattern[str]:
    name = load("statistics")["coefficient"]["names"]
    return re.compile(rf"{name}(?:[由从](?:[一-鿿]{{1,6}}的)?\d+\.\d+)?(?:提高|提升|上升|增加|下降|降低|稳定|保持|控制)?(?:到|至|在|为|达到?|是)?$")


def is_statistic(quantity: Quantity, clause: str, promised: str, before: str, after: str) -> bool:
    """Whether a quantity that counts something is a statistic, by its clause and the sentence before it."""
    answered, told = is_answer(before, quantity), promised
    clause, promised = _results_of(clause), _results_of(promised)
    told_of_else = lexicon.pattern("own_work").search(clause) or lexicon.regex("plans", "words").search(clause)
    if (told_of_else and not answered) or (quantity.unit == "页" and _word("page").search(before) is not None):
        return False
    if lexicon.regex("organisation", "patterns").search(clause) or _word("of_indicator").search(before):
        return False
    if lexicon.regex("promise", "patterns").search(promised):
        return False
    if quantity.unit is None and not _is_nought(quantity):
        return _word("economy").search(before) is not None or coefficient(before, quantity) or _none_at_all(before, quantity)
    if quantity.unit in lexicon.words("screening", "turns") and _word("pays_in_turns").match(after):
        return False
    if quantity.is_chinese_numeral and _word("summed").match(after):
        return False
    if (quantity.unit == "人" and _word("households").match(after)) or (quantity.unit == "户" and _word("villages").match(after)):
        return False
    if quantity.unit_class == "time":
        return _time_counts(quantity, before, after)
    if _word("invested").search(before) and _word("attracted").search(promised):
        return True
    if _spent_of_told(quantity, told, before) or _of_indicators_told(quantity, told, before, after):
        return False
    return not _own_money(quantity, clause, before) and not _of_the_place(clause, before)


def _spent_of_told(quantity: Quantity, told: str, before: str) -> bool:
    """Whether a figure is what was spent of a sum that its sentence `told` before, or the share of it."""
    if _word("sum_told").search(told) is None:
        return False
    if quantity.is_percent:
        return _word("share_spent").search(told) is not None or _word("received").search(before.strip()) is not None
    return quantity.unit_class == "money" and _word("spent").fullmatch(before.strip()) is not None


def _of_indicators_told(quantity: Quantity, told: str, before: str, after: str) -> bool:
    """Whether a count is of the evaluation's indicators, that its sentence `told` before: 绩效指标15项,完成13项."""
    words = before.strip().removeprefix("其中") or after
    is_share = quantity.unit in ("个", "项") and _word("done_of_them").fullmatch(words) is not None
    return is_share and _word("indicators_told").search(told) is not None


def is_planned(clause: str, promised: str) -> bool:
    """Whether a clause, or the sentence before its number, tells what was to be done."""
    clause, promised = _results_of(clause), _results_of(promised)
    return lexicon.regex("plans", "words").search(clause) is not None or lexicon.regex("promise", "patterns").search(promised) is not None


def _results_of(text: str) -> str:
    """What a text says behind the last words that announce results.

    项目绩效目标完成情况:购置彩超3台 → 购置彩超3台: the goals are named, what follows was done.
    """
    announced = list(_word("results_begin").finditer(text))
    return text[announced[-1].end() if announced else 0 :]


def of_work(quantity: Quantity, before: str) -> bool:
    """Whether a rate or an amount is of the work and those it was done for: 群众满意度98%, 追回违规资金6万元."""
    if quantity.is_percent:
        return _word("work_rate").search(before) is not None
    return quantity.unit_class == "money" and bool(_word("recovered").search(before) or _word("turnover").search(before))


def about_evaluation(clause: str) -> bool:
    """Whether a clause of a section on money or management counts projects or shares of the budget."""
    return lexicon.regex("sections", "evaluation").search(clause) is not None


def _is_nought(quantity: Quantity) -> bool:
    return quantity.value == 0 and quantity.is_chinese_numeral


def _named(quantity: Quantity, notations: tuple[Notation, ...], quoted: list[tuple[int, int]], *, zero: bool) -> bool:
    """Whether the number stands in a name, a slogan, an address, an ordinal."""
    start, end = quantity.number_start, quantity.number_end
    if not zero and any(a < start and end <= b <= a + LONGEST_NAME for a, b in quoted):
        return True
    return not zero and any(
        n.start < end and start < n.end and n.reason in _EXCLUDING and n.rule not in _PARTLY for n in notations
    )


def _own_money(quantity: Quantity, clause: str, before: str) -> bool:
    if quantity.unit_class == "money" and _word("turnover").search(before):
        return False
    if quantity.unit_class == "money":
        if _word("money_of_item").fullmatch(clause.strip()):
            return True
        return any(_word(name).search(before.strip()) for name in ("rest", "treasury")) or lexicon.pattern("own_budget").search(clause) is not None
    if quantity.is_percent:
        before = _word("base").sub("", before)  # 投诉率从年初的23%降至11.5%
        return _word("own_rate").search(before) is not None or lexicon.pattern("own_budget").search(before) is not None
    return False


def _of_the_place(clause: str, before: str) -> bool:
    """Whether a count is of the place's land, people or parts."""
    return _word("make_up").search(clause) is not None or _word("place").match(before.strip()) is not None


def _time_counts(quantity: Quantity, before: str, after: str) -> bool:
    """Lengths of time: service standards in minutes, hours, days; years only where they are an outcome."""
    unit = quantity.unit
    if _word("more_days").search(before):
        return True
    if unit in lexicon.words("time", "short"):
        return bool(after or before)
    if unit in lexicon.words("time", "days"):
        return quantity.comparator == "<=" or lexicon.pattern("time", "days_after").search(before) is not None
    if unit == "个月" and lexicon.pattern("time", "months_after").search(before[-8:]):
        return True
    return (
        unit in lexicon.words("time", "long") and lexicon.pattern("time", "long_after").search(before[-6:]) is not None
    )


def _written_out(text: str, quantity: Quantity) -> bool:
    """Whether a large number is written in words: 清运垃圾一万二千四百吨."""
    numeral = text[quantity.number_start : quantity.number_end]
    return quantity.unit_class not in (None, "time") and len(_word("numerals").findall(numeral)) >= _LEAST_NUMERALS


def _behind_its_noun(text: str, quantity: Quantity) -> bool:
    """Whether a small number in words ends a clause, or one of a list, behind what it counts: 建成生产线两条, 停车场三座、书屋八间."""
    counts = quantity.value is not None and quantity.value >= 2 and quantity.unit in lexicon.words("chinese", "behind")
    before, follows = text[max(0, quantity.start - 6) : quantity.start], text[quantity.end : quantity.end + 1]
    return counts and follows in ("", ",", ";", "。", "、") and _word("noun_before").search(before) is not None


def _says_which(text: str, quantity: Quantity) -> bool:
    """Whether a numeral says which of several works or turns is meant: 二期 (两期 are two), 三期工程, 产业园三期, 连续两次."""
    if quantity.unit not in lexicon.words("screening", "turns"):
        return False
    if quantity.unit == "次" and text[: quantity.start].endswith("连续"):
        return True
    which = text[quantity.number_start : quantity.number_end] == "二"
    works = _word("works").match(text, quantity.end) or _word("of_works").search(text[max(0, quantity.start - 4) : quantity.start])
    return which or (quantity.unit == "期" and works is not None)


@cache
def _structure() -> re.Pattern[str]:
    return re.compile(f"[一-鿿]{{0,4}}(?:{any_of(lexicon.words('chinese', 'structures'))})")


def _chinese_counts(text: str, quantity: Quantity) -> bool:
    """Whether a Chinese numeral counts something: two or more, before a measure word and no word of slogans."""
    if _says_which(text, quantity):
        return False
    if _written_out(text, quantity) or _behind_its_noun(text, quantity):
        return True
    if quantity.value is None or quantity.value < 2 or quantity.unit not in lexicon.words("chinese", "units"):
        return False
    follows, before = text[quantity.end : quantity.end + 6], text[max(0, quantity.start - 6) : quantity.start]
    if lexicon.regex("chinese", "not_before").match(follows):
        return False
    if quantity.unit == "级":
        return _structure().match(follows) is not None
    if quantity.unit in ("年", "人"):
        return quantity.unit == "年" and lexicon.pattern("time", "long_after").search(before) is not None
    return not re.search(r"[这那此该以上]$", before) and bool(re.match(r"[\"“一-鿿]", follows))
