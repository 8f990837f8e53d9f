"""The self-score and the grade in prose, total and components.

Read after the tables of scores: where a table states the same score, its row stands and takes a grade the prose adds.
Vocabulary: `data/scores.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Any

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.items import (
    head_item,
    heads_pattern,
    leading_project,
    named_project,
    summarised_project,
)
from orchestration.extraction.quotation import quoted_text
from orchestration.extraction.recorder import Recorder, Span
from orchestration.extraction.scores.cells import labelled_grades, labelled_scores
from orchestration.extraction.scores.chapters import scored_chapters
from orchestration.extraction.scores.components import Run, names_subject, scored_component
from orchestration.extraction.scores.grades import (
    Grade,
    grade_of_sentence,
    grades_subject,
    labelled_grade,
)
from orchestration.extraction.scores.list_rows import (
    ProseScore,
    scored_lines,
    scored_parts,
    scored_projects,
    scores_in_row,
)
from orchestration.extraction.scores.lists import component_told, list_patterns, tells_of, tells_part
from orchestration.extraction.scores.points import TOTAL
from orchestration.extraction.scores.texts import rule_cells, texts_of
from orchestration.extraction.scores.total_lines import (
    MOST,
    NUMBER,
    closing_total,
    total_at_end,
    total_lines,
    total_of_line,
)
from orchestration.extraction.structure.outline import Outline, Section
from orchestration.extraction.structure.zones import Zone
from orchestration.language import parse_number
from orchestration.language.beginnings import compiled
from orchestration.language.necessary import Sieve
from orchestration.records import ScoreRow

_ATTRIBUTES = {"score": "score", "max_score": "maximum", "score_rate_pct": "rate", "grade": "grade"}  # column of a score → attribute of ProseScore
_HEADED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])?(?P<name>[\u4e00-\u9fff]{2,12})\((?P<max>\d{1,3})分\)[:,]"
)
_LABELS_SCORE, _STOPS = re.compile("自评(?:总分数?|总?得分)"), re.compile("[。,;]")
_SUMS_UP, _OF_WHOLE = re.compile("总|综合|合计"), re.compile("最终|整体|综上")
_SENTENCE = re.compile(r"[^。]+。?")
_OF_REPORT = re.compile("自评|绩效|合计得分|总得分|总分|综合得分")


@cache
def _data(part: str) -> dict[str, Any]:
    return load("scores")[part]


@cache
def _score_pattern() -> re.Pattern[str]:
    data = _data("score")
    words = "|".join(sorted(data["words"], key=len, reverse=True))
    return compiled(rf"(?P<words>{words}){data['between']} ?{NUMBER}(?P<points>分|(?=/100分))?")


@cache
def _rate_after() -> re.Pattern[str]:
    return re.compile(_data("score")["rate_after"])


def read_prose_scores(
    outline: Outline,
    recorder: Recorder,
    subject: str | None = None,
    forms: Mapping[int, str] | None = None,
    chapters: Mapping[Section, str] | None = None,
    of_form: Mapping[int, str] | None = None,
    zones: Sequence[Zone] = (),
) -> None:
    """Record the scores that prose states and no row of `recorder` holds yet.

    What a row holds already is one more place where it is printed; a total may take its grade from prose. `subject`: what
    the report is about, where that is no office. `forms`: the projects of tables, by number, that are one project's form;
    `chapters`: those of sections that tell one project each; `of_form`: those of passages that are lines of a form. `zones`: the tables' rows under their headers.
    """
    printed = _places(recorder)
    totals = [row.score for row in recorder.rows["scores"] if row.component == TOTAL and row.score is not None]
    for score in prose_scores(outline, subject, forms, chapters, of_form, totals, rule_cells(zones)):
        same = next((i for i, row in enumerate(recorder.rows["scores"]) if _is_same(score, row)), None)
        if same is None:
            _record(score, recorder)
            same = len(recorder.rows["scores"]) - 1
        row = recorder.rows["scores"][same]
        recorder.rows["scores"][same] = row = _completed(row, score)
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
    return score.score in (None, row.score) and (score.component in row.component or row.component in score.component)


def _completed(row: ScoreRow, score: ProseScore) -> ScoreRow:
    """A row with the grade, full marks and rate that another place adds: 管理效率43.6分 in a sentence, of 50 in its chapter."""
    fits = score.maximum is not None and row.score is not None and row.component != TOTAL and row.score <= score.maximum
    return replace(
        row,
        grade=row.grade or score.grade,
        max_score=row.max_score or (score.maximum if fits else None),
        score_rate_pct=row.score_rate_pct or (score.rate if row.component != TOTAL else None),
    )


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


_Reader = Callable[[Outline, MappedText, str | None], Iterator[ProseScore]]  # `str | None`: the report's subject


@cache
def _readers() -> Sieve[_Reader]:
    """The readers of scores, each by what it cannot do without."""
    return Sieve(
        (
            *((pattern, _scores_in_row) for pattern in list_patterns()),
            (_score_pattern(), _scores_of),
            *((pattern, total_of_line) for pattern in total_lines()),
            (closing_total(), total_at_end),
            (grades_subject(), _grades_alone),
        )
    )


def prose_scores(
    outline: Outline,
    subject: str | None = None,
    forms: Mapping[int, str] | None = None,
    chapters: Mapping[Section, str] | None = None,
    of_form: Mapping[int, str] | None = None,
    totals: Sequence[Decimal] = (),
    rules: frozenset[int] = frozenset(),
) -> list[ProseScore]:
    """The scores and grades of all passages and prose cells, each component and score once. See `read_prose_scores`.

    `totals`: those that tables state, to which components may add up. `rules`: see `rule_cells`."""
    found: list[ProseScore] = []
    chapters_scored = list(scored_chapters(outline))
    of_chapters = {run for score in chapters_scored for column, run in score.runs if column == "score"}
    for text, is_report_of_work, project in texts_of(outline, forms or {}, chapters or {}, of_form or {}, rules):
        for score in (score for read in _readers().sift(text.text) for score in read(outline, text, subject)):
            if score.component == TOTAL and not of_chapters.isdisjoint(run for _, run in score.runs):
                continue  # (一)投入(20分) … 自评得分:18分
            if score.component == TOTAL and project:
                score = replace(score, component=project)
            if not is_report_of_work or score.rule == "score_list" or (score.component == TOTAL and _OF_REPORT.search(score.words)):
                _add(score, found)
    lists = (scored_lines(outline), scored_projects(outline), chapters_scored, scored_parts(outline, totals))
    for score in chain(*lists, _grade_cells(outline, forms or {}), _score_cells(outline, forms or {})):
        _add(score, found)
    return found


def _grade_cells(outline: Outline, forms: Mapping[int, str]) -> Iterator[ProseScore]:
    """`评价等级 | 优`, in two cells or lines; of one project where the form is."""
    for found in labelled_grades(outline):
        component = forms.get(found.table_seq, TOTAL) if found.table_seq is not None else TOTAL
        yield ProseScore(component, found.quote, found.words, (("grade", found.run),), "grade_cell", grade=found.grade.name)


def _score_cells(outline: Outline, forms: Mapping[int, str]) -> Iterator[ProseScore]:
    """`自评得分 | 92.8分(优)`, in two cells or lines; of one project where the form is."""
    for found in labelled_scores(outline):
        number = parse_number(found.match["number"])
        if number is None or number > MOST:
            continue
        component = forms.get(found.table_seq, TOTAL) if found.table_seq is not None else TOTAL
        printed = {"score": "number", "grade": "grade"}
        runs = tuple(
            (column, found.value.span(*found.match.span(name))) for column, name in printed.items() if found.match[name]
        )
        yield ProseScore(
            component, found.quote, found.value.text, runs, "score_cell", score=number, grade=found.match["grade"]
        )


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
        if main.component != TOTAL:
            main = replace(main, maximum=main.maximum or added.maximum, rate=main.rate or added.rate)
        said_again = (
            (column, run)
            for column, run in added.runs
            if getattr(added, _ATTRIBUTES[column]) == getattr(main, _ATTRIBUTES[column]) and (column, run) not in main.runs
        )
        found[index] = replace(main, runs=(*main.runs, *said_again))
        return
    found.append(score)


def _scores_of(outline: Outline, text: MappedText, subject: str | None) -> Iterator[ProseScore]:
    words = text.text
    for match in _score_pattern().finditer(words):
        number, sentence = parse_number(match.group("number")), _sentence(words, match.start(), match.end())
        if number is None or number > MOST or not _is_of_report(words, match, sentence):
            continue
        component, maximum, is_project = _scored(words, match, sentence, subject)
        if component is None or (component == TOTAL and tells_part(words, match.span("number"))):
            continue  # nothing of this report, or of its whole
        full = parse_number(words[slice(*maximum)]) if maximum else None
        if full is not None and full < number:
            maximum = full = None  # 满意度4分,综合得分96.5分: the points before are another's
        grade = grade_of_sentence(words, sentence, match.end()) if is_project or component == TOTAL else None
        rate = _rate_after().match(words, match.end("number"))
        places = (
            ("score", match.span("number")),
            ("max_score", maximum),
            ("score_rate_pct", rate.span("rate") if rate else None),
            ("grade", grade.run if grade else None),
        )
        yield ProseScore(
            component,
            quoted_text(outline.document, text, *sentence),
            words[slice(*sentence)],
            tuple((column, text.span(*place)) for column, place in places if place),
            "score_sentence",
            score=number,
            maximum=full,
            rate=parse_number(rate["rate"]) if rate else None,
            grade=grade.name if grade else None,
        )


def _is_of_report(text: str, match: re.Match[str], sentence: Run) -> bool:
    """Whether a number is the points of this report's evaluation, not of an indicator, an earlier year or a scale."""
    data, after = _data("score"), text[match.end() :]
    if re.search(data["not_after"], after) or not _is_score(match, after):
        return False
    if re.search(data["not_before"], text[: match.start()]):
        return False
    before = text[sentence[0] : match.start()]
    is_whole = _SUMS_UP.search(match.group("words")) or _OF_WHOLE.search(_STOPS.split(before)[-1])
    return bool(is_whole or not re.search(data["of_indicator"], before))


