"""Table shapes met in many provinces that belong to none: values right below their headers, appropriations, points by chapter."""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import CHINESE, Draft, line_of
from tests.corpus.layouts.layout import FORM_FORMATS, PROSE_FORMATS, Layout
from tests.corpus.money_parts import declared_rate, tell_wrong_rate
from tests.corpus.records import PHASES
from tests.corpus.result_parts import findings_chapter, indicator_gold, printed, show, tell_tasks

KINDS = {"产出": "产出", "效益": "效果", "满意度": "满意度"}


def compose_block(draft: Draft) -> None:
    """A form whose money row stands right below its headers, without a label of its own; flat indicators with a type."""
    record, habits, random = draft.record, draft.habits, draft.random
    total = record.total
    draft.title(f"{record.office.name}{record.year}年度{habits.words['titles.form']}", unit=habits.unit)
    rate = declared_rate(draft, total)
    heads = ["年初预算", random.choice(("调整预算数", "全年预算数")), random.choice(("决算数", "全年支出数")), "执行率"]
    rows = [
        row("单位名称", Box(record.office.name, columns=2), "自评年度", f"{record.year}"),
        row(Box(f"预算资金（{habits.unit}）", rows=2), *heads),
        row(*(habits.amount(getattr(total, p)) for p in PHASES), habits.rate(rate)),
    ]
    chosen = [(each, show(draft, each)) for each in record.indicators]
    with_share = random.random() < 0.5  # full marks and share of them beside the points
    heads = ["标准分", "得分率（%）"] if with_share else []
    rows.append(row("指标类型", "指标名称", "目标值", "完成值", *heads, "自评得分"))
    first = len(rows)
    for each, cell in chosen:
        share = (each.score / each.weight * 100).quantize(Decimal("0.01"))
        cells = [printed(each.weight), printed(share)] if with_share else []
        rows.append(row(KINDS[each.level1], each.name, cell.target, cell.actual, *cells, printed(each.score)))
    rows.append(row(Box("自评总分", columns=4 + len(heads)), printed(record.score)))
    grid = Grid(rows, header_rows=0)
    draft.add(grid)
    quote = line_of(grid, 2)
    draft.spending("预算资金", total, breakdown="total", rate=rate, quote=quote)
    draft.totals(total, PHASES, rate=rate)
    tell_wrong_rate(draft, total, rate, quote)
    for number, (each, cell) in enumerate(chosen, start=first):
        indicator_gold(draft, each, cell, line_of(grid, number), level1=KINDS[each.level1])
    draft.gold.report["self_score"] = record.score
    draft.gold.add("scores", component="total", score=record.score, quote=line_of(grid, len(rows) - 1))


def compose_appropriation(draft: Draft) -> None:
    """A project report: planned, appropriated and spent by project, points by chapter, results in prose."""
    record, habits, random = draft.record, draft.habits, draft.random
    name = random.choice(("民生实事", "乡村振兴", "公共服务"))
    title = f"{record.office.name}{record.year}年{name}专项资金{habits.words['titles.project_report']}"
    draft.title(title, unit=habits.unit)
    draft.heading("一、项目概况")
    draft.say(f"{name}专项由{record.office.short}负责实施，包括{'、'.join(each.name for each in record.projects)}。")
    draft.heading("二、资金到位及使用情况")
    _appropriations(draft, name)
    draft.heading("三、绩效目标完成情况")
    tell_tasks(draft, style=random.choice(("run-in", "bare")))
    draft.heading("四、自评得分")
    _points(draft)
    findings_chapter(draft, 5, "problem")
    findings_chapter(draft, 6, "action")


def _appropriations(draft: Draft, name: str) -> None:
    record, habits = draft.record, draft.habits
    money = record.project_money
    rate = money.rate or Decimal(0)
    text = draft.say(
        f"{record.year}年{name}专项计划安排资金{habits.money(money.adjusted)}，实际到位资金{habits.money(money.adjusted)}，"
        f"实际支出{habits.money(money.executed)}，资金使用率{rate}%。"
    )
    draft.spending(f"{name}专项", money, phases=("adjusted", "executed"), breakdown="total", rate=rate, quote=text)
    draft.totals(money, ("adjusted", "executed"), rate=rate)
    rows = [row("项目名称", "计划安排资金", "实际到位资金", "实际支出", "结余", "支出率")]
    for each in record.projects:
        left = each.money.adjusted - each.money.executed  # 结余
        cells = [
            habits.amount(value) for value in (each.money.adjusted, each.money.adjusted, each.money.executed, left)
        ]
        rows.append(row(each.name, *cells, habits.rate(each.money.rate or Decimal(0))))
    grid = Grid(rows, unit_note=f"单位：{habits.unit}")
    draft.add(grid)
    for number, each in enumerate(record.projects, start=1):
        draft.spending(
            each.name,
            each.money,
            phases=("adjusted", "executed"),
            breakdown="project",
            rate=each.money.rate,
            quote=line_of(grid, number),
        )


def _points(draft: Draft) -> None:
    """Points by part, in prose or in a short table, and their sum."""
    record, random = draft.record, draft.random
    parts = list(record.components)
    total = record.score
    if random.random() < 0.5:
        said = [f"{name}{printed(full)}分，自评得{printed(points)}分" for name, full, points in parts]
        text = draft.say(f"{'；'.join(said)}。综上，项目自评总得分{printed(total)}分。")
        for (name, full, points), quote in zip(parts, said, strict=True):
            draft.gold.add("scores", component=name, max_score=full, score=points, quote=quote, optional="1")
        draft.gold.add("scores", component="total", score=total, quote=text)
    else:
        rows = [row("序号", "评价内容", "标准分", "自评得分")]
        rows += [row(CHINESE[k], name, printed(full), printed(points)) for k, (name, full, points) in enumerate(parts)]
        rows.append(row("", "总计", "100", printed(total)))
        grid = Grid(rows)
        draft.add(grid)
        for number, (name, full, points) in enumerate(parts, start=1):
            draft.gold.add("scores", component=name, max_score=full, score=points, quote=line_of(grid, number))
        draft.gold.add(
            "scores", component="total", max_score=Decimal(100), score=total, quote=line_of(grid, len(rows) - 1)
        )
    draft.gold.report["self_score"] = total


SHAPES = (
    Layout("values_below_headers", compose_block, FORM_FORMATS, units=("万元", "元"), faults=("rate",)),
    Layout("appropriation", compose_appropriation, (*PROSE_FORMATS, "pdf3"), kinds=("bureau", "town")),
)
