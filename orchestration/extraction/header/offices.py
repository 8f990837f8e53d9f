"""Which office reports: the candidates a document prints, which of them counts, and its fullest form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from orchestration.document import MappedText, fold_width
from orchestration.extraction.data import load
from orchestration.extraction.header.labels import Labelled
from orchestration.extraction.header.lines import Line
from orchestration.extraction.header.names import (
    clean_name,
    core_of,
    fuller_names,
    is_name,
    leading_name,
    named_offices,
)
from orchestration.extraction.header.titles import Title
from orchestration.extraction.structure.outline import Outline

_BREAKS = re.compile(
    r"20\d{2}-20\d{2}年度?|(?:20\d{2}|二[〇零][一二三四五六七八九〇]{2})(?:预算|财政)?年?度?|关于|[《》\"'·|:]|部门整体|整体支出|单位整体|部门\(单位\)|部门支出|部门预算"
    r"|部门决算|预算绩效|项目支出|财政支出|绩效|的|[-_—]"
)
_BANNER = re.compile(r"(?P<name>(?P<region>[\u4e00-\u9fff]{2,12}?[县市区旗州])人民政府)(?:门户)?(?:网站?)?(?P=region)")  # of a web site
_SITE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,12}?[县市区旗州]人民政府)(?:信息公开|政务公开|门户|网|$)")  # behind a page's title
# the path of a site's page above a title: 甲县水利局 > 通知公告 > 正文
_PATH = re.compile(r"^(?:当前位置|(?:您)?(?:现在)?(?:所在)?的?位置)?:? ?(?:首页 ?[>›»] ?)?(?P<name>[\u4e00-\u9fff]{4,30}) ?[>›»]")
# whose site carries the reports of others too
_CARRIES_OTHERS = re.compile("[县市区旗州](?:人民政府(?:门户)?(?:网站?)?|财政局)$")
_OF_OTHERS = re.compile(r"[县市区旗](?:财政局|审计局|纪委(?:监委)?|人大(?:常委会)?|(?:人民)?政府)")  # named without their place
_NO_ONE_OFFICE = re.compile(r"^[各本县市区旗镇乡局]|[、及等]")  # 县农田建设站, 甲县民政局及各乡镇
_NO_PLACE = frozenset("县市区旗")
_OF_COUNTY = re.compile(r"[县区市旗州盟]人民政府$")  # answers for what its offices do
_OF_TOWN = re.compile(r"[镇乡]人民政府$|街道办事处$")
_PLACE = 2  # characters by which two offices of one place are told
_SHORT_FORM = re.compile(r"^\((?:以下|下文)?简称[^()]{1,14}\)")  # 甲市乙中心(以下简称中心)
_LOCAL = re.compile("地方主管部门")
_IN_FORMS = frozenset({"implementer", "superior"})
# What tells an office from the thing a project is about (服务中心运行经费): a region in its name, or an authority.
_SURE = re.compile(r"[省市区县旗州盟]|[镇乡](?![村镇街])|街道|[局厅委]$|委员会$|办公室$|政府$|法院$|检察院$|联合会$|[残妇文侨]联$")
_DATE = re.compile(r"^(?:20\d{2}|二[〇零O].{2})[年./-].{1,3}[月./-](?:.{1,3}日?)?$")
_GLUED_SIGNATURE = re.compile(r"。(?P<name>[\u4e00-\u9fff]{4,30})20\d{2}年\d{1,2}月(?:\d{1,2}日)?。?$")  # …公开。甲县乙局2022年8月


class Office(NamedTuple):
    """A printed name, where it stands (None: the file name), and the rule that found it."""

    name: str
    run: tuple[int, int] | None
    rule: str


def find_office(
    title: Title | None,
    labels: list[Labelled],
    lines: list[Line],
    outline: Outline,
    file_name: str,
    *,
    of_project: bool,
) -> Office | None:
    """The reporting unit in the fullest form the document prints, or None where it names none."""
    candidates = _candidates(title, labels, lines, outline, file_name, of_project)
    banner = (_BANNER.match(title.text.text) or _SITE.search(lines[title.line].text.text)) if title else None
    ignored = {banner["name"]} if banner else set()
    ignored |= {path["name"] for _, path in _paths(lines, title) if path["name"].endswith("人民政府")}
    office = next((one for one in candidates if one.name not in ignored and not is_generic(one.name)), None)
    return _fullest(office, lines, outline) if office else None


@cache
def _generic() -> re.Pattern[str]:
    return re.compile("|".join(load("offices")["names"]["context"]["generic"]))


def is_generic(name: str) -> bool:
    """Whether a name is one of a kind of offices (县级图书馆, 办公室), not of one office."""
    return bool(_generic().search(name))


def _candidates(
    title: Title | None, labels: list[Labelled], lines: list[Line], outline: Outline, file_name: str, of_project: bool
) -> Iterator[Office]:
    """From the surest place to the least sure one."""
    titled = list(_of_title(title.text)) if title else []
    yield from (office for office in titled if not of_project or _SURE.search(office.name))
    of_implementer = of_project and _names_implementer(labels)
    kinds = ("office", "implementer", "superior") if of_implementer else ("office", "superior", "implementer")
    for kind in kinds:
        yield from _of_labels(labels, kind)
    yield from titled
    yield from _near_title(lines, title.line if title else 0)
    yield from _signature(lines)
    yield from _of_path(lines, title)
    yield from _of_body(outline)
    yield from _of_labels(labels, "publisher")
    yield from _of_file_name(file_name)


def _names_implementer(labels: list[Labelled]) -> bool:
    """Whether a form names one office as the one that carries a project out, with its place. Several, one that is only the
    county's own (县农田建设站), and those of a town's government are under the office that reports; so is who uses the money
    of a transfer, whose form the department of the same place fills in (地方主管部门), but where it is the government of all."""
    first = {kind: clean_name(value.value.text) for value in reversed(labels) if (kind := value.kind) in _IN_FORMS}
    superior, implementer = first.get("superior", ""), first.get("implementer", "")
    of_department = _is_local(labels) and superior[:_PLACE] == implementer[:_PLACE] and not _OF_COUNTY.search(superior)
    if _OF_TOWN.search(superior) or of_department:
        return False
    return not _NO_ONE_OFFICE.search(implementer)


def _is_local(labels: list[Labelled]) -> bool:
    """Whether a form asks for the department of the place that got the money: 地方主管部门, under 中央主管部门."""
    return any(_LOCAL.match(value.label) for value in labels)


def _of_title(title: MappedText) -> Iterator[Office]:
    """Names in the parts of a title between years, 关于 and the words of the subject."""
    for start, end in _segments(title.text):
        part = title.text[start:end]
        name = re.sub(r"(?:部门|单位|机关|本级)$", "", part)
        if not is_name(name):
            stop = leading_name(part)
            name = part[:stop] if stop else ""
        if name and (is_name(name)):
            bare = clean_name(name)
            at = title.text.index(bare, start) if bare in title.text[start:] else start
            length = len(bare) if bare in title.text[start:] else len(name)
            yield Office(title.printed(at, at + length), title.span(at, at + length), "office_of_title")


def _segments(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for match in _BREAKS.finditer(text):
        if match.start() - position >= 3:
            yield position, match.start()
        position = match.end()
    if len(text) - position >= 3:
        yield position, len(text)


def _of_labels(labels: list[Labelled], kind: str) -> Iterator[Office]:
    for labelled in labels:
        if labelled.kind != kind:
            continue
        name = clean_name(labelled.value.text)
        if kind == "publisher" and not is_name(name):
            continue
        if (
            2 <= len(name) <= 45
            and re.search(r"[\u4e00-\u9fff]{2}", name)
            and not re.search(r"[。;,]|\d{3,}|^[无否是]$|万元", name)
        ):
            start = labelled.value.text.replace(" ", "").find(name)
            value = labelled.value
            run = (
                value.span(start, start + len(name))
                if start >= 0 and value.text[start : start + len(name)] == name
                else value.span(0, len(value))
            )
            printed = (
                value.printed(start, start + len(name))
                if start >= 0 and value.text[start : start + len(name)] == name
                else name
            )
            yield Office(printed, run, f"office_of_{kind}_label")


def _paths(lines: list[Line], title: Title | None) -> list[tuple[Line, re.Match[str]]]:
    """The lines above the title that are the path of a site's page."""
    above = lines[: title.line] if title else []
    return [(line, path) for line in above if (path := _PATH.match(line.text.text))]