def _scored(
    text: str, match: re.Match[str], sentence: Run, subject: str | None
) -> tuple[str | None, Run | None, bool]:
    """What a score is of (None: nothing of this report), where its full marks are printed, whether that is a project."""
    component, maximum = scored_component(text, match)
    of_whole = re.search(_data("names")["whole_before"], text[: match.start()])
    if component is None and (of_whole or names_subject(text, match, subject)):
        component = TOTAL
    if component == TOTAL and not _SUMS_UP.search(match.group("words")) and re.search(_data("names")["parts_behind"], text[sentence[0] : match.start()]):
        return None, None, False
    told = component_told(text, match.span("number"))
    if told and component in (TOTAL, None) and "总" not in match.group("words"):
        return text[slice(*told.printed["name"])], told.printed["max"], False
    headed = _HEADED.match(text)
    if headed and component in (TOTAL, None, headed[0][:-1]) and "总" not in match.group("words"):
        component, maximum = headed["name"], headed.span("max")  # 1、产出指标(50分):…。本部分自评48分。
    project = None
    if component in (TOTAL, None):  # of a list of projects each has its own
        named = summarised_project(text) or named_project(text[sentence[0] : match.end()])
        if subject is None:
            named = named or _project_of_office(text, match, sentence)
        of_office = re.search(_data("score")["of_office"], text[sentence[0] : match.start()])
        item = None if of_office else head_item(text)
        project = named or (item if item and not tells_of(text, item) else None)
        if named and subject is None and re.search(_data("names")["sums_up_report"], text[sentence[0] : match.start()]):
            component, project = TOTAL, None
        component = project or component
    if component == TOTAL and not maximum and (full := re.search(_data("names")["full_before"], text[: match.start()])):
        maximum = full.span("max")
    return component, maximum, project is not None


