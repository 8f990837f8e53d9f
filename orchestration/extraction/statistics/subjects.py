"""What a quantity counts: the noun phrase before or after it.

Belongs here: phrases out of a window of folded text. Does not belong here: where the windows are (`clauses`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from orchestration.extraction.money.verbs import PAYS_OUT
from orchestration.extraction.statistics import lexicon
from orchestration.language import find_notations

LONGEST = 40  # characters of a subject
_LONGEST_RATE = 36
_WHOLE = 16  # a phrase up to this length keeps who did it: 镇级河长巡查河涌

_QUOTES = re.compile(r"[\"'“”‘’*]")
_CAUSE = re.compile(r"^[因受][^,;的]{2,12}?(?:影响|限制|制约),?(?=实际|[仅只].)")  # 受疫情影响实际培训
_QUALIFIED = re.compile(r"符合[^的,]{0,8}(?:条件|资格|要求|标准|政策)的?")
_LOCATIVE = re.compile(r"^[^的]*(?:内|中|上|里|范围|区域|方面)的(?=.{2})")
_WITHIN = re.compile(r"^(?:在|于|对|向|为)[^,\"]{0,14}?(?:内|中|上|里|间|区域|范围)(?=[^的].)")
_PREPOSITION = re.compile(
    r"^(?:对(?!象|口)|为(?!民)|向|在(?!建|册|库|校|岗|线)|于|将|把|由|从(?!业|教)|给|以(?!工)|因|按(?!时|期|规|摩)|经(?!济|营|费)|就(?!业|诊|医|餐)|与|用(?!户|地|水|电|工)"
    r"|凭|使(?!用)|让)(?=.{2})"
)
_ONLY_PREPOSITION = re.compile(r"[对为向在于将把由从给以因按经就与用和及其该内中]")
_RHYTHM = re.compile(
    r"(?:[由从为按达至到]|分别)*(?:每(?:人|户|亩|生|名|头|只|村|镇|所|场|人次|张|个|台|辆|吨|公里|平方米|立方米|公斤|斤|年|月|天|日|周|季|季度|学期|学年|采暖季|半年|批))+$"
)
_LEAST_BARE = 2
_ONLY_REST = re.compile("剩余|其余|余下|剩下|尚余|还剩")
_ALL_YEAR = re.compile("^.+全年(?:累计|共|总共)")
_RATE = re.compile(r"(?:率|度|性|比例|比重|占比|覆盖面|标准|系数|指数)$")
_PARTS = re.compile(r"[、,]|(?<=率)[和及与]")
_OF = re.compile(r"的(?=[^确士])")
_MORE_OR_LESS = re.compile(r"^(?:的|以上的?|左右的?|及以上的?)")
_NEXT_NUMBER = re.compile(r"(?<=.)[\"“]?\d")
_LOOSE_END = re.compile("(?:[新各再]|(?<![集其当高初])中)$")
_BY_MEANS = re.compile(r"^(?:通过|经|利用|依托|向|对|由)[^,]{1,8}?(?:平台|系统|渠道|方式|电话|部门|途径)")
_HOW = re.compile(r"^(?:及时|内|全面|积极|来|后|就|可|以)+")
_ASPECT = re.compile(r"(?<=[一-鿿])(?:了|(?<![通超经])过)(?=[一-鿿])")
_AFTER_DATE = re.compile(r"^(?:度|期间|以来|以上|是(?=[一-鿿]))")
_LISTED = re.compile(r"^(?P<first>[^、]{2,14})(?:(?:、[^、]{1,14})+?|(?<=\")|(?<=[仪机器车械具]))等(?P<noun>[一-鿿]{2,10})$")
_NO_KIND = frozenset({"工作", "方面", "内容", "措施", "问题", "情况", "事项", "人员", "项目", "任务"})
_FROM = re.compile(r"(?<=[数率])[由从](?:[一-鿿]{1,6}的)?\d+(?:\.\d+)?$")  # 利用系数由0.51
_BARE_VERBS = frozenset("补发付给送交")  # 补到3940人手中
_OF_VERB = frozenset({"对象"})  # says nothing without what is done for it: 保障对象
_NO_PART = frozenset({"date", "list_number"})  # notations that are no part of a phrase


def before_number(window: str) -> str:
    """The noun phrase that ends a window, with the verb that governs it unless that verb says nothing; may be empty."""
    phrase = lexicon.trailing().sub("", _done_in_year(_without_rhythm(without_dates(_CAUSE.sub("", window)))))
    phrase = _FROM.sub("", lexicon.leading().sub("", phrase))
    phrase = "" if _ONLY_REST.fullmatch(phrase) else _QUALIFIED.sub("", phrase) or phrase
    named = tidy(_rate_phrase(phrase)) if is_rate(phrase) else _without_examples(tidy(_governed(phrase)))
    return "" if named in _BARE_VERBS else named


def _without_examples(phrase: str) -> str:
    """What examples before 等 are of, with the verb before them: 购置彩超、生化仪等设备 → 购置设备."""
    listed = _LISTED.match(phrase)
    if not listed or listed["noun"] in _NO_KIND or listed["noun"] in lexicon.words("generic", "nouns"):
        return phrase
    verb = next((chain.group("content") for chain in _chains(listed["first"]) if chain.group("content")), "")
    return (verb if verb != listed["first"] else "") + listed["noun"]


def _done_in_year(window: str) -> str:
    """What was done, without who did it before 全年共: 社区的综治中心全年共调解纠纷 → 调解纠纷; 疫苗全年累计接种 as it is."""
    match = _ALL_YEAR.match(window)
    verb = lexicon.verbs().match(window, match.end()) if match else None
    told = verb is not None and bool(verb["content"]) and len(window) - verb.end() >= _LEAST_BARE
    return window[match.end() :] if match and told else window


def _without_rhythm(window: str) -> str:
    """A window without the measure that a rate or an amount is told for at its end: 补贴标准由每人每月 → 补贴标准."""
    bare = _RHYTHM.sub("", window.rstrip())
    return bare if len(bare) >= _LEAST_BARE else window


def is_rhythm(window: str) -> bool:
    """Whether a window is nothing but the measure that an amount is told for: 按每人每月."""
    return _RHYTHM.fullmatch(window.strip()) is not None


def ends_in_rhythm(window: str) -> bool:
    """Whether a window ends in the measure that an amount is told for: 对农户按每户."""
    return _RHYTHM.search(window.strip()) is not None


def verb_of(window: str) -> str:
    """The verb that ends a window, without adverbs before it: 全年共保障 → 保障."""
    phrase = lexicon.leading().sub("", lexicon.trailing().sub("", without_dates(window)))
    chains = list(_chains(phrase))
    return chains[-1].group() if chains else ""


def first_verb(phrase: str) -> int | None:
    """Where the first verb of a phrase that says what was done ends, or None: 社区调解|案件."""
    return next((chain.end() for chain in _chains(phrase) if chain.group("content")), None)


def has_verb(phrase: str) -> bool:
    """Whether any verb of the lexicon stands in a phrase, one that only says that something was done (开展) too."""
    return next(_chains(phrase), None) is not None


def only_done(subject: str) -> bool:
    """Whether a subject is nothing but verbs: 发放, 发放保障."""
    return not lexicon.verbs().sub("", subject)


def ends_with_verb(window: str) -> bool:
    """Whether the window ends in a verb whose object must stand after the number, or says nothing at all."""
    phrase = lexicon.trailing().sub("", without_dates(window))
    if not lexicon.leading().sub("", phrase):
        return True
    chains = list(_chains(phrase))
    return bool(chains) and chains[-1].end() == len(phrase)


def _chains(phrase: str) -> Iterator[re.Match[str]]:
    return (match for match in lexicon.verbs().finditer(phrase) if match.group())


def _rate_phrase(phrase: str) -> str:
    """The name of a rate keeps the verbs inside it (活动开展满意度); only a light verb before all of it falls off."""
    first = next(_chains(phrase), None)
    if first and first.start() == 0 and first.group("light") and len(phrase) - first.end("light") >= 3:
        return phrase[first.end("light") :]
    return _governed(phrase) if len(phrase) > _LONGEST_RATE else phrase


def _governed(phrase: str) -> str:
    """What stands behind the last light verb; of a long phrase, from the last verb with an object on."""
    chains = list(_chains(phrase))
    heads = lexicon.words("verbs", "heads")
    for chain in reversed(chains):
        if not chain.group("light"):
            continue
        rest = phrase[chain.end("light") :]
        named = rest in heads and (chain.start() > 0 or rest in _OF_VERB)  # 整治行动: the verb is part of the name
        if not named and len(_QUOTES.sub("", rest)) >= 2:
            phrase = rest
            break
        if not rest:  # nothing but light verbs up to the number
            phrase = "" if chain.start() == 0 else phrase
    if len(phrase) <= _WHOLE:
        return phrase
    for chain in reversed(list(_chains(phrase))):
        rest = phrase[chain.end() :]
        if len(_QUOTES.sub("", rest)) >= 2 and rest not in heads:
            return chain.group("content") + rest
    return phrase


def after_number(window: str, *, person: bool) -> str:
    """The noun phrase that begins a window: up to a verb, to 的 (persons: through it), or to the window's end."""
    phrase = _QUALIFIED.sub("", _MORE_OR_LESS.sub("", window))
    stop = lexicon.stop().search(phrase)
    if stop:
        phrase = phrase[: stop.start()]
    if not person:
        phrase = _PARTS.split(phrase)[0]
        phrase = _NEXT_NUMBER.split(phrase)[0]  # a number that is no quantity: and "25+1" more
        of = _OF.search(phrase)
        if of and of.start() >= 1 and phrase[of.start() - 1] in lexicon.words("entity", "endings"):
            phrase = phrase[: of.start()]
    phrase = tidy(_LOOSE_END.sub("", lexicon.trailing().sub("", phrase)))
    return "" if is_rhythm(phrase) else phrase  # 38户每户2.2万元


