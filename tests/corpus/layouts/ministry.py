"""The ministry-style form: 年度资金总额 with its sources, points for execution, goals, three-level indicators, 总分.

For departments, projects and (with A / B headers) transfers; Hubei writes the formula into the header and ticks boxes.
"""

from __future__ import annotations

import re
from decimal import Decimal

from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.invention import split
from tests.corpus.layouts.layout import FORM_FORMATS, Layout
from tests.corpus.money_parts import declared_rate, tell_wrong_rate
from tests.corpus.passages import Passage
from tests.corpus.records import PHASES, Money, Project
from tests.corpus.result_parts import (
    completion,
    indicator_gold,
    level_names,
    printed,
    show,
)

EMPTY = ("-", "—", "", "/")


def compose_project(draft: Draft) -> None:
    """项目支出绩效自评表 of one project, all in one table."""
    record, habits = draft.record, draft.habits
    project = record.projects[0]
    draft.title(f"{record.year}年度{habits.words['titles.project_form']}", unit=habits.label)
    if draft.random.random() < 0.5:
        draft.say(f"（{record.year}年度）")
    rows = [
        row("项目名称", Box(project.name, columns=8)),
        row(
            "主管部门",
            Box(record.office.district + "财政局", columns=3),
            "实施单位",
            Box(record.office.name, columns=4),
        ),
    ]
    _form(draft, rows, project.money, project.sources, project.goal, project.result, execution=_points(project.money))


def compose_department(draft: Draft) -> None:
    """部门整体支出绩效自评表 in the ministry's columns."""
    record, habits = draft.record, draft.habits
    draft.title(f"{record.year}年度{habits.words['titles.form']}", unit=habits.label)
    rows = [row(draft.random.choice(("部门名称", "单位名称", "预算部门")), Box(record.office.name, columns=8))]
    zero = Money(Decimal(0), Decimal(0), Decimal(0))
    sources = (("当年财政拨款", record.total), ("上年结转资金", zero), ("其他资金", zero))
    task = record.tasks[0]
    _form(draft, rows, record.total, sources, task.goal, task.passages[0], execution=record.execution_score)


def _points(money: Money) -> Decimal:
    return ((money.rate or Decimal(0)) / 10).quantize(Decimal("0.01"))


def _form(
    draft: Draft,
    rows: list[list[Box]],
    money: Money,
    sources: tuple[tuple[str, Money], ...],
    goal: str,
    result: Passage,
    *,
    execution: Decimal,
) -> None:
    """Money block, goals, indicators and total in one grid of nine columns."""
    record, habits, random = draft.record, draft.habits, draft.random
    rate = declared_rate(draft, money)
    header = random.choice(
        (
            ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
            ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值（10分）", "执行率（B/A）", "得分"),
        )
    )
    unit = random.choice((f"项目资金（{habits.label}）", f"预算执行情况（{habits.label}）"))
    start = len(rows)
    rows.append(row(Box(unit, rows=len(sources) + 2), Box("", columns=2), *header))
    colon = random.choice(("", "：", ":"))
    empty = random.choice(EMPTY)
    total_cells = [habits.amount(getattr(money, p)) for p in PHASES]
    rows.append(row(Box(f"年度资金总额{colon}", columns=2), *total_cells, "10", habits.rate(rate), printed(execution)))
    for number, (name, part) in enumerate(sources):
        label = f"其中：{name}" if number == 0 else name
        share = habits.rate(part.rate) if part.rate is not None and random.random() < 0.9 else empty
        cells = [habits.amount(getattr(part, p)) for p in PHASES]
        rows.append(row(Box(label, columns=2), *cells, empty, share, empty))
    told = result.rewritten(habits.say)
    rows.append(row(Box("年度总体目标", rows=2), Box("预期目标", columns=4), Box("实际完成情况", columns=4)))
    rows.append(row(Box(goal, columns=4), Box(told.text, columns=4)))
    first = len(rows)
    shown = _indicator_rows(draft, rows)
    score = execution + sum((each.score for each in record.indicators), Decimal(0))
    rows.append(row(Box("总分", columns=6), "100", printed(score), ""))
    grid = Grid(rows, header_rows=0, unit_note=None)
    draft.add(grid)
    # gold
    quote = line_of(grid, start + 1)
    draft.spending("年度资金总额", money, breakdown="total", rate=rate, quote=quote)
    draft.totals(money, PHASES, rate=rate)
    tell_wrong_rate(draft, money, rate, quote)
    if habits.label != habits.unit:
        detail = f"amounts plainly in {habits.unit} under a header that says {habits.label}"
        draft.contradiction("unit_mismatch", detail, unit, quote, optional=True)
    for number, (name, part) in enumerate(sources, start=2):
        quote = line_of(grid, start + number)
        rates = part.rate if part.rate is not None and f"{part.rate}%" in quote else None
        draft.spending(name, part, breakdown="source", parent="年度资金总额", rate=rates, quote=quote)
    draft.register([told])
    for number, each, cells, level1, level2 in shown:
        quote = "\t".join(text for text in grid.texts()[number][2:] if text)
        indicator_gold(draft, each, cells, quote, level1=level1, level2=level2)
    total_quote = line_of(grid, len(rows) - 1)
    draft.gold.report["self_score"] = score
    draft.gold.add("scores", component="total", max_score=Decimal(100), score=score, quote=total_quote)
    draft.gold.add(
        "scores",
        component="预算执行率",
        max_score=Decimal(10),
        score=execution,
        quote=line_of(grid, start + 1),
        optional="1",
    )
    _duplicates(draft, grid, first)


