"""Guangdong: the narrative report, the narrative with tables, and the key-value form of tasks (自评表)."""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.layouts.layout import FORM_FORMATS, PROSE_FORMATS, Layout
from tests.corpus.money_parts import (
    change_sentence,
    fund_sentence,
    fund_table,
    nature_sentence,
    nature_table,
    project_table,
    second_total,
    total_sentence,
)
from tests.corpus.records import Indicator
from tests.corpus.result_parts import (
    STYLES,
    findings_chapter,
    headcount_sentence,
    indicator_gold,
    indicator_grid,
    score_sentence,
    score_table,
    show,
    tell_tasks,
)

OFFICES = ("党政综合办公室", "党建工作办公室", "公共服务办公室", "综合治理办公室", "应急管理办公室", "财政办公室")
DUTIES = (
    "贯彻执行上级决策部署，统筹推进本单位各项工作",
    "组织开展公共服务，保障和改善民生",
    "负责综合治理、安全生产和应急处置",
    "做好财务管理和国有资产管理",
    "完成上级交办的其他任务",
)


def compose_narrative(draft: Draft) -> None:
    """Chapters of prose: totals sentence, tasks, score, problems, measures."""
    _title(draft)
    _profile(draft)
    draft.chapter(2, "tasks", 2)
    draft.say("本年度围绕中心工作，重点推进" + "、".join(task.name for task in draft.record.tasks) + "等任务。")
    draft.chapter(3, "money", 2)
    total_sentence(draft)
    if draft.random.random() < 0.6:
        fund_sentence(draft)
    if draft.random.random() < 0.6 or "parts" in draft.record.faults:
        nature_sentence(draft)
    if draft.random.random() < 0.5:
        change_sentence(draft)
    draft.chapter(2, "analysis")
    draft.chapter(1, "conclusion", 2)
    score_sentence(draft)
    draft.chapter(2, "results", 2)
    tell_tasks(draft, style=draft.random.choice(("run-in", "numbered", "bare")))
    if draft.random.random() < 0.5 or "two_figures" in draft.record.faults:
        draft.chapter(3, "projects", 2)
        second_total(draft)
    _findings(draft)


def compose_tables(draft: Draft) -> None:
    """Prose with tables of income, spending, scores, indicators and projects."""
    _title(draft)
    _profile(draft)
    draft.chapter(2, "money", 2)
    total_sentence(draft)
    fund_table(draft, caption=f"表1-1 {draft.random.choice(('资金来源情况表', '部门预算收支情况', '预算资金构成'))}")
    nature_table(draft, caption="表1-2 部门支出情况（按支出性质）")
    draft.chapter(2, "analysis")
    draft.chapter(1, "conclusion", 2)
    score_sentence(draft)
    score_table(draft, caption="表2-1 自评得分情况" if draft.random.random() < 0.7 else None)
    draft.chapter(2, "results", 2)
    tell_tasks(draft, style="numbered")
    _indicator_table(draft)
    draft.chapter(3, "projects", 2)
    project_table(draft, caption="表2-3 重点项目支出情况")
    _findings(draft)


def _indicator_table(draft: Draft) -> None:
    caption = f"表2-2 {draft.random.choice(('部门年度绩效指标完成情况', '绩效指标完成情况表', '整体绩效目标完成情况'))}"
    sets = (
        (("target", "actual", "status"), {"actual": "年度完成值"}),
        (("target", "actual", "weight", "score", "reason"), {}),
        (
            ("target", "actual", "completion"),
            {"target": "指标值", "actual": "实际完成指标值", "completion": "完成率(%)"},
        ),
    )
    faults = draft.record.faults
    columns, heads = sets[0] if "status" in faults else draft.random.choice(sets)
    count = len(draft.record.indicators)
    said = count + 2 if draft.faulty("count") else count
    text = draft.say(f"本年度共设置三级绩效指标{said}个，完成情况见下表。")
    if said != count:
        first = draft.record.indicators[0].name
        draft.contradiction("count_vs_list", f"{said} indicators announced, {count} listed", text, first)
    centred = draft.random.random() < 0.3
    indicator_grid(draft, caption=caption, columns=columns, heads=heads, centred=centred)


