"""What a sentence about money names outside the words next to the figure: the head of a list item, an enumeration.

`1.居家养老服务补助:预算安排50万元` names its item once, in front; `主要用于A 12万元、B 8万元` has no word of budget or
spending before its parts. Data: `data/money_prose.toml`, `[heads]`.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.sources import gives_as_government
from orchestration.extraction.money.sentences.words import phase_of, word_pattern
from orchestration.extraction.money.verbs import GIVES, PAYS, SO_FAR, SPENDS
from orchestration.extraction.money.words import breakdown_of, is_total, own_budget
from orchestration.language import find_quantities

_COUNTED = r"(?:重点|主要)?(?:任务|项目|工作)\(?[一二三四五六七八九十\d]{1,2}\)?[:、]"  # 任务二:
_COUNTED_MARK = re.compile(_COUNTED)
_TASK_MARK = re.compile(rf"(?=(?:重点|主要)?(?:任务|工作)){_COUNTED}")
_HEAD = re.compile(
    rf"^(?P<mark>(?:{_COUNTED}|"
    r"\(?[一二三四五六七八九十\d]{1,3}[)、]|\d{1,2}\.(?!\d)|\d{1,2}(?:\.\d{1,2}){1,2}[.、]? ?(?=[\u4e00-\u9fff])(?![万亿千百元个人户亩吨公平])|"
    r"[①-⑳]|[一二三四五六七八九十]是|-{1,2})[、.]?)?"
    r"(?P<name>[^,。;:\d][^,。;:]{1,39}|[^,。;:\d][^,。;:]{1,80}\(项\))(?P<stop>(?<!\d),|,(?!\d{3}(?!\d))|[。;:])"
)
_OF_KIND = re.compile(r"(?P<name>(?:基本|项目)支出)(?:预算|决算|执行|使用)?情况")  # heads sentences on 项目支出
# 产业发展类:预算786万元,支出746万元
_BUDGETED = re.compile(
    rf"(?:年初|全年)?(?:预算|安排|下达)(?:数|资金|金额)?(?:为|共)?\d[\d,.]*[亿万]?元[,;、]{SO_FAR}*{PAYS}"
)
_FIRST_MONEY = re.compile(r"(?:年初|全年|项目)?(?:预算|安排|下达|支出|执行|资金|投入)(?=[^,;:]*\d)")
_LABEL = re.compile(r"[\u4e00-\u9fff()\"、]{2,36}")
_PAID_OR_GIVEN = re.compile(f"{SO_FAR}*(?:{SPENDS}|{GIVES})$")
_MARK = r"(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]{1,2}|[①-⑳]|[一二三四五]是)"
_CLAUSE_HEAD = re.compile(rf"(?:^|[,;。]|其中)[,:、]?{_MARK}?(?P<name>[\u4e00-\u9fff\"]{{2,16}}?)(?:方面,|(?:方面)?:)(?=[\u4e00-\u9fff])[^:,;]*$")
# ;②堤防加固工程,预算80万元,支出76万元; 一是口袋公园,年初未安排,执行中追加并支出31万元
_NUMBERED_HEAD = re.compile(
    rf"(?:^|[;。:]){_MARK}(?P<name>[\u4e00-\u9fff()\"、]{{3,30}}),(?:年初(?:预算)?(?:未|没有)[^,;:。\d]{{2,6}},)?"
    rf"(?:年初|全年|当年|年中|(?:年度|预算)?执行中|财政|共)*(?:(?:预算|安排|下达)(?:数|资金|金额|了|为)*|追加并{SO_FAR}*{PAYS})$"
)
_SENTENCE_HEAD = re.compile(rf"^ ?{_MARK}?(?P<name>[\u4e00-\u9fff\"]{{4,12}}?)(?:只有[\u4e00-\u9fff]{{2,10}}|(?:预算|决算|执行|使用|支出)?情况|方面)?[,。:]")
_LISTED = re.compile(
    r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、]|\d{1,2}\.(?!\d)|[①-⑳])[、.]?(?P<name>[\u4e00-\u9fff()\"、]{3,36})(?:[:,]|共|为)?$"
)

_SUMMARY = re.compile(
    r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]{1,2})?[\"]?(?P<name>(?![一二三四五六七八九十\d(]{1,3}[)、.])[^,。;:\"]{2,40}?)[\"]?(?:(?:项目)?(?:支出)?(?:绩效)?自评(?:综述|情况|结果)|项目(?:支出)?(?:绩效)?目标(?:完成|实现)情况(?:综述|说明))[:。]"
)
_OF_OFFICE = re.compile(r"(?:20\d{2}年?度?)?(?:部门|单位)?(?:整体)?(?:预算|支出|项目|绩效|收支)*(?:重点)?|.*决算.*")
_NAMED_PROJECT = re.compile(
    r'"(?P<name>[^"]{2,30})"项目(?:支出)?(?:绩效|(?:开展|进行)了?(?:部门|单位|重点)?(?:绩效)?)?(?:自评|评价(?=报告|情况|结果|综述|(?:综合)?得分|[。,;]))'
)
_SEGMENT = re.compile(
    r"(?:^|(?<=[。;:])|(?<=[。;:] )|(?<=[\u4e00-\u9fff])(?=\(1\)[^,。;:]{2,30}:))(?:\((?P<number>\d{1,2})\)|(?P<dotted>\d{1,2})[.、](?!\d))(?=[^,。;:]{2,30}[,:])"
)
_NAMED_SUM = re.compile(r"(?P<name>[\u4e00-\u9fff()]{3,30})\d[\d,.]*[亿万]?元$")  # 5.公益岗位补助29万元,聘用58人,已发放29万元
_COUNT_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff]{3})\d[\d,.]*万?[余多]?(?:人次|[人户名例件个套场期亩辆座公里]{1,2})$")  # (1)白内障复明手术56例,支出5.6万元
_AMOUNT = re.compile(r"\d[余多]?[亿万千]?元")
_LEAST_SEGMENTS = 2
_LIST_MARK = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.、)](?!\d)|[①-⑳]|[-—]+)")
_ASKED_OF = re.compile("^(?:申请|争取)(?=中央|省|市|自治区|上级)")
_PART_NAME = re.compile(r'(?:[\u4e00-\u9fff()"、A-Za-z]|\d{1,3}(?=[个家所条座]))+')  # 其余9个乡镇卫生院, PPP项目
_OPENED = re.compile(
    r"(?:其中|(?:支出|资金|预算)(?:明细|构成|结构)(?:为|如下)?)[:,](?:[^,;、。:\d]{2,24}\d[\d,.]*[亿万]?元[,;、])+[^,;、。:\d]{3,24}$"
)
_CLASSIFIED = re.compile(
    r"^(?:\(?[一二三四五六七八九十\d]{1,2}[)、.])?[^,。;:\d]{0,6}(?:从|按照?)(?:支出)?(?:(?P<function>功能)|(?P<economic>经济)|(?P<nature>(?:支出)?(?:性质|结构)))(?:性质)?(?:科目|分类)?(?:划分|分类?|来?看)?[,:]"
)
_CLASSES = (("function", "function"), ("economic", "economic"), ("nature", "nature"))
_WORKS = re.compile(r"(?<![\u4e00-\u9fff])(?P<name>(?!该|本|我|各|全|年|项目|工程|建设)[\u4e00-\u9fff]{4,20}?)(?:估算|概算|计划|批复)*(?:总投资|(?<=[算复])投资)")
_COST = re.compile("总投资|(?:概算|批复)投资")
_BY_STANDARD = re.compile(
    rf"^ ?{_MARK}?(?P<name>[\u4e00-\u9fff]{{3,16}}(?:补助|补贴|津贴|奖补|奖励|救助金|生活费|工资|报酬))(?:标准)?(?:统一|均|分别)?按照?(?=[^,;。]{{0,12}}(?:每|标准|\d元))"
)
_POINTS = re.compile(r"(?:自评|评价)?(?:综合)?得分(?:为|是)?:?\d")
_NEXT_IN_LIST = re.compile(r"^[,、;](?P<name>[\u4e00-\u9fff]{2,24})\d")


_NUMBERED = re.compile(rf"^ ?(?:{_MARK}(?!\d)|{_COUNTED})")
_ACCOUNTS_HEAD = re.compile(rf"^ ?(?:其中[:,])?{_MARK}?(?P<name>[^,。;:\d]{{2,60}}\((?:款|项)\))[。:,]")
_FUND_HEAD = re.compile(rf"^ ?{_MARK}?(?:20\d{{2}}年度?)?(?:[本我](?:部门|单位|局))?(?P<name>{own_budget()}财政拨款)(?=(?:年初|上年)结转)")


def labelled_item(text: str) -> str | None:
    """The item that a line names and nothing else, for the passages under it: 任务二:学生资助."""
    mark = _COUNTED_MARK.match(text)
    name = text[mark.end() :] if mark else ""
    return name if _LABEL.fullmatch(name) else None


def tells_task(text: str) -> bool:
    """Whether a passage begins by counting a task of the year: 任务二:学生资助,预算资金3157万元."""
    return _TASK_MARK.match(text) is not None


@cache
def heads_pattern(key: str) -> re.Pattern[str]:
    """The words of `[heads]` under a key, as one pattern."""
    names = load("money_prose")["heads"][key]
    return re.compile(names if isinstance(names, str) else "|".join(names))


def head_item(text: str) -> str | None:
    """The item that the first words of a passage name for all its figures: a listed name, a project, a kind of spending."""
    match = _HEAD.match(text)
    if not match:
        return None
    name = _unquoted(match["name"].strip())
    if _COUNTED_MARK.match(text):
        name = _FIRST_MONEY.split(name)[0]  # 任务一:校舍改善预算资金4286万元
    kind = _OF_KIND.fullmatch(name)
    name = kind["name"] if kind else name
    if match["mark"]:
        name = _before_sum(_COUNT_BEHIND.sub("", name))
    if is_total(name) or heads_pattern("no_item").search(name) or _AMOUNT.search(name):
        return None
    known = breakdown_of(name) not in (None, "total", "function")
    nouns, places = (heads_pattern(key).search(name) for key in ("nouns", "places"))
    budgeted = _BUDGETED.match(text, match.end()) is not None
    named = match["stop"] == ":" and (nouns or places or budgeted)  # before a comma it may be any clause
    if match["mark"] or known or named:
        return re.sub(r"项目$", "", name) if len(name) > 6 else name
    return None


def _before_sum(name: str) -> str:
    """The name of what a numbered item begins with and its sum (岗位补助29万元); any other as it is."""
    with_sum = _NAMED_SUM.match(name)
    names = with_sum is not None and phase_of(with_sum["name"])[0] is None and heads_pattern("nouns").search(with_sum["name"])
    return with_sum["name"] if with_sum and names else name


def _unquoted(name: str) -> str:
    """A name without quotation marks around the whole of it; those inside it stay: "两馆"免费开放补助."""
    whole = re.fullmatch(r'"([^"]*)"?|([^"]*)"', name)
    return whole[1] or whole[2] or "" if whole else name


def listed_segments(text: str, *, dotted: bool = False) -> list[tuple[int, int]]:
    """The items of a list that runs on in one passage, as spans: …(1)水库养护,自评98分:…。(2)…; the whole where there is none.

    A first item alone must sum up a project: 2.项目绩效自评结果。(1)水库养护项目自评综述:…, its second a passage of its own.

    `dotted`: numbers like 1. count too, which also head criteria of one score.
    """
    marks = [match for match in _SEGMENT.finditer(text) if match["number"] or dotted]
    starts = [mark.start() for at, mark in enumerate(marks, 1) if int(mark["number"] or mark["dotted"]) == at]
    if len(starts) < _LEAST_SEGMENTS and not any(summarised_project(text[start:]) for start in starts):
        return [(0, len(text))]
    cuts = sorted({0, *starts, len(text)})
    return list(zip(cuts, cuts[1:], strict=False))


def clause_head(before: str) -> str | None:
    """The item that a clause names for the phases that follow: a kind of money before a colon (其中,基本支出:年初预算), any
    behind its number (②堤防加固工程,预算)."""
    if numbered := _NUMBERED_HEAD.search(before):
        name = numbered["name"]
        return None if is_total(name) or heads_pattern("no_item").search(name) else name
    match = _CLAUSE_HEAD.search(before)
    if not match or breakdown_of(match["name"]) in (None, "total"):
        return None
    return match["name"]


def is_numbered(sentence: str) -> bool:
    """Whether a sentence begins with the number of an item: what a passage named before is not told any more."""
    return _NUMBERED.match(sentence) is not None


def sentence_heading(sentence: str) -> str | None:
    """The item that a sentence names first, for all its figures and the sentences behind it: (2)项目支出。年初预算…,
    2.农林水支出(类)水利(款)行政运行(项)。年初预算…, 政府性基金预算财政拨款年初结转0万元,本年收入….

    The first words of a passage may name any item (`head_item`); inside it only these are known to be no clause.
    """
    if of_fund := _FUND_HEAD.match(sentence):
        return of_fund["name"]
    if classified := _ACCOUNTS_HEAD.match(sentence):
        return classified["name"]
    match = _SENTENCE_HEAD.match(sentence)
    return match["name"] if match and breakdown_of(match["name"]) in ("nature", "three_public") else None


def paid_by_standard(sentence: str) -> str | None:
    """The payment whose standard a sentence begins with, and whose sums it tells behind it: 护林补助按每人每年8000元发放,兑付108万元."""
    match = _BY_STANDARD.match(sentence)
    return match["name"] if match and not heads_pattern("no_item").search(match["name"]) else None


def summarised_project(text: str) -> str | None:
    """The project that a passage sums up, as offices publish it with their accounts: 1.校舍维修项目绩效自评综述:…"""
    match = _SUMMARY.match(text)
    return match["name"] if match and not _OF_OFFICE.fullmatch(match["name"]) else None


def named_project(text: str) -> str | None:
    """The last project in quotes that a sentence tells the evaluation of: "文化惠民演出"项目绩效自评得分97分."""
    names = [match["name"] for match in _NAMED_PROJECT.finditer(text)]
    return names[-1] if names else None


def scored_project(text: str) -> str | None:
    """The project without quotes whose points a sentence tells: 河道清淤项目绩效自评得分96分."""
    points = _POINTS.search(text)
    named = heads_pattern("scored_project").search(text[: points.start()]) if points else None
    return named["name"] if named else None


def leading_project(text: str) -> str | None:
    """The project that begins a sentence on its money: 老旧小区改造项目2022年预算3200万元,当年支付2688万元."""
    match = heads_pattern("leading_project").match(text)
    return match["name"] if match and not is_total(match["name"]) else None


def phase_of_list(line: str) -> str | None:
    """The phase of the sums in the lines under one that heads their list with its last words: 项目支出主要用于:, or
    项目支出42万元,其中:. None for any other line."""
    last = line.rstrip("。").rpartition("。")[2]
    if word_pattern("heads_list").search(last) and not _AMOUNT.search(last):
        return "executed" if word_pattern("spends_list").search(last) else "adjusted"
    opened = word_pattern("opens_list").search(line)
    return _phase_told_last(line[: opened.start()]) if opened else None


def _phase_told_last(text: str) -> str | None:
    """The phase of the last sum of spending that a text states: 项目支出年初预算数30万元,决算数42万元,….其中: heads what was spent."""
    end, found = 0, None
    for quantity in find_quantities(text):
        role, words = phase_of(text[end : quantity.start])
        if quantity.unit_class == "money" and role in ("approved", "adjusted", "executed"):
            found = None if "收入" in words else role
        end = quantity.end
    return found


def listed_item(text: str, *, any_name: bool = False) -> str | None:
    """The name in a list line that prints nothing but a name before its figure: `3.视频监控租赁服务` 567.73万元.

    `any_name`: the line above heads a list, so that the name needs no number.
    """
    match = _LISTED.match(text)
    if not match and any_name and _LABEL.fullmatch(name := text.strip(" :-—")) and not is_total(name):
        return name
    if not match:
        return text if heads_pattern("places").search(text) else None
    if is_total(match["name"]) or heads_pattern("no_item").search(match["name"]):
        return None
    return match["name"]


def enumerated_item(before: str, *, opened: bool, least: int = 3) -> str | None:
    """The part that is named inside an enumeration (主要用于A 12万元、B 8万元), or None.

    `before` is what stands between the figure before and this one; `opened`: the words said that parts follow (其中), so
    that any noun may name one; `least`: how many characters a name has.
    """
    parts = heads_pattern("opens_parts").sub("", re.split(r"[,;:](?!\Z)", before)[-1].strip(" ,;:、和及"))
    parts = _ASKED_OF.sub("", parts.removeprefix("("))  # 公共图书馆、文化馆免费开放补助: between two sums 、 is part of a name
    name = heads_pattern("paid_for").sub("", _LIST_MARK.sub("", parts).strip(" ,;:、为"))
    name = re.sub(r"(?<=[\u4e00-\u9fff]{3})(?:合计|共计?)$", "", name)
    if not least <= len(name) <= 36 or not _PART_NAME.fullmatch(name):
        return None
    if heads_pattern("verbs").search(name) or heads_pattern("no_item").search(name) or is_total(name):
        return None
    return name if opened or heads_pattern("nouns").search(name) or heads_pattern("places").search(name) else None


def is_place(name: str) -> bool:
    """Whether a name is that of a town or county, perhaps with what it did: 城关镇支出."""
    return heads_pattern("places").search(_PAID_OR_GIVEN.sub("", name)) is not None


def is_payee(name: str) -> bool:
    """Whether a name is that of institutions that an office pays: 县级疾控机构."""
    return heads_pattern("payees").search(name) is not None


def place_given(before: str, after: str) -> str | None:
    """The first place in a list of places with what each was given: 分配如下:业州镇312万元,高坪镇268万元.

    `before` and `after` are what stands on either side of the first figure.
    """
    clause = re.split(r"[,;:、]|其中", before)[-1].strip()
    name = heads_pattern("gives").sub("", clause)
    following = _NEXT_IN_LIST.match(after)
    for kind in (("places", "payees") if name != clause else ("places",)) if following else ():
        if heads_pattern(kind).search(name) and following and heads_pattern(kind).search(following["name"]):
            return name
    return None


def given_late(before: str, after: str) -> bool:
    """Whether a named sum was given as a budget by words behind it: 省级补助资金150万元于2021年5月下达, 本级80万元列入当年预算."""
    is_fund = re.search(r"(?:资金|经费)$", before) or gives_as_government(re.split("[,;:、。]", before)[-1])
    return bool(is_fund) and bool(heads_pattern("given_late").match(after))


def tells_cost_of_works(words: str) -> bool:
    """Whether the words before a figure say what works cost, over all years: 总投资, 概算投资."""
    return _COST.search(words) is not None


def works_named(clause: str) -> str | None:
    """The works whose cost a clause states: 河东护岸工程总投资356万元; None where it names none."""
    named = _WORKS.search(clause)
    return named["name"] if named and heads_pattern("nouns").search(named["name"]) else None


def listed_after(before: str, after: str) -> str | None:
    """The first name in a list that no whole opens: 资金使用情况如下:垃圾清运1125万元,污水处理1480万元."""
    lead, colon, name = before.rpartition(":")
    following = _NEXT_IN_LIST.match(after)
    if not colon or not following or not heads_pattern("lists").search(lead + ":") or phase_of(following["name"])[0]:
        return None
    if is_total(name):
        return None  # 资金使用情况:专项资金80万元,支出78万元
    return name if re.fullmatch(r"[\u4e00-\u9fff()]{3,24}", name) else None


def phase_of_distribution(before: str) -> str:
    """executed where the words say that places were paid, adjusted where they were given a budget."""
    return "executed" if heads_pattern("paid").search(before) else "adjusted"


def opens_parts(before: str) -> bool:
    """Whether the words before a figure say that parts of the figure before follow."""
    return _opening_parts().search(before) is not None


@cache
def _opening_parts() -> re.Pattern[str]:
    """The words that open parts wherever they stand; what may stand before them is not asked."""
    return re.compile(heads_pattern("opens_parts").pattern.lstrip("^").removeprefix(".*"))


def goes_on_opened(before: str) -> bool:
    """Whether nothing but parts with their sums stands between the word that opens them and a name: 其中:基本支出30万元;保洁费"""
    return _OPENED.search(before) is not None


def tells_parts(sentence: str) -> bool:
    """Whether a sentence begins by saying that it tells parts of what the sentence before states: 分类看,城市低保….

    Parts of spending, or of a budget, that has its own sentence.
    """
    return bool(heads_pattern("tells_parts").match(sentence))


def divides(sentence: str) -> bool:
    """Whether a sentence lists what a budget is divided into without stating it: 将资金安排到7个项目:…"""
    return bool(heads_pattern("divides").match(sentence))


def listed_spending(sentence: str) -> str | None:
    """The kind of spending whose parts a sentence lists without stating it: 项目支出中,… → 项目支出; None for any other.

    Empty where the words name no kind: 从支出项目看,….
    """
    match = heads_pattern("spends_on").match(sentence)
    return match["name"] or "" if match else None


def classified(sentence: str) -> str | None:
    """The classification by which a sentence lists its parts: 按支出功能分类,… is function; None where it names none."""
    match = _CLASSIFIED.match(sentence)
    return next((kind for kind, group in _CLASSES if match[group]), None) if match else None


def phase_of_title(title: str | None) -> str | None:
    """The phase of bare amounts in a list, from the heading above it."""
    if not title:
        return None
    if re.search("支出|决算|执行|使用", title):
        return "executed"
    return "adjusted" if "预算" in title else None
