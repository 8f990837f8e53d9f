"""Which quantities of a passage are statistics.

Belongs here: the contract's exclusions (own budget, staffing, scores, slogans, names, promises) as rules on the clause.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import any_of, load
from orchestration.extraction.money.verbs import SO_FAR, SPENDS
from orchestration.extraction.statistics import lexicon
from orchestration.extraction.statistics.clauses import LONGEST_NAME
from orchestration.extraction.structure.outline import Section
from orchestration.language import Notation, Quantity
from orchestration.language.beginnings import compiled

_EXCLUDING = {"slogan", "address", "other"}
_PARTLY = {"masked", "ratio"}
_BASE = re.compile("[由从](?:年初|年中)的?$")
_OWN_RATE = re.compile(
    r"(?:完成|占|达|为)[^,;]{0,14}(?:预算|支出总额|总额)的?[^,;]{0,4}$|支出[^,;率]{0,8}(?:达到?|完成)[^,;]{0,2}$"
)
_RECEIVED = re.compile("^(?:资金)?到位率(?:为|达到?|是)?$")  # of the money that its sentence told before
_OF_INDICATOR = re.compile("(?<=指标)完成率(?:为|达到?|是)?$")  # of the one told before it: 实际完成值23117人,指标完成率101.39%
_ECONOMY = re.compile(r"(?:总值|产值|GDP|总额|税收|收入|增加值|投资额?)[^,;]{0,8}$")  # 亿 without 元
# What others earned or sold, whatever the words share with the office's own money: 实现旅游总收入37.4亿元
_TURNOVER = re.compile(r"(?:旅游|销售|营业|经营性?|集体(?:经济)?|产业|电商|[农牧渔茶果]民|群众|户均|人均)(?:综合|年|纯)?(?:总?收入|增收)[^,;]{0,6}$"
    r"|(?:产业|招商|引资|引进)[^,;]{0,6}到位(?:资金|内资|外资)[^,;]{0,4}$")
# The same, where its sentence told before what was attracted: 引进项目15个,到位资金12.6亿元
_ATTRACTED, _INVESTED = re.compile("招商|引进|引资|签约|落地|落户"), re.compile(r"(?:到位|投资)(?:资金|额|总额)?(?:达到?|为|共)?$")
# What the place is, not what was done there: 全镇总面积126平方公里,辖12个村3个社区,总人口2.6万人
_MAKE_UP = re.compile(r"(?:^|[下现共管])辖(?:有|区有)?\d")
_PLACE = re.compile(
    r"^(?:全[县镇乡区市街]|[我本][县镇乡区市街]|辖区|现有|其中|共有)*(?:(?:国土|行政区域|版图|区域|辖区)总?面积|总面积|(?:户籍|常住|总)人口(?:数|总数)?)(?:为|约|达|共)*$"
)
# What was got back, and rates of work: they are no money of the office in its chapters on money either
_MORE_DAYS = re.compile(r"[比较](?:上年|去年|上一年|同期|前年|计划|合同|[^,;]{1,6}前)[^,;]{0,4}(?:减少|增加|减|增)(?:了|约)?$")
_RECOVERED = re.compile(r"(?:追回|追缴|挽回)[^,;]{0,12}$")
_WORK_RATE = re.compile(r"(?:满意[度率]|(?<!资金)(?:合格|符合|公示|公告|达标|数字化|知晓|完整)率|(?:资产|设备|设施|床位)(?:使用|利用|完好)率)(?:为|达到?|是)?$")
# 火灾受害率为0: a nought without a unit that ends its clause
_NONE_AT_ALL = re.compile(r"(?:率|事故|伤亡|死亡|上访|投诉|事件|案件)数?(?:为|是|:|(?:下?降|减少)(?:到|至|为))$")
# 余2,250元已交回; 11月收回10万元; 余下140万元中拨付县站133.4万元
_REST = re.compile(r"(?:^|[年月日底初中])(?:[尚还仍节]?[余剩]下?|剩余|(?:财政|统筹)*收回)$|^中已?(?:拨付|支付|支出|安排|用于)")
# 勉力县水务局 第3页 共12页: the foot of a page, which stands in the text beside the office's name
_PAGE = re.compile(r"第 ?$|第 ?\d+ ?页[,/ ]{0,3}共 ?$")
# What a treasury set aside, what was spent of a sum that the sentence told before, and its share: 预算150万元,仅支出36.4万元
_TREASURY = re.compile(r"(?:^|[省市县区镇乡级]|中央)财政[^,;]{0,6}(?:拿出|安排|出资|承担|负担|动用)[^,;]{0,12}$")
# 1.农机购置补贴资金90万元,补贴机具…: what an item of a list may spend; not 1.发放补贴资金90万元
_MONEY_OF_ITEM = re.compile(
    r"\d{1,2}[.、](?!(?:累计|共|全年)*(?:发放|兑[付现]|支付|减免|下?拨|落实|争取|投入|整合|追[回缴]|挽回|引进|带动|完成|实现|筹[集措]|募集|节约))"
    r"[^,;。\d]{2,20}(?:资金|经费|专项)\d[\d.,]* ?[万亿]?元"
)
_SUM_TOLD = re.compile(r"(?:预算|资金|经费|指标|拨款)[^,;\d]{0,6}\d[\d.,]* ?[万亿]?元")
_SPENT = re.compile(rf"(?:截[至止][^,]{{0,8}}|年底|年末|仅|只|{SO_FAR})*(?:{SPENDS}|拨付|用款|用去|结算[^,]{{0,4}}|(?<=实际)采购)(?:了)?")
_SHARE_SPENT = re.compile(
    r"(?:支出|支付|列支|拨付|用款|用去)[^,;。\d]{0,6}\d[\d.,]* ?[万亿]?元[,(](?:仅|约)?占(?:比|预算|全年)?(?:为)?$"
    r"|(?:资金|预算|[,;。])支付率(?:为|达到?|仅)?$"
)
# 设置绩效指标15项,完成13项
_INDICATORS_TOLD = re.compile(r"指标[^,;。\d]{0,8}\d+[个项][^,;。\d]{0,4}[,(]|\d+[个项][^,;。\d]{0,6}指标,")
_DONE_OF_THEM = re.compile("(?:其中|已|未|全部|实际|基本|均|部分)*(?:完成|达标|达到|达成|实现)")
_LEAST_WITHOUT_UNIT = 10_000
# 综合满意度为93.45分: what those asked answered; the points that an evaluation gives for it are fewer
_ANSWERED = re.compile(r"满意[度率][一-鿿]{0,4}(?:得分|评分|分值)?(?:为|达到?|是)?$")
_LEAST_ANSWERED = 60
# 产业园二期落地, 三期工程, 二轮延包: which of several works or turns, no count
_WORKS = re.compile("(?:工程|项目|建设|改造|扩建|落地|开工|竣工|投产|投用|投入|建成|地块|厂房|标段|管网|用地)")
_OF_WORKS = re.compile("(?:园|厂|基地|中心|项目|工程|小区|馆|平台|系统|水库)$")
_TURNS = ("期", "轮", "批", "届", "次")
_PAYS_IN_TURNS = re.compile("(?:集中)?(?:付款|拨付|下达|追加|支付|下拨|拨出|拨款|到位|核拨|预拨|兑付|拨(?=[至到给]))(?!率)")  # 分三批下达资金
_HOUSEHOLDS = re.compile("[及和]?以?[上下]?户")  # 1人户, 2人及以上户: which households, no count of people
_NUMERALS = re.compile("[一二两三四五六七八九]?[十百千万]")
_LEAST_NUMERALS = 2  # 三百一十六, 八百五十: not 二十条, 十项
_NOUN_BEFORE = re.compile("[一-鿿]{3}(?<![每第各这那此该上下前后等分为共有以])$")
_REACHED = re.compile(r"(?:全年|年度|目标)?(?:实际(?:完成|情况|完成情况)?|完成情况):")
# Words that end what is said of goals or of the evaluation, before what was reached: 项目绩效目标完成情况:…, 目标:…,实际完成…
_RESULTS_BEGIN = compiled(
    r"(?:完成|实现|达成|进展|落实)情况(?:为|是)?:|(?:指标|目标|任务)(?:均已|全部|已全部)?(?:完成|实现):|"
    r"(?<=[,;。])(?:[因受][^,;。\d]{2,14}(?:影响|原因|限制),?)?实际(?=[\u4e00-\u9fff])(?!情况|支出|执行|完成[值数情]|完成率)|(?:主要|工作|取得的?)成效:"
)
_DONE = re.compile(r"(?:完成|实现|达成)(?:情况|分析)")
# 附:2022年度部门整体绩效自评说明: what follows is a report of its own, whatever chapter it stands behind
_APPENDED = re.compile(r"附(?:件)?\d?:[^,。;:]{2,40}(?:自评|绩效|评价)[^,。;:]{0,6}(?:说明|报告)(?=[^,。;:])")
_OF_THE_YEAR = re.compile(r"(?:一年(?:以?来)|今年以来|报告期内),")
_TABLE = compiled(r"(?:一级指标 ?)?[二三]级指标[^。]{0,40}?(?:指标值|完成值|实际值|目标值)")


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
    if _DONE.search(title):
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
    if _OF_THE_YEAR.match(text.text) or _told_early(text.text, section):
        return text
    label = _REACHED.match(text.text) or _APPENDED.match(text.text)
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
    header = _TABLE.search(text.text)
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
    return _ANSWERED.search(before[-20:]) is not None


def coefficient(before: str, quantity: Quantity) -> bool:
    """Whether a number without a unit is a coefficient or an index: 有效利用系数达到0.615."""
    return quantity.unit is None and not quantity.is_chinese_numeral and _coefficient().search(before[-24:]) is not None


def _none_at_all(before: str, quantity: Quantity) -> bool:
    """Whether a nought says that something never came to pass: 火灾受害率为0."""
    return quantity.value == 0 and quantity.unit is None and _NONE_AT_ALL.search(before[-12:]) is not None


@cache
def _coefficient() -> re.Pattern[str]:
    name = load("statistics")["coefficient"]["names"]
    return re.compile(rf"{name}(?:[由从](?:[一-鿿]{{1,6}}的)?\d+\.\d+)?(?:提高|提升|上升|增加|下降|降低|稳定|保持|控制)?(?:到|至|在|为|达到?|是)?$")


def is_statistic(quantity: Quantity, clause: str, promised: str, before: str, after: str) -> bool:
    """Whether a quantity that counts something is a statistic, by its clause and the sentence before it."""
    answered, told = is_answer(before, quantity), promised
    clause, promised = _results_of(clause), _results_of(promised)
    told_of_else = lexicon.pattern("own_work").search(clause) or lexicon.regex("plans", "words").search(clause)
    if (told_of_else and not answered) or (quantity.unit == "页" and _PAGE.search(before) is not None):
        return False
    if lexicon.regex("organisation", "patterns").search(clause) or _OF_INDICATOR.search(before):
        return False
    if lexicon.regex("promise", "patterns").search(promised):
        return False
    if quantity.unit is None and not _is_nought(quantity):
        return _ECONOMY.search(before) is not None or coefficient(before, quantity) or _none_at_all(before, quantity)
    if quantity.unit in _TURNS and _PAYS_IN_TURNS.match(after):
        return False
    if quantity.unit == "人" and _HOUSEHOLDS.match(after):
        return False
    if quantity.unit_class == "time":
        return _time_counts(quantity, before, after)
    if _INVESTED.search(before) and _ATTRACTED.search(promised):
        return True
    if _spent_of_told(quantity, told, before) or _of_indicators_told(quantity, told, before, after):
        return False
    return not _own_money(quantity, clause, before) and not _of_the_place(clause, before)


def _spent_of_told(quantity: Quantity, told: str, before: str) -> bool:
    """Whether a figure is what was spent of a sum that its sentence `told` before, or the share of it."""
    if _SUM_TOLD.search(told) is None:
        return False
    if quantity.is_percent:
        return _SHARE_SPENT.search(told) is not None or _RECEIVED.search(before.strip()) is not None
    return quantity.unit_class == "money" and _SPENT.fullmatch(before.strip()) is not None


def _of_indicators_told(quantity: Quantity, told: str, before: str, after: str) -> bool:
    """Whether a count is of the evaluation's indicators, that its sentence `told` before: 绩效指标15项,完成13项."""
    words = before.strip().removeprefix("其中") or after
    is_share = quantity.unit in ("个", "项") and _DONE_OF_THEM.fullmatch(words) is not None
    return is_share and _INDICATORS_TOLD.search(told) is not None


