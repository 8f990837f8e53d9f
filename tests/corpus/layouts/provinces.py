"""Forms of provinces: tasks with their money and a total; sources and structure of a budget; label and value; criteria.

The shapes are those of published forms (task money over 总额 | 财政拨款 | 其他资金, 资金来源 and 资金结构, a block of label
and value with score and grade on top, assessment tables with full marks, standard, points lost and subtotals).
"""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.account_parts import by_level, criteria, grade_of
from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.gold import wan
from tests.corpus.layouts.layout import FORM_FORMATS, Layout
from tests.corpus.money_parts import declared_rate
from tests.corpus.records import PHASES, Money
from tests.corpus.result_parts import indicator_grid, printed

OFFICE = ("部门名称", "部门（单位）名称", "预算部门", "填报单位", "单位名称")
ZERO = Money(Decimal(0), Decimal(0), Decimal(0))


def _office(draft: Draft, columns: int) -> list[Box]:
    return row(draft.random.choice(OFFICE), Box(draft.record.office.name, columns=columns))


def _score(draft: Draft, grid: Grid, number: int, *, full: Decimal | None = None, grade: str | None = None) -> None:
    record = draft.record
    draft.gold.report["self_score"] = record.score
    draft.gold.report["grade"] = grade
    draft.gold.add(
        "scores", component="total", max_score=full, score=record.score, grade=grade, quote=line_of(grid, number)
    )


def compose_task_money(draft: Draft) -> None:
    """Tasks, each with 总额 | 财政拨款 | 其他资金 under budget and spending; 金额合计 with points; goals; indicators."""
    record, habits, random = draft.record, draft.habits, draft.random
    draft.title(f"{record.year}年度{habits.words['titles.form']}", unit=habits.unit)
    projects = record.projects
    heads = random.choice((("全年预算数", "全年执行数"), ("预算数", "执行数"), ("年度预算", "实际支出")))
    parts = random.choice((("总额", "财政拨款", "其他资金"), ("小计", "财政拨款", "其他资金")))
    rows = [
        _office(draft, 8),
        row(
            Box("年度主要任务完成情况", rows=len(projects) + 3),
            Box("任务名称", rows=2),
            Box("完成情况", rows=2),
            *(Box(f"{head}（{habits.unit}）", columns=3) for head in heads),
        ),
        row(*parts, *parts),
    ]
    for each in projects:
        told = each.result.rewritten(habits.say)
        draft.register([told])
        cells = []
        for phase in ("adjusted", "executed"):
            cells += [habits.amount(getattr(each.money, phase)), habits.amount(getattr(each.money, phase)), "0"]
        rows.append(row(each.name, told.text, *cells))
    whole = record.project_money
    cells = []
    for phase in ("adjusted", "executed"):
        cells += [habits.amount(getattr(whole, phase)), habits.amount(getattr(whole, phase)), "0"]
    rows.append(row(Box(random.choice(("金额合计", "合计")), columns=2), *cells))
    task = record.tasks[0]
    told = task.passages[0].rewritten(habits.say)
    rows.append(row(Box("年度总体目标", rows=2), Box("预期目标", columns=4), Box("目标实际完成情况", columns=4)))
    rows.append(row(Box(task.goal, columns=4), Box(told.text, columns=4)))
    grid = Grid(rows, header_rows=0)
    draft.add(grid)
    draft.register([told])
    for number, each in enumerate(projects, start=3):
        draft.spending(
            each.name, each.money, phases=("adjusted", "executed"), breakdown="task", quote=line_of(grid, number)
        )
        draft.gold.add(
            "tasks",
            seq=number - 2,
            task=each.name,
            result_text=each.result.rewritten(habits.say).text,
            funding_wan=wan(each.money.adjusted),
        )
    last = 3 + len(projects)
    draft.spending("合计", whole, phases=("adjusted", "executed"), breakdown="total", quote=line_of(grid, last))
    for name, money in (("财政拨款", whole), ("其他资金", ZERO)):
        draft.spending(
            name,
            money,
            phases=("adjusted", "executed"),
            breakdown="source",
            quote=line_of(grid, last),
            optional=True,
        )
    draft.totals(whole, ("adjusted", "executed"))
    indicator_grid(draft, columns=("target", "actual", "weight", "score", "reason"))
    grid = Grid([row("总分", "100", printed(record.score), "")])
    draft.add(grid)
    _score(draft, grid, 0, full=Decimal(100))


