"""Names of offices: where one ends, which of two forms is the fuller, what stands before it. Data: `data/offices.toml`.

Names are matched in folded text without blanks. Does not belong here: official divisions (dbt seeds and SQL).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from orchestration.extraction.data import load

_HAN = r"[\u4e00-\u9fff]"
_REGION_END = "省市区县州盟旗镇乡"
_CODE = re.compile(r"^(?:[\[【(〔]?[\dA-Z]{2,12}[\]】)〕]?[-_:.、\s]*)(?=[\u4e00-\u9fff])")
_SCOPE = re.compile(r"\((?:本级|汇总|机关|本部|公章|盖章|签章|含.{1,12}|部门)\)|(?:本级|\(章\))$")
_TAIL = re.compile(r"[\[(〔【-](?:\d{3,}|20\d{2}年[^()]{0,8})[\])〕】]?$")  # a code or a date behind: [311], (2024年2月)
_GOES_ON = {"部": "门", "组": "织", "长": "[江效期远]"}
_LONGEST = 45


@cache
def _data() -> dict[str, list[str]]:
    return load("offices")["names"]


@cache
def _strong() -> re.Pattern[str]:
    endings = sorted(_data()["endings"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(endings)})(?!{'|'.join(_tails())})")


@cache
def _tails() -> tuple[str, ...]:
    """What may not follow an ending: the rest of the words in `not_after`."""
    rests: set[str] = set()
    for word in _data()["not_after"]:
        for ending in (*_data()["endings"], *_data()["weak_endings"]):
            if word.startswith(ending) and len(word) > len(ending):
                goes_on = _GOES_ON.get(word[-1])  # …局部门决算, …局组织实施
                rests.add(re.escape(word[len(ending) :]) + (f"(?!{goes_on})" if goes_on else ""))
    return tuple(sorted(rests, key=len, reverse=True))


@cache
def _whole() -> re.Pattern[str]:
    endings = sorted((*_data()["endings"], *_data()["weak_endings"]), key=len, reverse=True)
    return re.compile(
        rf"^{_HAN}[\u4e00-\u9fffA-Za-z\d()·]{{0,{_LONGEST}}}(?:{'|'.join(endings)})(?:\([^()]{{1,20}}\))?$"
    )


def is_name(text: str) -> bool:
    """Whether a text is nothing but the name of an office (a code before it, a note after it apart)."""
    bare = clean_name(text)
    return (
        3 <= len(bare) <= _LONGEST
        and bool(_whole().match(bare))
        and not re.search("项目|资金|经费|绩效|预算|报告", bare)
    )


def ends_as_name(text: str) -> bool:
    """Whether a name of an office with a sure ending stands somewhere in a text."""
    return bool(_strong().search(text))


def clean_name(text: str) -> str:
    """A printed name without code prefix, without notes such as (本级), (公章)."""
    bare = _CODE.sub("", text.replace(" ", "").strip(" :;,.、*_-"))
    bare = _SCOPE.sub("", bare).strip(" :;,.、*_-")
    bare = _TAIL.sub("", bare)
    bare = bare[:-1] if bare.endswith(")") and "(" not in bare else bare
    return re.sub(r"(?<=[镇乡道局])部门$", "", bare)


def leading_name(text: str) -> int | None:
    """Where the name of an office that begins a text ends, or None: `X市Y局困难群众补助` ends after 局.

    A name goes on where another office of it follows: `…人民政府Z街道办事处`, `…局Y分局`.
    """
    match = next((m for m in _strong().finditer(text) if m.end() >= 3), None)
    if match is None or match.end() > _LONGEST:
        return None
    end = match.end()
    while True:
        follow = _strong().search(text, end)
        if follow is None or follow.end() - end > 14 or not _goes_on(text[end : follow.end()], text[:end]):
            return end
        end = follow.end()


def _goes_on(more: str, before: str) -> bool:
    """Whether what follows a name is a part of it: a subordinate office of a government, a bureau or a committee."""
    if re.search("资金|经费|项目|补助|建设|支出|绩效|专项|工作|购置|改造|、|,", more):
        return False
    if before.endswith(("人民政府", "委员会", "街道", "街", "镇", "乡", "管委会")):
        return True
    return more.endswith(
        (
            "分局",
            "支队",
            "大队",
            "总队",
            "中队",
            "派出所",
            "司法所",
            "执法队",
            "监督所",
            "服务中心",
            "中心",
            "管理所",
            "管理处",
            "管理站",
            "小学",
            "中学",
            "幼儿园",
            "学校",
            "办公室",
        )
    )


@cache
def _forms() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(form["endings"]) for form in load("offices")["names"]["forms"])


def stem_and_endings(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without its ending, and the endings that may stand for it: (`云溪`, (街道办事处, 街道, 街, …))."""
    for endings in _forms():
        for ending in sorted(endings, key=len, reverse=True):
            if name.endswith(ending) and len(name) > len(ending):
                return name[: -len(ending)], endings
    return name, ("",)