def action_after(window: str) -> str:
    """The verb phrase that begins a window: `提供医疗救助`; without the means it names first (通过…平台)."""
    return tidy(_HOW.sub("", _BY_MEANS.sub("", window)))


def tidy(phrase: str) -> str:
    """Without quotation marks, filler words and punctuation at the ends, cut to a readable length."""
    phrase = lexicon.pattern("inside").sub("", phrase)
    phrase = _LOCATIVE.sub("", phrase)
    phrase = _WITHIN.sub("", phrase)
    phrase = _PREPOSITION.sub("", phrase)
    phrase = lexicon.leading().sub("", phrase).strip(" ,、;:。·-—+×()[]《》/|…")
    phrase = lexicon.together().sub("", phrase)
    phrase = _ASPECT.sub("", phrase)
    phrase = "" if _ONLY_PREPOSITION.fullmatch(phrase) else phrase
    if len(phrase) > LONGEST:
        phrase = _PARTS.split(phrase)[-1][-LONGEST:]
    if phrase.count('"') % 2:
        phrase = phrase.replace('"', "")
    return phrase


def rates(subject: str) -> list[str]:
    """The subjects of one figure stated for several rates: `甲率、乙率`."""
    parts = [part for part in _PARTS.split(subject) if part]
    return parts if len(parts) > 1 and all(is_rate(part) for part in parts) else [subject]


