"""The self-score and the grade in prose, total and components.

Read after the tables of scores: where a table states the same score, its row stands and takes a grade the prose adds.
Vocabulary: `data/scores.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.outline import Outline
from orchestration.extraction.prose_items import head_item, listed_segments, named_project, summarised_project
from orchestration.extraction.quotation import quoted_text
from orchestration.extraction.recorder import Recorder, Span
from orchestration.extraction.score_lists import list_patterns, listed_components
from orchestration.language import parse_number
from orchestration.language.necessary import Sieve
from orchestration.records import ScoreRow

TOTAL = "total"
_MOST = Decimal(150)
_LONGEST_BARE_TOTAL = 24
_WHOLE = Decimal(100)
_CHAPTERS_ON_WORK = frozenset({"achievements", "problems", "actions", "overview", "task_plan"})
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,4}|\. \d{1,2})?)"
_LIST_MARK = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d))")
_ATTRIBUTES = {"score": "score", "max_score": "maximum", "score_rate_pct": "rate", "grade": "grade"}  # column of a score → attribute of ProseScore
_HEADED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])?(?P<name>[\u4e00-\u9fff]{2,12})\((?P<max>\d{1,3})分\)[:,]"
)
_SENTENCE = re.compile(r"[^。]+。?")
_CLAUSE_START = re.compile(r"[。;,:!?、\"]")


@dataclass(frozen=True, slots=True)
class ProseScore:
    """A score or grade as a sentence states it, with the runs that print it."""

    component: str
    quote: Span
    words: str  # the sentence in folded text
    runs: tuple[tuple[str, Span], ...]
    rule: str
    score: Decimal | None = None
    maximum: Decimal | None = None
    rate: Decimal | None = None
    grade: str | None = None


@cache
def _data(part: str) -> dict[str, Any]:
    return load("scores")[part]


@cache
def _pattern(part: str, key: str) -> re.Pattern[str]:
    return re.compile(_data(part)[key])


@cache
def _score_pattern() -> re.Pattern[str]:
    data = _data("score")
    words = "|".join(sorted(data["words"], key=len, reverse=True))
    return re.compile(rf"(?P<words>{words}){data['between']} ?{_NUMBER}(?P<points>分)?")


@cache
def _grade_patterns() -> tuple[re.Pattern[str], ...]:
    data = _data("grades")
    return tuple(re.compile(pattern.replace("{classes}", data["classes"])) for pattern in data["patterns"])


def read_prose_scores(outline: Outline, recorder: Recorder) -> None:
    """Record the scores that prose states and no row of `recorder` holds yet.

    What a row holds already is one more place where it is printed; a total may take its grade from prose.
    """
    printed = _places(recorder)
    for score in prose_scores(outline):
        same = next((i for i, row in enumerate(recorder.rows["scores"]) if _is_same(score, row)), None)
        if same is None:
            _record(score, recorder)
            same = len(recorder.rows["scores"]) - 1
        row = recorder.rows["scores"][same]
        recorder.rows["scores"][same] = row = replace(row, grade=row.grade or score.grade)
        for column, run in score.runs:
            place = (row.fact_id, column, run)
            if getattr(score, _ATTRIBUTES[column]) == getattr(row, column) and place not in printed:
                printed.add(place)  # two readers may read one place: it is one figure
                recorder.figure("scores", row.fact_id, column, run, score.rule)


def _places(recorder: Recorder) -> set[tuple[str, str, Span]]:
    """Where the scores read so far are printed: fact, column, run."""
    return {
        (evidence.fact_id, evidence.column_name, (evidence.char_start, evidence.char_end))
        for evidence in recorder.rows["evidence"]
        if evidence.fact_table == "scores"
    }


def _is_same(score: ProseScore, row: ScoreRow) -> bool:
    """Whether a row states the same component and score; a grade alone fits any total."""
    if score.component == TOTAL or row.component == TOTAL:
        return score.component == row.component and (score.score is None or row.score in (None, score.score))
    return row.score == score.score and (score.component in row.component or row.component in score.component)


def _record(score: ProseScore, recorder: Recorder) -> None:
    recorder.add(
        "scores",
        score.quote,
        score.rule,
        component=score.component,
        max_score=score.maximum,
        score=score.score,
        score_rate_pct=score.rate,
        grade=score.grade,
    )


@cache
def _readers() -> Sieve[Callable[[Outline, MappedText], Iterator[ProseScore]]]:
    """The readers of scores, each by what it cannot do without."""
    return Sieve(
        (
            *((pattern, _listed_components) for pattern in list_patterns()),
            (_score_pattern(), _scores_of),
            (_bare_total_pattern(), _bare_total),
            (_pattern("grades", "subject"), _grades_alone),
        )
    )


def prose_scores(outline: Outline) -> list[ProseScore]:
    """The scores and grades of all passages and prose cells, each component and score once."""
    found: list[ProseScore] = []
    for text, is_report_of_work, project in _texts(outline):
        for score in (score for read in _readers().sift(text.text) for score in read(outline, text)):
            if score.component == TOTAL and project:
                score = replace(score, component=project)
            if not is_report_of_work or score.rule == "score_list" or (score.component == TOTAL and re.search("自评|绩效", score.words)):
                _add(score, found)
    for score in _grade_cells(outline):
        _add(score, found)
    return found


def _grade_cells(outline: Outline) -> Iterator[ProseScore]:
    """`评价等级 | 优`, or boxes of which one is ticked, in two cells of a form."""
    data = _data("grades")
    for table in outline.tables:
        for label, value in table.neighbours():
            text = value.text
            if not _pattern("grades", "cell_label").match(label.text.text):
                continue
            whole = re.fullmatch(rf"({data['classes']})(?:等级|等次|等|级)?", text.text)
            grade = (data["canonical"][whole.group(1)], whole.span(1)) if whole else _boxed(text.text, 0, len(text))
            if grade:
                quote, runs = table.row_span(value.row), (("grade", text.span(*grade[1])),)
                yield ProseScore(TOTAL, quote, label.text.text + text.text, runs, "grade_cell", grade=grade[0])


def _add(score: ProseScore, found: list[ProseScore]) -> None:
    """Add a score, or the grade it adds to the same score said before."""
    for index, other in enumerate(found):
        if score.component != other.component or (
            None not in (score.score, other.score) and score.score != other.score
        ):
            continue
        # A grade may stand before its score: the score's own place counts.
        main, added = (score, other) if other.score is None and score.score is not None else (other, score)
        main = replace(main, grade=main.grade or added.grade)
        said_again = (
            (column, run)
            for column, run in added.runs
            if getattr(added, _ATTRIBUTES[column]) == getattr(main, _ATTRIBUTES[column]) and (column, run) not in main.runs
        )
        found[index] = replace(main, runs=(*main.runs, *said_again))
        return
    found.append(score)


def _texts(outline: Outline) -> Iterator[tuple[MappedText, bool, str | None]]:
    """All passages and cells that can state a score: whether they stand in a chapter on the work itself, and on which
    project, where a heading names one."""
    for passage in outline.passages:
        path = passage.section.path() if passage.section else ()
        kinds = passage.section.kinds() if passage.section else ()
        project = next((name for part in path if (name := named_project(part.title))), None)
        for span in listed_segments(passage.text.text):
            yield passage.text.slice(*span), bool(set(kinds[:1]) & _CHAPTERS_ON_WORK), project
    yield from ((cell.text, False, None) for cell in outline.cells if len(cell.text) >= 5)


def _scores_of(outline: Outline, text: MappedText) -> Iterator[ProseScore]:
    data = _data("score")
    for match in _score_pattern().finditer(text.text):
        number = parse_number(match.group("number"))
        after = text.text[match.end() :]
        if number is None or number > _MOST or re.search(data["not_after"], after) or not _is_score(match, after):
            continue
        if re.search(data["not_before"], text.text[: match.start()]):
            continue
        sentence = _sentence(text.text, match.start(), match.end())
        is_whole = re.search("总|综合", match.group("words"))
        if not is_whole and re.search(data["of_indicator"], text.text[sentence[0] : match.start()]):
            continue
        component, maximum = _component(text.text, match)
        headed = _HEADED.match(text.text)
        if headed and component in (TOTAL, None, headed[0][:-1]) and "总" not in match.group("words"):
            component, maximum = headed["name"], headed.span("max")  # 1、产出指标(50分):…。本部分自评48分。
        project = None
        if component in (TOTAL, None):  # of a list of projects each has its own
            named = summarised_project(text.text) or named_project(text.text[sentence[0] : match.end()])
            of_office = re.search(data["of_office"], text.text[sentence[0] : match.start()])
            project = named or (None if of_office else head_item(text.text))
            component = project or component
        if component is None:
            continue  # nothing of this report
        if component == TOTAL and not maximum and (full := re.search(_data("names")["full_before"], text.text[: match.start()])):
            maximum = full.span("max")
        grade = _grade(text, match.end(), sentence) if project or component == TOTAL else None
        runs = [("score", text.span(*match.span("number")))]
        if maximum:
            runs.append(("max_score", text.span(*maximum)))
        if grade:
            runs.append(("grade", text.span(*grade[1])))
        yield ProseScore(
            component,
            quoted_text(outline.document, text, *sentence),
            text.text[slice(*sentence)],
            tuple(runs),
            "score_sentence",
            score=number,
            maximum=parse_number(text.text[slice(*maximum)]) if maximum else None,
            grade=grade[0] if grade else None,
        )


@cache
def _bare_total_pattern() -> re.Pattern[str]:
    return re.compile(_data("score")["bare_total"].replace("{number}", _NUMBER))


def _bare_total(outline: Outline, text: MappedText) -> Iterator[ProseScore]:
    """A line or cell that is nothing but the total: `总分:97.82`."""
    if len(text) > _LONGEST_BARE_TOTAL:
        return
    match = _bare_total_pattern().fullmatch(text.text)
    number = parse_number(match.group("number")) if match else None
    if match is None or number is None or number > _MOST:
        return
    full = parse_number(match.group("full")) if match.group("full") else None
    runs = [("score", text.span(*match.span("number")))]
    if full is not None:
        runs.append(("max_score", text.span(*match.span("full"))))
    quote = quoted_text(outline.document, text, 0, len(text))
    yield ProseScore(TOTAL, quote, text.text, tuple(runs), "score_line", score=number, maximum=full)


def _is_score(match: re.Match[str], after: str) -> bool:
    """Whether the number is points: 分 after it, or (分) before it, or nothing more in a cell."""
    if match.group("points") or ("分" in match.group("words") and re.match(r"\(分\)|[,。;](?!\d)", after)):
        return True
    if ":" in match.group() and "分" in match.group("words") and re.match(r"[\u4e00-\u9fff](?<![个项年人次])", after):
        return True
    return "(分)" in match.group() or (not re.match(r"[\d.%个项年人次]", after) and match.start() <= 8 and not after)


def _component(text: str, match: re.Match[str]) -> tuple[str | None, tuple[int, int] | None]:
    """What is scored (`total` for the whole, None for something else) and where its full marks are printed."""
    start = match.start()
    if start and text[start - 1] in "(," and not ("总" in match.group("words") and text[start - 1] == ","):
        name, maximum = (
            _before_bracket(text, start) if "(" in text[max(0, start - 12) : start] else _clause_before(text, start)
        )
        maximum = maximum or _maximum_behind(text, match)
        if name or maximum:
            return _name(name, match, _is_part(text, maximum)), maximum
    begin = max((found.end() for found in _CLAUSE_START.finditer(text, 0, start)), default=0)
    head = text[begin:start]
    if not head and re.search(_data("names")["evaluates"], text[:start]):
        return TOTAL, _maximum_behind(text, match)  # 经综合评议,得分90.7
    bracket = re.search(rf"\({_data('score')['full_marks']}?\)$", head)
    maximum = (begin + bracket.start("max"), begin + bracket.end("max")) if bracket else _maximum_behind(text, match)
    return _name(head[: bracket.start()] if bracket else head, match, _is_part(text, maximum)), maximum


def _maximum_behind(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """`得分46分(满分50分)`: where the full marks behind the points are printed."""
    start = match.end("number")
    behind = re.match(_data("score")["max_after"], text[start:])
    return (start + behind.start("max"), start + behind.end("max")) if behind else None


def _listed_components(outline: Outline, text: MappedText) -> Iterator[ProseScore]:
    """`决策18.5分(满分20分),过程18分(满分20分)`: components in a row, each with its full marks or adding up to a total."""
    for match in listed_components(text.text):
        groups = {"score": "number", "max_score": "max", "score_rate_pct": "rate"}
        printed = {column: name for column, name in groups.items() if match.groupdict().get(name)}
        runs = tuple((column, text.span(*match.span(name))) for column, name in printed.items())
        read = {column: parse_number(match.group(name)) for column, name in printed.items()}
        quote = quoted_text(outline.document, text, *match.span())
        score = ProseScore(match.group("name"), quote, match.group(), runs, "score_list", score=read["score"])
        yield replace(score, maximum=read.get("max_score"), rate=read.get("score_rate_pct"))


def _is_part(text: str, maximum: tuple[int, int] | None) -> bool:
    """Whether full marks are stated that a whole cannot have: fewer than 100."""
    full = parse_number(text[slice(*maximum)]) if maximum else None
    return full is not None and full < _WHOLE


def _before_bracket(text: str, start: int) -> tuple[str, tuple[int, int] | None]:
    """`投入(25分,自评得分23分)`: the name before the bracket, the full marks inside it."""
    opening = text.rindex("(", 0, start)
    inside = re.match(_data("score")["full_marks"], text[opening + 1 : start])
    maximum = (opening + 1 + inside.start("max"), opening + 1 + inside.end("max")) if inside else None
    begin = max((found.end() for found in _CLAUSE_START.finditer(text, 0, opening)), default=0)
    return text[begin:opening], maximum


def _clause_before(text: str, start: int) -> tuple[str, tuple[int, int] | None]:
    """`投入满分25分,自评得分23分`: the name and full marks in the clause before."""
    begin = max((found.end() for found in _CLAUSE_START.finditer(text, 0, max(0, start - 1))), default=0)
    clause = re.match(rf"^(?P<name>.*?){_data('score')['full_marks']}$", text[begin : start - 1])
    if not clause or clause.group("name").endswith(("得", "扣", "减", "自评", "实得")):
        return "", None
    return clause.group("name"), (begin + clause.start("max"), begin + clause.end("max"))


def _name(head: str, match: re.Match[str], is_part: bool) -> str | None:
    data = _data("names")
    name = _LIST_MARK.sub("", head).strip("的: ")
    if not is_part and "总" in match.group("words") and re.search(data["office"], name):
        return TOTAL
    if re.search(data["total"], name) and not (is_part and name):
        return TOTAL if name or match.group("words") not in ("得分", "评分", "实际得分") else None
    if (
        re.search(data["foreign"], name)
        or len(name) > data["longest"]
        or not re.fullmatch(r"[\u4e00-\u9fff()、]+", name)
    ):
        return TOTAL if "总" in match.group("words") or "综合" in match.group("words") else None
    return name


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("。", 0, start) + 1
    first += text[first:start].startswith(";")
    stop = text.find("。", end)
    return first, stop + 1 if stop >= 0 else len(text)


def _grade(text: MappedText, end: int, sentence: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """The grade of a score: what follows it in its sentence, else what stands before it there."""
    boxed = _boxed(text.text, *sentence)
    if boxed or re.search(_data("grades")["boxes"], text.text[slice(*sentence)]):
        return boxed
    return _first_grade(text.text, end - 1, sentence[1]) or _first_grade(text.text, *sentence)


def _first_grade(text: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    other = re.compile(_data("grades")["other"])
    for pattern in _grade_patterns():
        for match in pattern.finditer(text, start, end):
            clause = max(text.rfind(mark, 0, match.start()) for mark in "。,;") + 1
            if not other.search(text[clause : match.end()]):
                return _data("grades")["canonical"][match.group("grade")], match.span("grade")
    return None


def _boxed(text: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """The class beside a ticked box: `优□良☑`, `☑优□良`."""
    data = _data("grades")
    run = text[start:end]
    first_box, first_class = re.search(data["boxes"], run), re.search(data["classes"], run)
    if not first_box or not first_class:
        return None
    box_leads = first_box.start() < first_class.start()
    shape = (
        rf"{data['ticked']}(?P<grade>{data['classes']})"
        if box_leads
        else rf"(?P<grade>{data['classes']})(?:\([^()]*\))?{data['ticked']}"
    )
    match = re.search(shape, run)
    if not match:
        return None
    return data["canonical"][match.group("grade")], (start + match.start("grade"), start + match.end("grade"))


def _grades_alone(outline: Outline, text: MappedText) -> Iterator[ProseScore]:
    """A grade of the self-evaluation in a sentence without its score."""
    subject, boxes = _pattern("grades", "subject"), _pattern("grades", "boxes")
    for match in _SENTENCE.finditer(text.text) if subject.search(text.text) else ():
        sentence = match.span()
        if not subject.search(match.group()) or _score_pattern().search(match.group()):
            continue
        grade = _boxed(text.text, *sentence)
        if grade is None and not boxes.search(match.group()):
            grade = _first_grade(text.text, *sentence)
        if grade:
            runs = (("grade", text.span(*grade[1])),)
            quote = quoted_text(outline.document, text, *sentence)
            yield ProseScore(TOTAL, quote, match.group(), runs, "grade_sentence", grade=grade[0])