def _of_path(lines: list[Line], title: Title | None) -> Iterator[Office]:
    """The office whose pages a path is of; those of a government and of its finance office carry the reports of all."""
    for line, path in _paths(lines, title):
        if is_name(path["name"]) and not _CARRIES_OTHERS.search(path["name"]):
            yield _office_of(line.text, *path.span("name"), "office_of_path")


def _near_title(lines: list[Line], at: int) -> Iterator[Office]:
    """A line of its own above or below the title."""
    for line in lines[max(0, at - 4) : at + 10]:
        if is_name(line.text.text) and not line.text.text.endswith(":"):  # 县财政局: is whom a letter is for
            yield _office_of(line.text, 0, len(line.text), "office_of_cover")


def _signature(lines: list[Line]) -> Iterator[Office]:
    """A line of its own at the end, over or under the date."""
    tail = lines[-60:]
    for index, line in enumerate(tail):
        beside = tail[max(0, index - 1) : index] + tail[index + 1 : index + 2]
        dated = any(_DATE.match(other.text.text.replace(" ", "")) for other in beside)
        if is_name(line.text.text) and (dated or index == len(tail) - 1):
            yield _office_of(line.text, 0, len(line.text), "office_of_signature")
        glued = _GLUED_SIGNATURE.search(line.text.text)
        if glued and is_name(glued["name"]):
            yield _office_of(line.text, *glued.span("name"), "office_of_signature")