def fuller_names(name: str, text: str) -> list[tuple[int, int]]:
    """The places in a text where a fuller form of a name is printed: a region before it, a fuller ending."""
    pattern = _forms_of(name)
    found = []
    for match in pattern.finditer(text) if pattern else ():
        start = _region_before(text, match.start())
        candidate = text[start : match.end()]
        if len(candidate) > len(name) and _is_form_of(candidate, name):
            found.append((start, match.end()))
    return found


@lru_cache(maxsize=256)
def _forms_of(name: str) -> re.Pattern[str] | None:
    """The pattern of a name without its regions, in every ending that may stand for its own; None for a bare kind."""
    stem, endings = stem_and_endings(name)
    core = _core(stem)
    if len(core) < 2 and (core or endings == ("",)):
        return None
    return re.compile(f"{re.escape(core)}(?:{'|'.join(sorted(map(re.escape, endings), key=len, reverse=True))})")


@lru_cache(maxsize=256)
def core_of(name: str) -> str:
    """What every printed form of a name holds."""
    return _core(stem_and_endings(name)[0])


def _core(stem: str) -> str:
    """A stem without the regions before it: 甲市乙区人民政府丙 → 丙, 甲市教育 → 教育."""
    pieces = [piece for piece in re.split(r"人民政府|省|自治区|自治州|市|区|县|州|盟|旗", stem) if piece]
    if not pieces:
        return ""
    return pieces[-1] if len(pieces[-1]) >= 2 else stem


def _is_form_of(candidate: str, name: str) -> bool:
    """Whether all that the shorter name says stands in the candidate in the same order (its ending apart)."""
    stem, _ = stem_and_endings(name)
    position = 0
    for char in stem:
        position = candidate.find(char, position) + 1
        if position == 0:
            return False
    return True


def _region_before(text: str, end: int) -> int:
    """Where the run of regions directly before a position begins: `由甲市乙区人民政府|丙街道` → before 甲."""
    start, position = end, end
    while position > 0 and end - position < 30 and re.match(_HAN, text[position - 1]):
        position -= 1
        chunk = text[position:start]
        if is_word_end(text, position):
            break
        if re.match(
            rf"^{_HAN}{{1,8}}?(?:省|自治区|自治州|市|区|县|州|盟|旗|地区)(?:人民政府)?$", chunk
        ) and _is_new_region(text, position):
            start = position
    return start


def _is_new_region(text: str, start: int) -> bool:
    """Whether a region's name begins at a position: the text, a sentence or another region ends before it."""
    if start == 0 or not re.match(_HAN, text[start - 1]):
        return True
    return (
        text[start - 1] in _REGION_END or is_word_end(text, start - 1) or text[max(0, start - 4) : start] == "人民政府"
    )


@cache
def _joined() -> re.Pattern[str]:
    """Words that 和 joins inside a name, from up to four characters before it: 住房和城乡建设局."""
    return re.compile(rf".{{0,3}}?(?:{'|'.join(load('offices')['names']['context']['joined'])})")


def is_word_end(text: str, position: int) -> bool:
    """Whether the character is a word of its own that parts names, not the first of a name such as 和平区."""
    context = load("offices")["names"]["context"]
    if text[position] == "和" and _joined().match(text, max(0, position - 4)):
        return False
    if text[position] in context["particles"]:
        return text[position : position + 2] not in context["no_particles"]
    return text.endswith(tuple(context["words"]), 0, position + 1)


def name_before(text: str, end: int) -> int:
    """Where the name of an office that ends at a position begins: after the last character that parts names."""
    start = end
    while start > 0 and end - start < _LONGEST and re.match(r"[\u4e00-\u9fff·]", text[start - 1]):
        if is_word_end(text, start - 1):
            break
        start -= 1
    return start


def named_offices(text: str) -> list[tuple[int, int]]:
    """The places in a text where offices with a sure ending are named."""
    found: list[tuple[int, int]] = []
    for match in _strong().finditer(text):
        start = name_before(text, match.end())
        if is_name(text[start : match.end()]):
            found.append((start, match.end()))
    return found