def _indicator_rows(draft: Draft, rows: list[list[Box]]) -> list[tuple]:
    """The indicator part: level 1 with or without its points, level 2, name, target, actual, weight, score, reason."""
    record, random = draft.record, draft.random
    chosen = list(record.indicators)
    twice = draft.faulty("duplicate_row")
    if twice:
        chosen.insert(1, chosen[0])
    weights_first = random.random() < 0.3
    target, actual = random.choice(
        (("年度指标值", "实际完成值"), ("年度指标值", "全年完成值"), ("年初目标值", "实际完成值"))
    )
    middle = ["分值", target, actual] if weights_first else [target, actual, "分值"]
    reason = random.choice(("偏差原因分析及改进措施", "未完成原因和改进措施", "偏差原因分析"))
    subtotals = random.random() < 0.25
    height = len(chosen) + 1 + (len({each.level1 for each in chosen}) if subtotals else 0)
    rows.append(row(Box("绩效指标", rows=height), "一级指标", "二级指标", "三级指标", *middle, "得分", reason))
    with_points = random.random() < 0.3
    points = {"产出": 50, "效益": 30, "满意度": 10}
    marked = random.random() < 0.25  # 指标1：…
    shown = []
    cells = [show(draft, each) for each in chosen]
    if twice:
        cells[1] = cells[0]
    names = [level_names(draft, each) for each in chosen]
    for number, (each, cell) in enumerate(zip(chosen, cells, strict=True)):
        boxes = []
        for level in (0, 1):
            key = names[number][: level + 1]
            if number == 0 or names[number - 1][: level + 1] != key:
                height = (
                    next((k for k in range(number, len(names)) if names[k][: level + 1] != key), len(names)) - number
                )
                text = names[number][level]
                if level == 0 and with_points:
                    text += f"（{points[each.level1]}分）"
                boxes.append(Box(text, rows=height))
        name = f"指标{number + 1}：{each.name}" if marked else each.name
        values = [printed(each.weight), cell.target, cell.actual]
        values = values if weights_first else [*values[1:], values[0]]
        rows.append([*boxes, *row(name, *values, printed(each.score), each.reason)])
        shown.append((len(rows) - 1, each, cell, *names[number]))
        if subtotals and (number == len(chosen) - 1 or names[number + 1][0] != names[number][0]):
            group = [other for other in chosen if other.level1 == each.level1]
            full, earned = (
                printed(sum((getattr(other, key) for other in group), Decimal(0))) for key in ("weight", "score")
            )
            rows.append(row(Box("小计", columns=3), *([full, "", ""] if weights_first else ["", "", full]), earned, ""))
            quote = f"小计\t{full}\t{earned}"
            level = names[number][0]
            draft.gold.add(
                "scores", component=level, max_score=Decimal(full), score=Decimal(earned), quote=quote, optional="1"
            )
    return shown