def _project_of_office(text: str, match: re.Match[str], sentence: Run) -> str | None:
    """The project of an office whose score a sentence tells: X项目自评得分96分, X项目…预算3200万元,…,自评得分88分, 该项目…."""
    told = text[slice(*sentence)]
    if heads_pattern("of_that").match(told):
        named = [name for one in _SENTENCE.finditer(text, 0, sentence[0]) if (name := named_project(one.group()))]
        return named[-1] if named else None
    is_whole = "总" in match.group("words")
    keys = () if is_whole else ("scored_project", "scored_fund", "evaluated_project")
    before = (heads_pattern(key).search(text, max(0, sentence[0] - 1), match.start()) for key in keys)
    names = (found["name"] for found in before if found and not heads_pattern("no_item").search(found["name"]))
    return leading_project(told) or next(names, None)


def _is_score(match: re.Match[str], after: str) -> bool:
    """Whether the number is points: 分 after it, or (分) before it, or nothing more in a cell."""
    if match.group("points") is not None or ("分" in match.group("words") and re.match(r"\(分\)|[,。;](?!\d)", after)):
        return True
    is_label = ":" in match.group() or (_LABELS_SCORE.fullmatch(match.group("words")) and "." in match.group("number"))
    if is_label and "分" in match.group("words") and re.match(r"[\u4e00-\u9fff](?<![个项年人次])", after):
        return True  # among the cells of a form that ran together: 联系电话 0531-8 自评总分 92.68 部门资金(万元)
    if "(分)" in match.group():
        return True
    is_alone = match.start() <= 8 or (_LABELS_SCORE.fullmatch(match.group("words")) and not _STOPS.search(match.string))
    return bool(is_alone and not after)


def _scores_in_row(outline: Outline, text: MappedText, _: str | None) -> Iterator[ProseScore]:
    """`决策18.5分(满分20分),过程18分(满分20分)`: components in a row, each with its full marks or adding up to a total."""
    return scores_in_row(outline, text)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("。", 0, start) + 1
    first += text[first:start].startswith(";")
    stop = text.find("。", end)
    return first, stop + 1 if stop >= 0 else len(text)


def _grades_alone(outline: Outline, text: MappedText, subject: str | None) -> Iterator[ProseScore]:
    """A grade of the self-evaluation in a sentence without its score, or behind its label among other cells."""
    labelled = labelled_grade(text.text)
    if labelled and len(text) > labelled[1][1] - labelled[1][0] and not any(_scores_of(outline, text, subject)):
        yield _grade_alone(outline, text, labelled[1], labelled[0], "grade_label")
        return
    for match in _SENTENCE.finditer(text.text):
        sentence = match.span()
        if not grades_subject().search(match.group()) or _score_pattern().search(match.group()):
            continue
        grade = grade_of_sentence(text.text, sentence)
        if grade:
            yield _grade_alone(outline, text, sentence, grade, "grade_sentence")


def _grade_alone(outline: Outline, text: MappedText, run: Run, grade: Grade, rule: str) -> ProseScore:
    quote = quoted_text(outline.document, text, *run)
    return ProseScore(TOTAL, quote, text.text[slice(*run)], (("grade", text.span(*grade.run)),), rule, grade=grade.name)