def _title(draft: Draft) -> None:
    record, words = draft.record, draft.habits.words["titles.report"]
    forms = (
        f"{record.year}年度{record.office.name}{words}",
        f"{record.office.name}{record.year}年度{words}",
        f"{record.year}年{record.office.name}{words}",
    )
    draft.title(draft.random.choice(forms), unit=draft.habits.unit)


def _profile(draft: Draft) -> None:
    draft.chapter(1, "basic")
    draft.chapter(1, "duties", 2)
    chosen = draft.random.sample(OFFICES, draft.random.randint(3, 5))
    draft.say(f"本单位内设机构{len(chosen)}个，分别是{'、'.join(chosen)}。主要职责如下：")
    for number, duty in enumerate(draft.random.sample(DUTIES, 3), start=1):
        draft.say(f"{number}.{duty}。")
    if draft.random.random() < 0.5:
        headcount_sentence(draft)


def _findings(draft: Draft) -> None:
    style = draft.random.choice(STYLES)
    findings_chapter(draft, 3, "problem", style=style)
    findings_chapter(draft, 4, "action", style=style if draft.random.random() < 0.5 else None)


# the key-value form


def compose_form(draft: Draft) -> None:
    """One table: money as label and value, tasks with their key indicators, problems and measures in cells."""
    record, habits = draft.record, draft.habits
    title = habits.words["titles.form"]
    draft.title(title, unit=habits.unit)
    note = draft.random.choice((f"单位：{habits.unit}", f"金额单位：{habits.unit}"))
    rows = [
        row(
            draft.random.choice(("部门名称", "部门（单位）名称", "预算部门")),
            Box(record.office.name, columns=2),
            draft.random.choice(("评价年度", "被评价年度", "自评年度")),
            Box(f"{record.year}年", columns=2),
        )
    ]
    rows += _money_pairs(draft)
    tasks = _task_rows(draft, rows)
    for label, kind, chosen in (("存在问题", "problem", record.problems), ("改进措施", "action", record.actions)):
        marks = "一二三四五"
        texts = [f"{each.head}，{each.body}" for each in chosen]
        style = draft.random.choice(("{0}是{1}", "（{0}）{1}"))
        text = " ".join(style.format(marks[k], each) for k, each in enumerate(texts))
        rows.append(row(label, Box(habits.say(text), columns=5)))
        for number, each in enumerate(texts, start=1):
            draft.gold.add("findings", kind=kind, seq=number, text=each)
    grid = Grid(rows, unit_note=note, header_rows=0)
    draft.add(grid)
    _register_form(draft, grid, tasks)


def _money_pairs(draft: Draft) -> list[list[Box]]:
    record, habits = draft.record, draft.habits
    total = record.total
    change = total.adjusted - total.approved
    pairs = [
        ("年初预算", habits.amount(total.approved)),
        ("调整后预算", habits.amount(total.adjusted)),
        ("实际支出", habits.amount(total.executed)),
        ("预算执行率", habits.rate(_rate(draft))),
        ("其中：一般公共预算", habits.amount(record.funds[0][2].executed)),
        ("年度预算调整数", habits.amount(change)),
    ]
    lines = [pairs[0:2], pairs[2:4], pairs[4:6]]
    boxes: list[list[Box]] = []
    for number, line in enumerate(lines):
        lead = [Box("部门资金情况", rows=len(lines))] if number == 0 else []
        cells: list[Box] = []
        for label, value in line:
            cells += [Box(label), Box(value)]
        boxes.append([*lead, *cells, Box("")])
    return boxes


def _rate(draft: Draft) -> Decimal:
    rate = draft.record.total.rate or Decimal(0)
    return rate - Decimal("6.5") if "rate" in draft.record.faults else rate


Placed = list[tuple[int, str, tuple[tuple[Indicator, int], ...]]]