def is_rate(subject: str) -> bool:
    """Whether a subject ends as the name of a rate or of another measure: 参保率, 满意度, 补助标准."""
    return _RATE.search(subject) is not None


@cache
def _money_verb() -> re.Pattern[str]:
    return re.compile(f"^(?:按时|及时|足额|按月|如期)*(?:{PAYS_OUT}|使用|[下划]拨)(?=.)")


def with_carrier(subject: str, carrier: str | None) -> str:
    """A subject that says nothing alone (资金, 受众人群, a bare 处理率), with what was counted before it."""
    if not carrier or subject in carrier or is_rate(carrier):
        return subject
    generic = lexicon.words("generic", "nouns")
    bare = _money_verb().sub("", subject)
    if bare in generic or subject in generic:
        return carrier + (bare if bare in generic else subject)
    bare = carrier.removeprefix("完成").removesuffix("完成") if subject == "完成率" else carrier
    if is_rate(subject) and len(subject) <= 4 and not set(subject[:-1]) & set(bare):
        return bare + subject
    return subject


def without_dates(window: str) -> str:
    """A window without the dates and list numbers printed in it."""
    window = window.lstrip(" ")  # behind a blank no list number begins a text
    kept, position = [], 0
    for notation in find_notations(window, _NO_PART):
        if notation.start >= position:
            kept.append(window[position : notation.start])
        position = max(position, notation.end)
    window = "".join(kept) + window[position:]
    return _AFTER_DATE.sub("", window)