def _duplicates(draft: Draft, grid: Grid, first: int) -> None:
    if "fault:duplicate_row" in draft.printed:
        cells = [text for text in grid.texts()[first + 1][3:] if text]
        quote = "\t".join([re.sub(r"^指标\d+：", "", cells[0]), *cells[1:]])
        draft.contradiction("duplicate_row", "indicator row repeated", quote, quote)


# transfers


def compose_transfer(draft: Draft) -> None:
    """转移支付区域绩效目标自评表: A, B, B/A; central, provincial and local money."""
    record, habits = draft.record, draft.habits
    project = record.projects[0]
    title = draft.random.choice(("转移支付区域（项目）绩效目标自评表", "中央对地方转移支付绩效目标自评表"))
    draft.title(f"{record.year}年度{title}", unit=habits.unit)
    money = project.money
    rate = declared_rate(draft, money)
    sources = _split(draft, project)
    rows = [
        row("转移支付（项目）名称", Box(project.name + "资金", columns=6)),
        row("中央主管部门", Box("财政部", columns=2), "地方主管部门", Box(record.office.name, columns=3)),
        row(
            Box(f"资金投入情况（{habits.unit}）", rows=len(sources) + 2),
            Box("", columns=2),
            "全年预算数（A）",
            "全年执行数（B）",
            Box(draft.random.choice(("预算执行率（B/A×100%）", "执行率（B/A）")), columns=2),
        ),
        row(
            Box(draft.random.choice(("年度资金总额：", "年度资金总额")), columns=2),
            habits.amount(money.adjusted),
            habits.amount(money.executed),
            Box(habits.rate(rate), columns=2),
        ),
    ]
    for number, (name, part) in enumerate(sources):
        share = habits.rate(part.rate) if part.rate is not None else ""
        label = f"其中：{name}" if number == 0 else name
        rows.append(
            row(
                Box(label, columns=2), habits.amount(part.adjusted), habits.amount(part.executed), Box(share, columns=2)
            )
        )
    told = project.result.rewritten(habits.say)
    rows.append(row(Box("总体目标完成情况", rows=2), Box("总体目标", columns=3), Box("全年实际完成情况", columns=3)))
    rows.append(row(Box(project.goal, columns=3), Box(told.text, columns=3)))
    first = len(rows)
    chosen = [(each, show(draft, each), *level_names(draft, each)) for each in record.indicators]
    header = ["一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"]
    rows.append(row(Box("绩效指标", rows=len(chosen) + 1), *header))
    for each, cell, level1, level2 in chosen:
        rows.append(row(level1, level2, each.name, cell.target, cell.actual, each.reason))
    rows.append(row("说明", Box("无", columns=6)))
    grid = Grid(rows, header_rows=0)
    draft.add(grid)
    phases = ("adjusted", "executed")
    quote = line_of(grid, 3)
    draft.spending("年度资金总额", money, phases=phases, breakdown="total", rate=rate, quote=quote)
    draft.totals(money, phases, rate=rate)
    tell_wrong_rate(draft, money, rate, quote)
    for number, (name, part) in enumerate(sources, start=4):
        draft.spending(
            name,
            part,
            phases=phases,
            breakdown="source",
            parent="年度资金总额",
            rate=part.rate,
            quote=line_of(grid, number),
        )
    draft.register([told])
    for number, (each, cell, level1, level2) in enumerate(chosen, start=first + 1):
        quote = "\t".join(text for text in grid.texts()[number][3:] if text)
        indicator_gold(draft, each, cell, quote, level1=level1, level2=level2)


def _split(draft: Draft, project: Project) -> list[tuple[str, Money]]:
    """A project's money by giver; what is left goes to the last."""
    names = draft.random.choice(
        (
            ("中央财政资金", "省级资金", "市县资金"),
            ("中央补助", "地方资金", "其他资金"),
            ("中央资金", "省级资金", "县级资金"),
        )
    )
    money = project.money
    first = Money(*((getattr(money, p) / 200).quantize(Decimal(1)) * 100 for p in PHASES))
    second = Money(*((getattr(money, p) / 500).quantize(Decimal(1)) * 100 for p in PHASES))
    rest = Money(*(getattr(money, p) - getattr(first, p) - getattr(second, p) for p in PHASES))
    return list(zip(names, (first, second, rest), strict=True))