def is_planned(clause: str, promised: str) -> bool:
    """Whether a clause, or the sentence before its number, tells what was to be done."""
    clause, promised = _results_of(clause), _results_of(promised)
    return lexicon.regex("plans", "words").search(clause) is not None or lexicon.regex("promise", "patterns").search(promised) is not None


def _results_of(text: str) -> str:
    """What a text says behind the last words that announce results.

    项目绩效目标完成情况:购置彩超3台 → 购置彩超3台: the goals are named, what follows was done.
    """
    announced = list(_RESULTS_BEGIN.finditer(text))
    return text[announced[-1].end() if announced else 0 :]


def of_work(quantity: Quantity, before: str) -> bool:
    """Whether a rate or an amount is of the work and those it was done for: 群众满意度98%, 追回违规资金6万元."""
    if quantity.is_percent:
        return _WORK_RATE.search(before) is not None
    return quantity.unit_class == "money" and bool(_RECOVERED.search(before) or _TURNOVER.search(before))


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
    if quantity.unit_class == "money" and _TURNOVER.search(before):
        return False
    if quantity.unit_class == "money":
        if _MONEY_OF_ITEM.fullmatch(clause.strip()):
            return True
        return any(pattern.search(before.strip()) for pattern in (_REST, _TREASURY)) or lexicon.pattern("own_budget").search(clause) is not None
    if quantity.is_percent:
        before = _BASE.sub("", before)  # 投诉率从年初的23%降至11.5%
        return _OWN_RATE.search(before) is not None or lexicon.pattern("own_budget").search(before) is not None
    return False


