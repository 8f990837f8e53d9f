"""Payments listed by name whose sum stands behind them, in their sentence or in the next:

    已付苗种款188万元、检疫费4万元、运输费11万元,共计支出203万元
    已支付工程进度款856万元,监理费26万元,合计882万元
    药剂款120万元;网棚建设补助45万元;普查员补贴按每人每天120元计发,计18万元。以上三项开支183万元

No word of spending need stand before each of them: the arithmetic proves that they are what the sum was spent on.
Belongs here: which sums are such a run and what each is called. Does not belong here: what one is recorded as
(`money.sentences.runs`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from orchestration.extraction.money.sentences.items import heads_pattern
from orchestration.extraction.money.verbs import IN_ALL, MANNER, PAYS, SO_FAR
from orchestration.extraction.money.words import is_total
from orchestration.language import Quantity, find_quantities

_LEAST = 2
_UNTIL = r"(?:截?[至止到][^,;。]{0,14}?[日底末年止前],?)?"
_ALL = r"(?:以上|上述|[一二三四五六七八九十两各]{1,2}[项笔类次块])*"
_SUM = re.compile(
    rf"[,;。、)( ]*{_UNTIL}{_ALL}(?:{SO_FAR}|{IN_ALL}|{MANNER}|支出)*{PAYS}(?:[\u4e00-\u9fff]{{0,4}}资金|金额|款)?(?:了|{IN_ALL}|共|为|:)*"
)
_YEAR = re.compile(r"^(?:20\d{2}年度?)?(?:全年|当年|本年度?)?")
_BARE_SUM = re.compile(rf"[,;。、 ]*{_ALL}(?:{IN_ALL}|共)(?:为|:)*")
_PAID_FIRST = re.compile(rf"(?:{SO_FAR}|{MANNER})+{PAYS}了?[\u4e00-\u9fff()、\"]{{2,30}}$")
# where one of them is told with its standard or what it was for: 补贴按每人每天120元计发,计18万元
_BY_STANDARD = re.compile(r"(?:按照?|以|每).*$")
_COUNTED = re.compile(rf"(?:(?:共|计|小计|{IN_ALL})*(?:{SO_FAR}|{MANNER})*{PAYS}?(?:计|共|了|为)*)")
_VERB = re.compile(rf"^.*?[^,;。]{{0,16}}?(?:(?:{SO_FAR}|{MANNER})*{PAYS}了?|已付|用[于在]|(?:其中|包括|分别(?:为|是)?)[:,]?)(?=[\u4e00-\u9fff])")
_HEADS = re.compile(r"\d[\d,.]*万?[余多]?(?:人次|[人户名亩头只家个生件])$")  # 春季学期资助小学寄宿生9842人,发放492万元
_VERB_BEHIND = re.compile(rf"(?:{SO_FAR}|{MANNER})*{PAYS}了?$")
_NAME = re.compile(r"[\u4e00-\u9fff、()\"A-Za-z]{2,30}")
_OTHER = re.compile(r"^[又再已余未共]|[后了付给]$|收入|贷款|投资|捐|预算|安排|下达|到位|追加|追减|调[增减整]|收回|上年|结转|每[人户亩]|标准")
_PRICE = re.compile(r"每|标准|按照?$")


def payments_proved(sentence: str, quantities: Sequence[Quantity], behind: str = "") -> dict[int, str]:
    """Where a sum begins → what was paid, for named sums that the one behind them proves, nothing for that one itself;
    `behind`: the next sentence."""
    money = [each for each in quantities if _is_sum(each, sentence)]
    edges = [0, *(each.end for each in money)]
    for last in range(len(money) - 1, _LEAST - 1, -1):
        words = _flat(sentence[edges[last] : money[last].start])
        if _SUM.fullmatch(words) or _BARE_SUM.fullmatch(words):
            run = _run(sentence, money[:last], money[last].value)
            is_paid = bool(run) and (_SUM.fullmatch(words) or _PAID_FIRST.search(sentence[: min(run)]))
            return run | {money[last].start: ""} if is_paid else {}
    total = next((each for each in find_quantities(behind) if each.unit_class == "money"), None)
    if total is None or len(money) < _LEAST or not _SUM.fullmatch(behind[: total.start]):
        return {}
    return _run(sentence, money, total.value)


def first_of_sum(sentences: Sequence[str], at: int) -> int:
    """The first of several sentences whose payments come to the sum that the sentence `at` begins with, itself where none do:
    春季发放492万元。秋季发放476万元。全年合计发放968万元."""
    total = next(iter(_sums(sentences[at])), None)
    if total is None or not _SUM.fullmatch(_YEAR.sub("", sentences[at][: total.start])):
        return at
    paid = Decimal(0)
    for first in range(at - 1, -1, -1):
        paid += sum((each.value or Decimal(0) for each in _sums(sentences[first])), Decimal(0))
        if paid == total.value:
            return first
    return at


def _sums(sentence: str) -> list[Quantity]:
    return [each for each in find_quantities(sentence) if _is_sum(each, sentence)]


def _run(sentence: str, money: Sequence[Quantity], total: Decimal | None) -> dict[int, str]:
    """The names of the sums right before one that they come to, the fewest that do; none where one of them is other money."""
    for first in range(len(money) - _LEAST, -1, -1):
        if sum((each.value or Decimal(0) for each in money[first:]), Decimal(0)) == total:
            edges = [money[first - 1].end if first else 0, *(each.end for each in money[first:])]
            names = [_name(_flat(sentence[start : each.start])) for start, each in zip(edges, money[first:], strict=False)]
            if any(name is None for name in names):
                return {}
            return {each.start: name for each, name in zip(money[first:], names, strict=True) if name}
    return {}


def _is_sum(quantity: Quantity, sentence: str) -> bool:
    """Whether a quantity is money of its own: neither a price nor a part in brackets."""
    before = sentence[: quantity.start]
    is_price = "/" in sentence[quantity.start : quantity.end + 1] or _PRICE.search(re.split("[,;。:、]", before)[-1]) is not None
    return quantity.unit_class == "money" and quantity.value is not None and before.count("(") == before.count(")") and not is_price


def _flat(words: str) -> str:
    """The words between two sums without what stands in brackets."""
    return re.sub(r"\([^()]*\)", "", words)


def _name(words: str) -> str | None:
    """What the words before a sum say was paid: 检疫费, or 普查员补贴 of 普查员补贴按每人每天120元计发,计. Nothing where they
    print no clean name, None where they tell other money: 年初结转."""
    clauses = [each for each in re.split("[,;。:]", words.strip(",;。:、 ")) if each]
    counts = len(clauses) > 1 and _COUNTED.fullmatch(clauses[-1]) is not None
    clause = _HEADS.sub("", _counted(clauses[:-1]) if counts else "".join(clauses[-1:]))
    name = _VERB_BEHIND.sub("", _VERB.sub("", _BY_STANDARD.sub("", clause)).strip("、和及为:"))
    if not name or _OTHER.search(name) or is_total(name) or heads_pattern("no_item").search(name):
        return None
    return name if _NAME.fullmatch(name) else ""


def _counted(clauses: Sequence[str]) -> str:
    """What a count behind it is of: the clause right before, or the one whose standard that goes on to tell."""
    return next((each for each in clauses if "按" in each), clauses[-1])