def _task_rows(draft: Draft, rows: list[list[Box]]) -> Placed:
    """Rows of tasks; returns for each task its first row and the rows of its indicators."""
    record, habits = draft.record, draft.habits
    rows.append(row("主要任务", "预期目标", "目标完成情况", "关键指标", "指标完成情况", "任务涉及资金"))
    placed: Placed = []
    for task in record.tasks:
        own = [each for each in record.indicators if each.topic == task.topic] or []
        height = max(1, len(own))
        told = [passage.rewritten(habits.say) for passage in task.passages]
        result = "".join(f"{k}、{passage.text}" for k, passage in enumerate(told, start=1))
        first = len(rows)
        spots = []
        for number in range(height):
            lead = (
                [Box(each, rows=height) for each in (task.name, habits.say(task.goal), result)] if number == 0 else []
            )
            cells = ["", ""]
            if own:
                cells = [own[number].name, show(draft, own[number]).actual]
                spots.append((own[number], first + number))
            money = [Box(habits.amount(task.funding), rows=height)] if number == 0 else []
            rows.append([*lead, *row(*cells), *money])
        placed.append((first, result, tuple(spots)))
        draft.register(told)
    return placed


def _register_form(draft: Draft, grid: Grid, tasks: Placed) -> None:
    record = draft.record
    total = record.total
    first, second, third = (line_of(grid, number) for number in (1, 2, 3))
    draft.spending(
        "部门预算",
        total,
        phases=("approved", "adjusted"),
        breakdown="total",
        direction=None,
        quote=first,
        optional=True,
    )
    rate = _rate(draft)
    draft.spending(
        "年初预算", total, phases=("approved",), breakdown="total", quote=first, optional=True, direction=None
    )
    draft.spending(
        "调整后预算", total, phases=("adjusted",), breakdown="total", quote=first, optional=True, direction=None
    )
    draft.spending("实际支出", total, phases=("executed",), breakdown="total", rate=rate, quote=second)
    name, fund, money = record.funds[0]
    draft.spending(name, money, phases=("executed",), breakdown="fund", fund=fund, quote=third)
    draft.gold.add(
        "spending",
        item="年度预算调整数",
        breakdown="budget_adjustment",
        direction="expenditure",
        change_wan=(total.adjusted - total.approved) / 10000,
        quote=third,
    )
    draft.totals(total, ("approved", "adjusted", "executed"), rate=rate)
    if rate != total.rate:
        detail = f"rate declared {rate}%, computed {total.rate}%"
        draft.contradiction("declared_vs_computed", detail, draft.habits.rate(rate), f"{first}\t{second}")
    for number, (task, (line, result, spots)) in enumerate(zip(record.tasks, tasks, strict=True), start=1):
        draft.gold.add(
            "tasks",
            seq=number,
            task=task.name,
            goal_text=task.goal,
            result_text=result,
            funding_wan=task.funding / 10000,
        )
        draft.spending(task.name, breakdown="task", unphased_wan=task.funding / 10000, quote=line_of(grid, line))
        for indicator, at in spots:
            actual = grid.texts()[at][4]
            shown = show(draft, indicator)
            real = shown.actual_value
            draft.gold.add(
                "indicators",
                context=task.name,
                name=indicator.name,
                actual_text=actual,
                actual_comparator="=" if real is not None else None,
                actual_value=real,
                actual_unit=shown.unit or None,
                quote=f"{indicator.name}\t{actual}",
            )


__all__ = ["GUANGDONG", "indicator_gold"]
GUANGDONG = (
    Layout("guangdong_narrative", compose_narrative, PROSE_FORMATS, faults=("rate", "parts", "two_figures", "grade")),
    Layout(
        "guangdong_tables",
        compose_tables,
        (*PROSE_FORMATS, "pdf3"),
        units=("万元", "万元", "元"),
        faults=("rate", "parts", "score_sum", "grade", "status", "duplicate_row", "count"),
    ),
    Layout("guangdong_form", compose_form, FORM_FORMATS, faults=("rate",)),
)