# Hubei


def compose_hubei(draft: Draft) -> None:
    """预算数（A）/ 执行数（B）/ 执行率 / 得分（20分*执行率); tick boxes for the kind; 年初目标值（A）/ 实际完成值（B）."""
    record, habits = draft.record, draft.habits
    project = record.projects[0]
    money = project.money
    full = Decimal(draft.random.choice((10, 20)))
    rate = declared_rate(draft, money)
    earned = ((money.rate or Decimal(0)) / 100 * full).quantize(Decimal("0.01"))
    draft.title(f"{record.year}年度{project.name}项目自评表", unit=habits.unit)
    boxes = draft.random.choice(("1、部门预算项目 ☑  2、其他项目 □", "☑常年性项目 □延续性项目 □一次性项目"))
    rows = [
        row("项目名称", Box(project.name, columns=5)),
        row(
            "主管部门",
            Box(record.office.district + "财政局", columns=2),
            "项目实施单位",
            Box(record.office.name, columns=2),
        ),
        row("项目类别", Box(boxes, columns=5)),
        row(
            Box(f"预算执行情况（{habits.unit}）（{full}分）", rows=2),
            "",
            "预算数（A）",
            "执行数（B）",
            "执行率（B/A）",
            f"得分（{full}分*执行率）",
        ),
        row(
            "年度财政资金总额",
            habits.amount(money.adjusted),
            habits.amount(money.executed),
            habits.rate(rate),
            printed(earned),
        ),
        row("一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"),
    ]
    first = len(rows)
    chosen = [(each, show(draft, each), *level_names(draft, each)) for each in record.indicators]
    points = [Decimal(each) for each in split(int(100 - full), len(chosen))]
    scores = [
        (each.score / each.weight * most).quantize(Decimal("0.01"))
        for (each, *_), most in zip(chosen, points, strict=True)
    ]
    for (each, cell, level1, level2), score, most in zip(chosen, scores, points, strict=True):
        rows.append(row(level1, level2, f"{each.name}（{printed(most)}分）", cell.target, cell.actual, printed(score)))
    total = earned + sum(scores, Decimal(0))
    rows.append(row(Box("总分", columns=5), printed(total)))
    reasons = "；".join(dict.fromkeys(each.reason for each, *_ in chosen if each.reason)) or "无"
    rows.append(row("偏差大或目标未完成原因分析", Box(reasons, columns=5)))
    rows.append(row("改进措施及结果应用方案", Box(record.actions[0].body, columns=5)))
    grid = Grid(rows, header_rows=0)
    draft.add(grid)
    phases = ("adjusted", "executed")
    quote = line_of(grid, 4)
    draft.spending("年度财政资金总额", money, phases=phases, breakdown="total", rate=rate, quote=quote)
    draft.totals(money, phases, rate=rate)
    tell_wrong_rate(draft, money, rate, quote)
    draft.gold.add("scores", component="预算执行", max_score=None, score=earned, quote=quote, optional="1")
    for number, (each, cell, level1, level2) in enumerate(chosen, start=first):
        quote = "\t".join(text for text in grid.texts()[number][2:] if text)
        indicator_gold(draft, each, cell, quote, level1=level1, level2=level2)
    draft.gold.report["self_score"] = total
    draft.gold.add("scores", component="total", score=total, quote=line_of(grid, first + len(chosen)))
    draft.gold.add("findings", kind="action", seq=1, text=record.actions[0].body, optional="1")
    draft.gold.add("findings", kind="problem", seq=1, text=reasons, optional="1")


MINISTRY = (
    Layout(
        "ministry_project", compose_project, FORM_FORMATS, units=("万元", "元", "元?"), faults=("rate", "duplicate_row")
    ),
    Layout(
        "ministry_department",
        compose_department,
        FORM_FORMATS,
        units=("万元", "万元", "元"),
        faults=("rate", "duplicate_row"),
    ),
    Layout("transfer", compose_transfer, FORM_FORMATS, kinds=("bureau",), faults=("rate",)),
    Layout("hubei", compose_hubei, FORM_FORMATS, ("湖北省",), faults=("rate",)),
)
__all__ = ["MINISTRY", "completion"]
