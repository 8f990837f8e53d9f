"""Parts of reports that state results: scores, indicators, tasks, findings, headcount."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import CHINESE, Draft, line_of
from tests.corpus.invention import vocabulary
from tests.corpus.records import Finding, Indicator, Task

SIGNS = {  # before or, after the mark |, behind the number
    ">=": ("≥", "≥", "≥", "≥", ">=", "≧", "不低于", "|以上"),
    "<=": ("≤", "≤", "≤", "<=", "≦", "不超过", "|以内"),
    "=": ("=", "", "", "", "达到"),
}
LEVEL_WORDS = {"满意度": "满意度指标", "产出": "产出指标", "效益": "效益指标"}
SECOND_WORDS = {"满意度": "服务对象满意度"}


# scores


def score_sentence(draft: Draft) -> None:
    """The self-score, mostly with its grade; the fault `grade` names a wrong one."""
    record = draft.record
    wrong = draft.faulty("grade")
    grade = ("良" if record.grade == "优" else "优") if wrong else record.grade
    if wrong or draft.random.random() < 0.7:
        text = draft.habits.words["sentences.score"].format(year=record.year, score=printed(record.score), grade=grade)
        draft.gold.report["grade"] = grade
    else:
        text = draft.random.choice(vocabulary("wording")["sentences"]["score_only"]).format(score=printed(record.score))
        grade = None
    text = draft.say(text)
    draft.gold.report["self_score"] = record.score
    draft.gold.add("scores", component="total", score=record.score, grade=grade, quote=text)
    if wrong:
        draft.contradiction(
            "grade_vs_score", f"grade {grade} for {record.score} points", f"{printed(record.score)}分", text
        )


def score_table(draft: Draft, *, caption: str | None = None) -> None:
    """Components, full marks, points, and a total row; the fault `score_sum` raises the total."""
    record = draft.record
    total = record.score
    wrong = draft.faulty("score_sum")
    if wrong:
        total -= Decimal("1.5")
    with_rate = draft.random.random() < 0.4
    heads = draft.random.choice(
        (("评价因素", "分值", "得分"), ("评价指标", "满分", "自评得分"), ("考核内容", "标准分", "自评分"))
    )
    rows = [row(*heads, *(["得分率"] if with_rate else []))]
    parts = [*record.components, ("合计", Decimal(100), total)]
    rates = [(points / full * 100).quantize(Decimal("0.01")) for _, full, points in parts]
    for (name, full, points), rate in zip(parts, rates, strict=True):
        rows.append(row(name, printed(full), printed(points), *([f"{rate}%"] if with_rate else [])))
    grid = Grid(rows, caption)
    draft.add(grid)
    for number, ((name, full, points), rate) in enumerate(zip(parts, rates, strict=True), start=1):
        last = name == "合计"
        said = next((each for each in draft.gold.rows["scores"] if each["component"] == "total"), None)
        if last and said and not wrong:  # sentence and table state one total
            said |= {"max_score": printed(full), "rate_pct": str(rate) if with_rate else ""}
            continue
        draft.gold.add(
            "scores",
            component="total" if last else name,
            max_score=full,
            score=points,
            rate_pct=rate if with_rate else None,
            quote=line_of(grid, number),
            optional="1" if last and said else None,
        )
    draft.gold.report.setdefault("self_score", total)
    if wrong:
        draft.contradiction(
            "parts_vs_total",
            f"points add up to {record.score}, total row says {total}",
            line_of(grid, 1),
            line_of(grid, len(parts)),
        )


def printed(value: Decimal) -> str:
    """A number without needless zeros."""
    return f"{value.normalize():f}"


# indicators


@dataclass(frozen=True)
class Shown:
    """How an indicator is printed, and its gold values."""

    target: str
    actual: str
    sign: str
    target_value: Decimal | None
    actual_value: Decimal | None
    unit: str


def show(draft: Draft, indicator: Indicator, *, unit_inside: bool = True) -> Shown:
    """The cells of one indicator: sign, number and unit as the office writes them."""
    if indicator.target is None:
        return Shown(indicator.target_words or "", indicator.actual_words or "", "", None, None, "")
    sign = draft.random.choice(SIGNS[indicator.comparator or "="])
    unit = indicator.unit if unit_inside else ""
    value, real = indicator.target, indicator.actual
    factor = Decimal(10000) if indicator.unit.startswith("万") else Decimal(1)
    base = indicator.unit.removeprefix("万") if factor > 1 else indicator.unit
    before, _, behind = sign.partition("|")
    return Shown(
        f"{before}{printed(value)}{unit}{behind}",
        f"{printed(real or Decimal(0))}{unit}",
        sign,
        value * factor,
        (real or Decimal(0)) * factor,
        base,
    )


def indicator_gold(
    draft: Draft,
    indicator: Indicator,
    shown: Shown,
    quote: str,
    *,
    context: str = "",
    level1: str | None = None,
    level2: str | None = None,
    status: str | None = None,
    completion: Decimal | None = None,
    optional: bool = False,
) -> None:
    stated = shown.target_value is not None
    draft.gold.add(
        "indicators",
        context=context,
        level1=level1,
        level2=level2,
        name=indicator.name,
        target_text=shown.target,
        target_comparator=(indicator.comparator if shown.sign else "=") if stated else None,
        target_value=shown.target_value,
        target_unit=shown.unit if stated else None,
        actual_text=shown.actual,
        actual_comparator="=" if stated else None,
        actual_value=shown.actual_value,
        actual_unit=shown.unit if stated else None,
        declared_status=status,
        declared_completion_pct=completion,
        quote=quote,
        optional="1" if optional else None,
    )


def level_names(draft: Draft, indicator: Indicator) -> tuple[str, str]:
    """Level 1 and 2 as the office prints them: 产出指标 / 数量指标, or 产出 / 数量."""
    second = SECOND_WORDS.get(indicator.level2, indicator.level2)
    if not draft.habits.level_suffix:
        return indicator.level1, second
    return LEVEL_WORDS[indicator.level1], second + "指标"


Column = Callable[[Draft, Indicator, Shown], str]


def status_of(draft: Draft, indicator: Indicator, wrong: bool) -> str:
    """已完成 or 未完成; turned round where the fault asks for it."""
    return "已完成" if indicator.is_met != wrong else "未完成"


def indicator_grid(
    draft: Draft,
    *,
    caption: str | None = None,
    columns: Sequence[str] = ("target", "actual", "weight", "score", "reason"),
    heads: dict[str, str] | None = None,
    indicators: Sequence[Indicator] | None = None,
    centred: bool = False,
    context: str = "",
) -> Grid:
    """The three-level grid of indicators. Faults: `status` (a status against the figures), `duplicate_row`."""
    chosen = list(draft.record.indicators if indicators is None else indicators)
    words = {
        "target": "年度指标值",
        "actual": "实际完成值",
        "weight": "分值",
        "score": "得分",
        "reason": "偏差原因分析及改进措施",
        "status": "完成情况",
        "completion": "完成率",
    } | (heads or {})
    twice = draft.faulty("duplicate_row") and bool(chosen)
    if twice:
        chosen.insert(1, chosen[0])
    turned = None
    if (
        "status" in columns
        and any(each.target is not None and not each.is_met for each in chosen)
        and draft.faulty("status")
    ):
        turned = next(each for each in chosen if each.target is not None and not each.is_met)
    names = [level_names(draft, each) for each in chosen]
    shown: list[Shown] = []
    for number, each in enumerate(chosen):
        shown.append(shown[0] if twice and number == 1 else show(draft, each))
    first = [words.get("level1", "一级指标"), words.get("level2", "二级指标"), words.get("name", "三级指标")]
    rows = [row(*first, *(words[column] for column in columns))]
    for number, (each, cells) in enumerate(zip(chosen, shown, strict=True)):
        boxes: list[Box] = []
        for level in (0, 1):
            begins = number == 0 or names[number][: level + 1] != names[number - 1][: level + 1]
            if begins:
                height = (
                    next(
                        (k for k in range(number, len(names)) if names[k][: level + 1] != names[number][: level + 1]),
                        len(names),
                    )
                    - number
                )
                boxes.append(Box(names[number][level], rows=height))
        values = {
            "target": cells.target,
            "actual": cells.actual,
            "weight": printed(each.weight),
            "score": printed(each.score),
            "reason": each.reason,
            "status": status_of(draft, each, each is turned),
            "completion": completion_text(each),
        }
        rows.append([*boxes, *row(each.name, *(values[column] for column in columns))])
    grid = Grid(rows, caption, centred=centred)
    draft.add(grid)
    for number, (each, cells) in enumerate(zip(chosen, shown, strict=True), start=1):
        quote = "\t".join(text for text in grid.texts()[number][2:] if text)
        status = status_of(draft, each, each is turned) if "status" in columns else None
        indicator_gold(
            draft,
            each,
            cells,
            quote,
            context=context or caption or "",
            level1=names[number - 1][0],
            level2=names[number - 1][1],
            status=status,
            completion=completion(each) if "completion" in columns else None,
        )
        if each is turned:
            draft.contradiction(
                "status_vs_actual", f"{each.name}: {cells.actual} against {cells.target}, yet {status}", quote, ""
            )
    if twice:
        quote = "\t".join(text for text in grid.texts()[1][2:] if text)
        draft.contradiction("duplicate_row", "indicator row repeated", quote, quote)
    return grid


def completion(indicator: Indicator) -> Decimal | None:
    """Actual over target in percent points, for rising targets above 0."""
    if indicator.target and indicator.actual is not None and indicator.comparator != "<=":
        return (indicator.actual / indicator.target * 100).quantize(Decimal("0.01"))
    return None


def completion_text(indicator: Indicator) -> str:
    value = completion(indicator)
    return "" if value is None else f"{value}%"


# prose


def headcount_sentence(draft: Draft) -> None:
    count = draft.record.headcount
    template = draft.random.choice(vocabulary("wording")["sentences"]["headcount"])
    draft.say(
        template.format(
            total=count.total,
            est=count.established,
            adm=count.administrative,
            ins=count.institution,
            con=count.contract,
        )
    )
    draft.gold.report |= {
        "headcount_total": count.total,
        "headcount_established": count.established,
        "headcount_administrative": count.administrative,
        "headcount_institution": count.institution,
        "headcount_contract": count.contract,
    }


def tell_tasks(draft: Draft, *, style: str) -> None:
    """Tasks and their results in prose: run-in heads, numbered heads, or 一是…"""
    for number, task in enumerate(draft.record.tasks, start=1):
        if style == "numbered":
            draft.heading(f"{number}.{task.name}。", 3)
            text = draft.tell(task.passages)
        elif style == "run-in":
            text = draft.tell(task.passages, lead=f"{number}.{task.name}。")
        else:
            text = draft.tell(task.passages, lead=f"{task.name}。")
        result = text.removeprefix(f"{number}.").removeprefix(f"{task.name}。")
        draft.gold.add("tasks", seq=number, task=task.name, result_text=result)


def findings_chapter(draft: Draft, number: int, kind: str, *, style: str | None = None) -> None:
    """A chapter of problems or of measures in one of the usual numberings."""
    record = draft.record
    draft.chapter(number, "problems" if kind == "problem" else "actions")
    findings(draft, kind, record.problems if kind == "problem" else record.actions, style=style)


STYLES = ("inline", "paragraphs", "heads", "numbered", "bracketed")


def findings(
    draft: Draft, kind: str, chosen: Sequence[Finding], *, style: str | None = None, lead: str | None = None
) -> None:
    style = style or draft.random.choice(STYLES)
    usual = "回顾全年工作，还有一些不足：" if kind == "problem" else "下一步，我们将做好以下工作："
    lead = draft.random.choice(("", usual)) if lead is None else lead
    marks = [f"{CHINESE[k]}是" for k in range(len(chosen))]
    texts = [f"{each.head}。{each.body}" for each in chosen]
    if style == "inline":
        joined = [f"{each.head}，{each.body}" for each in chosen]
        draft.say(lead + "".join(f"{mark}{text}" for mark, text in zip(marks, joined, strict=True)))
        texts = joined
    elif style == "paragraphs":
        if lead:
            draft.say(lead)
        for mark, text in zip(marks, texts, strict=True):
            draft.say(f"{mark}{text}")
    elif style == "heads":
        for number, each in enumerate(chosen):
            draft.heading(f"（{CHINESE[number]}）{each.head}", 2)
            draft.say(each.body)
    else:
        for number, text in enumerate(texts):
            draft.say(f"{number + 1}.{text}" if style == "numbered" else f"（{number + 1}）{text}")
    for number, text in enumerate(texts, start=1):
        draft.gold.add("findings", kind=kind, seq=number, text=text)


def task_goal(task: Task) -> str:
    return task.goal
