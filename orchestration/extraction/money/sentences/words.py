"""The words around a figure of money in a sentence: its phase, the name of its item. Data: `data/money_prose.toml`."""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.money.verbs import SO_FAR, SPENDS
from orchestration.extraction.money.words import breakdown_of, fund_of
from orchestration.language.beginnings import compiled

_GIVEN = re.compile(r"(?<=[\u4e00-\u9fff]{2}[费金助贴目程设护类镇乡村])(?:共?安排|下达|分配)(?:给?[我本][县市区旗州盟镇乡])?$")  # 免保教费安排1126万元
_FROM_START = re.compile("(?<=.)由年初(?:预算|批复|安排)?的?$")  # 项目资金由年初的300万元调减至260万元
_TO_WHOM = re.compile("到[村镇乡户校]")  # 已拨付到村131万元
_OPENS_BRACKET = re.compile(r"\((?:全年|年初|实际)?(?:预算|安排|下达|支出|资金|投入|执行)*$")  # 农田建设(预算840万元,支出828万元)
LEFT_BY_LAST_YEAR = re.compile(r"(?:上年|年初|以前年度)(?:结转|结余)")
LEFT_AT_END = re.compile(
    "(?:尚|还)?(?:年末|年终|年底)?(?:[剩结]余|结转)(?:和?(?:结余|结转))?(?:[到至]?下年度?(?:继续)?(?:使用|支出)?)?的?(?:资金)?(?:数|金额)?"
)
COMPARED_LEAD = re.compile(r"[,、]?(?:[较比占]|[低高]于|控制在)")  # 较预算30万元, 低于年初预算30万元, 控制在30万元预算以内: what the figure before is compared with
_PAID = re.compile(f"{SO_FAR}*(?:{SPENDS}|安排)")
_NAMED_FUND = re.compile("(?!(?:项目|专项|补助|财政|工程|预算|自有)*(?:资金|经费))[\u4e00-\u9fff]{2,20}(?:资金|经费)")
_KINDS = ("nature", "economic", "three_public")
_PLACE_AND_YEAR = re.compile(r"^(?:[\u4e00-\u9fff]{1,8}?[省市州县区旗镇乡])*(?:20\d{2}年度?)?")
_FUND_GIVEN = re.compile(  # 水利发展资金下达我县; without its name the fund is 资金
    r"(?:20\d{2}年度?)?(?P<name>(?!(?:上级|年度|全年|项目|专项|补助|财政|预算)*(?:资金|经费|补助))[\u4e00-\u9fff]{2,24}(?:资金|经费|补助))(?:全年|实际|共|累计)*(?:下达|拨付|下拨)给?[我本][县市区旗州盟镇乡]"
)
_LEAST_SHORT = 5  # characters of an abbreviation
_ALIKE = 0.6  # of the pairs of characters


@cache
def _phases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = load("money_prose")
    link = data["words"]["link"]
    return tuple((role, compiled(f"(?:{'|'.join(names)}){link}$")) for role, names in data["phases"].items())


@cache
def word_pattern(name: str) -> re.Pattern[str]:
    """A pattern of `[words]` by its name."""
    return compiled(load("money_prose")["words"][name])


@cache
def not_own_pattern() -> re.Pattern[str]:
    """Words of money that is no budget of the office: paid to residents, invested by others, taxes, contracts."""
    return re.compile("|".join(load("money_prose")["not_own"]["words"]))


@cache
def earned_pattern() -> re.Pattern[str]:
    """What residents and firms earn, and what they need not spend: 烟农售烟收入, 劳务收入."""
    return re.compile(load("money_prose")["not_own"]["earned"])


@cache
def _of_items(key: str) -> re.Pattern[str]:
    words = load("money_prose")["items"][key]
    return compiled(words if isinstance(words, str) else "|".join(words))


@cache
def _leads() -> re.Pattern[str]:
    """All that may lead to an item's name, however much of it stands one behind another."""
    return compiled(f"^(?:{'|'.join(load('money_prose')['items']['lead'])})+")


def fragment_pattern() -> re.Pattern[str]:
    """What is left of a clause that names no item: nothing, or a word such as 资金, 部门整体, 项目总投资."""
    return _of_items("fragments")