def compose_structure(draft: Draft) -> None:
    """The budget by source and by structure in rows of one block, points for execution, main tasks without money."""
    record, habits, random = draft.record, draft.habits, draft.random
    draft.title(
        f"{record.year}年度{random.choice(('部门（单位）整体绩效自评表', '部门整体支出绩效自评表'))}", unit=habits.unit
    )
    rows = [_office(draft, 7), row("年度履职目标", Box("；".join(each.goal for each in record.tasks), columns=7))]
    rows.append(
        row(Box("年度主要任务", rows=len(record.tasks) + 1), Box("任务名称", columns=3), Box("主要内容", columns=4))
    )
    for each in record.tasks:
        rows.append(row(Box(each.name, columns=3), Box(each.goal, columns=4)))
    rate = declared_rate(draft, record.total)
    fund = [("（1）政府预算资金", record.total), ("（2）财政专户管理资金", ZERO), ("（3）单位资金", ZERO)]
    nature = [("（1）基本支出", record.basic), ("（2）项目支出", record.project_money)]
    start = len(rows)
    heads = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    block = [row(Box("预算执行情况", rows=len(fund) + len(nature) + 2), "", *heads)]
    block.append(
        row(
            f"部门预算总额（{habits.unit}）",
            *(habits.amount(getattr(record.total, phase)) for phase in PHASES),
            "10",
            habits.rate(rate),
            printed(record.execution_score),
        )
    )
    for group, items in (("1、资金来源：", fund), ("2、资金结构：", nature)):
        for number, (name, money) in enumerate(items):
            label = f"{group}{name}" if number == 0 else name
            block.append(row(label, *(habits.amount(getattr(money, phase)) for phase in PHASES), "", "", ""))
    rows += block
    rows.append(row(Box("总分", columns=5), "100", Box(printed(record.score), columns=2)))
    grid = Grid(rows, header_rows=0)
    draft.add(grid)
    for number, each in enumerate(record.tasks, start=1):
        draft.gold.add("tasks", seq=number, task=each.name, goal_text=each.goal)
    quote = line_of(grid, start + 1)
    draft.spending("部门预算总额", record.total, breakdown="total", rate=rate, quote=quote)
    draft.totals(record.total, PHASES, rate=rate)
    for number, (name, money) in enumerate((*fund, *nature), start=start + 2):
        kind = "nature" if "支出" in name else "source"
        fund_name = "财政专户" if "专户" in name else None
        draft.spending(name[3:], money, breakdown=kind, fund=fund_name, quote=line_of(grid, number))
    _score(draft, grid, len(rows) - 1, full=Decimal(100))
    indicator_grid(
        draft,
        columns=("target", "actual", "weight", "score", "reason"),
        heads={"target": "指标值", "actual": "实际值", "reason": "未完成原因分析"},
    )


def compose_label_value(draft: Draft) -> None:
    """Label and value side by side: office, year, contact, score, grade, phases of the budget; then indicators."""
    record, habits, random = draft.record, draft.habits, draft.random
    draft.title(random.choice(("部门整体支出绩效自评表", "部门（单位）整体支出绩效目标自评表")), unit=habits.unit)
    total = record.total
    rate = declared_rate(draft, total)
    score_word, grade_word = random.choice(
        (("自评得分", "自评等级"), ("自评总分", "评价等级"), ("综合得分", "绩效等级"))
    )
    phases = random.choice((("年初预算数", "全年预算数", "全年执行数"), ("年初预算", "调整后预算", "实际支出")))
    unit = f"（{habits.unit}）"
    rows = [
        row(random.choice(OFFICE), record.office.name, "评价年度", f"{record.year}年"),
        row("联系人", random.choice(("张敏", "李伟", "王芳")), "联系电话", f"{random.randint(2000000, 8999999)}"),
        row(score_word, printed(record.score), grade_word, record.grade),
        row(f"{phases[0]}{unit}", habits.amount(total.approved), f"{phases[1]}{unit}", habits.amount(total.adjusted)),
        row(f"{phases[2]}{unit}", habits.amount(total.executed), "预算执行率", habits.rate(rate)),
        row(
            f"其中：基本支出{unit}",
            habits.amount(record.basic.executed),
            f"项目支出{unit}",
            habits.amount(record.project_money.executed),
        ),
        row("年度总体目标", Box("；".join(each.goal for each in record.tasks), columns=3)),
    ]
    grid = Grid(rows, header_rows=0)
    draft.add(grid)
    budget, spent = line_of(grid, 3), line_of(grid, 4)
    draft.spending("部门整体支出", total, phases=("approved", "adjusted"), breakdown="total", quote=budget)
    draft.spending("部门整体支出", total, phases=["executed"], breakdown="total", rate=rate, quote=spent)
    draft.totals(total, PHASES, rate=rate)
    for name, money in (("基本支出", record.basic), ("项目支出", record.project_money)):
        draft.spending(name, money, phases=["executed"], breakdown="nature", quote=line_of(grid, 5))
    _score(draft, grid, 2, grade=record.grade)
    indicator_grid(
        draft,
        columns=("weight", "target", "actual", "score", "reason"),
        heads={"weight": "权重", "target": "年初指标值", "actual": "实际完成情况", "reason": "备注"},
    )


