"""Forms with income and spending side by side in cells of their own, and the list of all projects with their points."""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.layouts.layout import FORM_FORMATS, Layout
from tests.corpus.passages import rounded
from tests.corpus.records import PHASES, Money
from tests.corpus.result_parts import indicator_grid, printed

ZERO = Money(Decimal(0), Decimal(0), Decimal(0))


def compose_two_sides(draft: Draft) -> None:
    """A form whose money block has income by source at the left and spending by nature at the right."""
    record, habits, random = draft.record, draft.habits, draft.random
    title = f"{record.year}年度{habits.words['titles.form']}"
    draft.title(title, unit=habits.unit)
    colon = random.choice(("：", ":", ""))
    total, phase = record.total, random.choice(PHASES)
    rows = [
        row(random.choice(("预算单位名称", "单位名称", "部门名称")), Box(record.office.name, columns=6)),
        row(
            Box(f"年度预算申请（{habits.unit}）", rows=6),
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
        ),
        row(
            f"年度资金总额{colon}",
            *(habits.amount(getattr(total, p)) for p in PHASES),
            "10",
            habits.rate(total.rate or Decimal(0)),
        ),
        row(Box(f"按收入性质分{colon}", columns=3), Box(f"按支出性质分{colon}", columns=3)),
    ]
    income = [(f"其中：{record.funds[0][0]}", record.funds[0][2], record.funds[0][1])]
    income += [(name, money, fund) for name, fund, money in record.funds[1:]]
    income.append(("其他资金", ZERO, None))
    spending = [("其中：基本支出", record.basic), ("项目支出", record.project_money)]
    for number in range(3):
        left = income[number] if number < len(income) else None
        right = spending[number] if number < len(spending) else None
        cells = [
            f"{left[0]}：{habits.amount(getattr(left[1], phase))}" if left else "",
            f"{right[0]}：{habits.amount(getattr(right[1], phase))}" if right else "",
        ]
        if number == 2 and not any(cells):
            break
        rows.append(row(*(Box(cell, columns=3) for cell in cells)))
    rows[1][0] = Box(rows[1][0].text, rows=len(rows) - 1)
    task = record.tasks[0]
    told = task.passages[0].rewritten(habits.say)
    rows.append(row("年度目标", Box(task.goal, columns=3), Box(told.text, columns=3)))
    grid = Grid(rows, header_rows=0)
    draft.add(grid)
    draft.register([told])
    draft.spending("年度资金总额", total, breakdown="total", rate=total.rate, quote=line_of(grid, 2))
    draft.totals(total, PHASES, rate=total.rate)
    for name, money, fund in income:
        name = name.removeprefix("其中：")
        breakdown = "source" if fund is None else "fund"
        draft.spending(
            name,
            money,
            phases=[phase],
            breakdown=breakdown,
            fund=fund,
            direction="income",
            quote=f"{name}：{habits.amount(getattr(money, phase))}",
        )
    for name, money in spending:
        draft.spending(
            name.removeprefix("其中："),
            money,
            phases=[phase],
            breakdown="nature",
            quote=f"{name}：{habits.amount(getattr(money, phase))}",
        )
    indicator_grid(draft, columns=("target", "actual", "weight", "score", "reason"))
    draft.say(f"总分：{printed(record.score)}")
    draft.gold.report["self_score"] = record.score
    draft.gold.add("scores", component="total", score=record.score, quote=f"总分：{printed(record.score)}")


def compose_project_list(draft: Draft) -> None:
    """All projects of an office in one list: money, what is left, points and grades."""
    record, habits, random = draft.record, draft.habits, draft.random
    draft.title(f"{record.office.name}{record.year}年度项目支出绩效自评情况汇总表", unit=habits.unit)
    heads = random.choice(
        (
            ("年初预算数", "全年预算数", "全年执行数", "结转结余", "执行率"),
            ("年初预算", "调整后预算", "实际支出", "年末结转", "支出进度"),
        )
    )
    rows = [row("序号", "项目名称", "项目类别", *heads, "自评得分", "自评等级", "备注")]
    points = []
    for number, each in enumerate(record.projects, start=1):
        left = each.money.adjusted - each.money.executed
        cells = [habits.amount(getattr(each.money, phase)) for phase in PHASES]
        score = rounded(Decimal(str(random.uniform(86, 100))), random.choice((0, 1)))
        grade = "优" if score >= 90 else "良"
        points.append((each.name, score, grade))
        kind = random.choice(("特定目标类", "其他运转类", "常年性项目"))
        rate = habits.rate(each.money.rate or Decimal(0))
        rows.append(row(number, each.name, kind, *cells, habits.amount(left), rate, printed(score), grade, ""))
    money = record.project_money
    cells = [habits.amount(getattr(money, phase)) for phase in PHASES]
    rows.append(
        row(
            "",
            "合计",
            "",
            *cells,
            habits.amount(money.adjusted - money.executed),
            habits.rate(money.rate or Decimal(0)),
            "",
            "",
            "",
        )
    )
    grid = Grid(rows, unit_note=f"填报单位：{record.office.name}　　金额单位：{habits.unit}")
    draft.add(grid)
    for number, each in enumerate(record.projects, start=1):
        draft.spending(each.name, each.money, breakdown="project", rate=each.money.rate, quote=line_of(grid, number))
        name, score, grade = points[number - 1]
        draft.gold.add("scores", component=name, score=score, grade=grade, quote=line_of(grid, number), optional="1")
    draft.spending("合计", money, breakdown="total", rate=money.rate, quote=line_of(grid, len(rows) - 1))
    draft.totals(money, PHASES, rate=money.rate)


LISTS = (
    Layout("two_sides", compose_two_sides, FORM_FORMATS),
    Layout("project_list", compose_project_list, FORM_FORMATS, units=("万元", "元")),
)