def _of_the_place(clause: str, before: str) -> bool:
    """Whether a count is of the place's land, people or parts."""
    return _MAKE_UP.search(clause) is not None or _PLACE.match(before.strip()) is not None


def _time_counts(quantity: Quantity, before: str, after: str) -> bool:
    """Lengths of time: service standards in minutes, hours, days; years only where they are an outcome."""
    unit = quantity.unit
    if _MORE_DAYS.search(before):
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
    return quantity.unit_class not in (None, "time") and len(_NUMERALS.findall(numeral)) >= _LEAST_NUMERALS


def _behind_its_noun(text: str, quantity: Quantity) -> bool:
    """Whether a small number in words ends a clause, or one of a list, behind what it counts: 建成生产线两条, 停车场三座、书屋八间."""
    counts = quantity.value is not None and quantity.value >= 2 and quantity.unit in lexicon.words("chinese", "behind")
    before, follows = text[max(0, quantity.start - 6) : quantity.start], text[quantity.end : quantity.end + 1]
    return counts and follows in ("", ",", ";", "。", "、") and _NOUN_BEFORE.search(before) is not None


def _says_which(text: str, quantity: Quantity) -> bool:
    """Whether a numeral says which of several works or turns is meant: 二期 (两期 are two), 三期工程, 产业园三期, 连续两次."""
    if quantity.unit not in _TURNS:
        return False
    if quantity.unit == "次" and text[: quantity.start].endswith("连续"):
        return True
    which = text[quantity.number_start : quantity.number_end] == "二"
    works = _WORKS.match(text, quantity.end) or _OF_WORKS.search(text[max(0, quantity.start - 4) : quantity.start])
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