def compose_assessment(draft: Draft) -> None:
    """An assessment table: full marks, explanation, standard, points lost, points, with a subtotal a level."""
    record, random = draft.record, draft.random
    draft.title(f"{record.office.name}{record.year}年度部门整体支出绩效评价指标体系评分表", unit=None)
    lines = criteria(draft)
    with_lost, with_subtotal = random.random() < 0.5, random.random() < 0.6
    first = random.choice((("一级指标", "二级指标", "三级指标"), ("一级指标", "二级指标", "评价指标")))
    lost = [random.choice(("扣分", "扣分值"))] if with_lost else []
    points = random.choice(("得分", "自评得分", "评价得分"))
    heads = [*first, random.choice(("分值", "标准分值", "权重")), "指标解释", random.choice(("评分标准", "评价标准"))]
    rows = [row(*heads, *lost, points, random.choice(("扣分原因", "备注")))]
    places: list[int] = []
    sums: dict[str, int] = {}
    for number, each in enumerate(lines):
        boxes = []
        for level in (0, 1):
            key = (each.level1, each.level2)[: level + 1]
            if number == 0 or (lines[number - 1].level1, lines[number - 1].level2)[: level + 1] != key:
                height = sum((other.level1, other.level2)[: level + 1] == key for other in lines)
                boxes.append(Box(key[-1], rows=height))
        gap = [printed(each.full - each.points)] if with_lost else []
        text = f"反映和考核部门{each.name}，分值{printed(each.full)}分。"
        cells = [each.name, printed(each.full), text, each.standard, *gap, printed(each.points), each.reason]
        rows.append([*boxes, *row(*cells)])
        places.append(len(rows) - 1)
        if with_subtotal and (number == len(lines) - 1 or lines[number + 1].level1 != each.level1):
            full, earned = next((full, got) for name, full, got in by_level(lines) if name == each.level1)
            gap = [printed(full - earned)] if with_lost else []
            rows.append(row(Box("小计", columns=3), printed(full), "", "", *gap, printed(earned), ""))
            sums[each.level1] = len(rows) - 1
    total = sum((each.points for each in lines), Decimal(0))
    full = sum((each.full for each in lines), Decimal(0))
    gap = [printed(full - total)] if with_lost else []
    word = random.choice(("合计", "总分", "总计"))
    rows.append(row(Box(word, columns=3), printed(full), "", "", *gap, printed(total), ""))
    grid = Grid(rows)
    draft.add(grid)
    for number, each in zip(places, lines, strict=True):
        quote = "\t".join(text for text in grid.texts()[number][2:] if text)
        draft.gold.add("scores", component=each.name, max_score=each.full, score=each.points, quote=quote)
    for name, whole, earned in by_level(lines):
        if name in sums:
            draft.gold.add("scores", component=name, max_score=whole, score=earned, quote=line_of(grid, sums[name]))
    draft.gold.add("scores", component="total", max_score=full, score=total, quote=line_of(grid, len(rows) - 1))
    draft.gold.report["self_score"] = total
    if random.random() < 0.5:
        text = draft.say(f"自评等级：{grade_of(total)}")
        draft.gold.report["grade"] = grade_of(total)
        draft.gold.rows["scores"][-1]["grade"] = grade_of(total)
        assert text


PROVINCES = (
    Layout("task_money_form", compose_task_money, FORM_FORMATS, units=("万元", "元")),
    Layout("structure_form", compose_structure, FORM_FORMATS, units=("万元", "元")),
    Layout("label_value_form", compose_label_value, FORM_FORMATS, units=("万元",)),
    Layout("assessment_table", compose_assessment, FORM_FORMATS),
)