def _office_of(text: MappedText, start: int, end: int, rule: str) -> Office:
    bare = clean_name(text.text[start:end])
    at = text.text.find(bare, start)
    if at >= 0 and bare:
        start, end = at, at + len(bare)
    return Office(text.printed(start, end), text.span(start, end), rule)


def _of_body(outline: Outline) -> Iterator[Office]:
    """The office the text speaks of most; one that opens a sentence about itself counts more."""
    context = load("offices")["names"]["context"]
    after = re.compile("|".join(context["self_after"]))
    carried, evaluated, paper = (re.compile(context[key]) for key in ("carried_out", "evaluated", "paper_after"))
    votes: Counter[str] = Counter()
    first: dict[str, Office] = {}
    for passage in outline.passages[:200]:
        text = passage.text.text
        named = list(named_offices(text))
        for at, (start, end) in enumerate(named):
            before, behind = text[max(0, start - 2) : start], _SHORT_FORM.sub("", text[end:])
            behind_row = text[_end_of_row(text, named[at:]) :]
            carries_out = before.endswith("由") and carried.match(behind) is not None
            carries_out = carries_out or (before.endswith("对") and evaluated.match(behind) is not None)
            borrowed = before.endswith(tuple(context["borrowed_before"]))
            if (borrowed and not carries_out) or behind.startswith(tuple(context["borrowed_after"])):
                continue
            if behind_row.startswith("《") or paper.match(behind_row):
                continue
            name = clean_name(text[start:end])
            if _OF_OTHERS.fullmatch(name):
                continue
            opens = start == 0 or text[start - 1] in "。;"
            votes[name] += 4 if carries_out or (opens and after.search(behind)) else 1
            first.setdefault(name, _office_of(passage.text, start, end, "office_of_body"))
    for name, count in votes.most_common(3):
        if count > 1 or (_SURE.search(name) and not name.endswith("公司")):  # 公共资源交易中心, named once, is where works were tendered
            yield first[name]


def _end_of_row(text: str, named: list[tuple[int, int]]) -> int:
    """Where a row of offices side by side ends that begins with the first: 省财政厅 省水利厅."""
    end = named[0][1]
    for start, stop in named[1:]:
        if text[end:start].strip(" 、"):
            break
        end = stop
    return end


def _of_file_name(file_name: str) -> Iterator[Office]:
    """A name in the file's name, or in the folders and archives above it."""
    for part in reversed(fold_width(file_name).replace("\\", "/").split("/")):
        bare = re.sub(r"\.[A-Za-z0-9]{1,5}!?$|^\d+[.、_-]|\s", "", part)
        for start, end in _segments(bare):
            piece = clean_name(bare[start:end])
            stop = len(piece) if is_name(piece) else leading_name(piece)
            if stop and is_name(piece[:stop]):
                yield Office(piece[:stop], None, "office_of_file_name")


def _fullest(office: Office, lines: list[Line], outline: Outline) -> Office:
    """The longest printed form of the name; of equally long ones the most frequent."""
    found: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    cells = (cell.text for cell in outline.cells)
    name = fold_width(office.name)
    core = core_of(name)
    for text in (*(line.text for line in lines[:60]), *(passage.text for passage in outline.passages), *cells):
        if core not in text.text:
            continue
        for start, end in fuller_names(name, text.text):
            full = text.printed(start, end)
            found[full] += 1
            first.setdefault(full, text.span(start, end))
    if not found:
        return office
    known = {*found, office.name}
    forms = [full for full in found if not _has_foreign_head(full, known)]
    if not forms:
        return office
    best = max(forms, key=lambda full: (len(full), found[full]))
    return Office(best, first[best], f"{office.rule}_in_full")


def _has_foreign_head(full: str, others: set[str]) -> bool:
    """Whether a longer form only has a word before a form that is printed too: 包括甲市乙局 beside 甲市乙局."""
    # 县民政局 names no place: what stands before it is the rest of one
    heads = [full[: -len(other)] for other in others if other != full and full.endswith(other) and other[0] not in _NO_PLACE]
    return any(head and head[-1] not in "省市区县州盟旗府" for head in heads)