def phase_of(before: str) -> tuple[str | None, str]:
    """The phase whose words end nearest to the figure, the longest of those that end alike."""
    found = [(match.group(), role) for role, pattern in _phases() if (match := pattern.search(before))]
    if not found:
        return None, ""
    words, role = max(found, key=lambda pair: len(pair[0]))
    return role, words


def told_behind_as_approved(rest: str) -> bool:
    """Whether brackets right behind a budget say that it is the one approved first: 预算总额510万元(年初预算),全年预算数…."""
    return _of_items("told_behind").match(rest) is not None


def told_before_as_approved(before: str) -> bool:
    """Whether the words before a budget, back to the begin of its sentence, say that it is the first: 2023年初,本局预算总额为."""
    return _of_items("told_before").search(before) is not None


def clause_with(before: str, words: str) -> str:
    """What stands before the words of the phase, back to the last stop."""
    head = before[: len(before) - len(words)] if words else before
    return re.split(r"[,;:。]", head)[-1] + words


# "教育支出"(类)2023年度决算: the name, its level in the accounts, the phase
_OF_ACCOUNTS = re.compile(r'"?(?P<name>[^"()]{2,24})"?\((?:类|款|项)\)(?:20\d{2}年度?)?(?:支出)?(?:决算|预算)(?:数)?')


def name_in(clause: str) -> str:
    """The item a clause names: its lead and the words that only link it to the figure taken off."""
    clause = clause.strip(" ,;:、/÷")  # (支出950万元/预算1000万元)
    given = _FUND_GIVEN.fullmatch(clause)
    name = given["name"] if given and fund_of(given["name"]) is None else _leads().sub("", clause)
    paid = _PAID.match(name)
    if paid and (breakdown_of(name[paid.end() :]) in _KINDS or _NAMED_FUND.fullmatch(name, paid.end())):
        name = name[paid.end() :]  # 实际支出公用经费85万元, 已支出直补资金120万元
    if not name and (source := _of_items("source_alone").search(clause)):
        return source[0]
    if name.count('"') % 2 and clause.endswith(f'"{name}'):
        name = f'"{name}'  # "三公"经费: the mark opens the name
    link = re.compile(f"{load('money_prose')['words']['link']}$")
    name = "" if _TO_WHOM.fullmatch(name) else _FROM_START.sub("", name)
    named = _GIVEN.sub("", _OPENS_BRACKET.sub("", link.sub("", name))).strip(" ,;:、")
    of_accounts = _OF_ACCOUNTS.fullmatch(named)
    return of_accounts["name"] if of_accounts else named


def classified_in_accounts(lead: str) -> bool:
    """Whether a clause names a class of the functional accounts: "教育支出"(类)2023年度决算."""
    return _OF_ACCOUNTS.fullmatch(lead.strip(" ,;:、为")) is not None


def base_name(name: str) -> str:
    """An item's name without the words of its phase: what two figures of one item share."""
    return _of_items("words_of_phases").sub("", name)


def is_named_alike(name: str, part: str) -> bool:
    """Whether most pairs of characters of a name stand in another: 两癌救助专项资金 in 两癌患病妇女救助."""
    core = re.sub(r"专项|补助|资金|经费|项目|[\"()、]", "", part)
    pairs = [core[at : at + 2] for at in range(len(core) - 1)]
    return len(core) >= 3 and (sum(pair in name for pair in pairs) >= _ALIKE * len(pairs) or abbreviates(core, name))


def abbreviates(short: str, name: str) -> bool:
    """Whether a word leaves out characters of a name, neither the first nor its last two: 福彩公益金 of 福利彩票公益金."""
    rest = iter(name[name.find(short[0]) :])
    return len(short) >= _LEAST_SHORT and name.endswith(short[-2:]) and all(each in rest for each in short)


def without_place(name: str) -> str:
    """A name without the place and the year before it: 青禾县2022年中央财政农业资金."""
    return _PLACE_AND_YEAR.sub("", name)


def contains_name(name: str, part: str) -> bool:
    """Whether a name holds another of at least four characters."""
    return len(part) >= 4 and part in name
