"""Hunan: a questionnaire of labels and values, the score in the first chapter, three_public in three columns.

Seen there: label and value in cells or on lines of their own; 上年决算数 / 本年预算数 / 本年决算数; funds and natures with
their amounts inside one cell. Set aside: not looked at while the extractor is tuned.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.corpus.blocks import Box, Grid, Line, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.layouts.layout import Layout
from tests.corpus.money_parts import declared_rate, tell_wrong_rate
from tests.corpus.passages import Passage
from tests.corpus.records import PHASES, Money
from tests.corpus.result_parts import findings_chapter, indicator_grid, printed


def compose(draft: Draft) -> None:
    record, habits = draft.record, draft.habits
    draft.title(f"{record.office.name}{record.year}年度{habits.words['titles.report']}", unit=habits.unit)
    draft.heading("一、部门（单位）概况")
    _questionnaire(draft)
    text = draft.say(f"根据评分标准，我单位{record.year}年度部门整体支出绩效综合评分为{printed(record.score)}分。")
    draft.gold.report["self_score"] = record.score
    draft.gold.add("scores", component="total", score=record.score, quote=text)
    draft.heading("二、部门整体支出管理及使用情况")
    _base_table(draft)
    draft.heading("三、部门整体支出绩效情况")
    passages = [passage for task in record.tasks for passage in task.passages]
    for start in range(0, len(passages), 3):
        draft.tell(passages[start : start + 3])
    findings_chapter(draft, 4, "problem")
    findings_chapter(draft, 5, "action")
    draft.page_break()
    _self_evaluation(draft)


def _questionnaire(draft: Draft) -> None:
    """人员编制 / 21 / 实有人数 / 21: in cells, or each on a line of its own."""
    count = draft.record.headcount
    pairs = [("人员编制", count.established), ("实有人数", count.established + draft.random.choice((0, 0, -2)))]
    if draft.random.random() < 0.5:
        draft.add(Grid([row(*(text for pair in pairs for text in pair))], header_rows=0))
    else:
        for label, number in pairs:
            draft.add(Line(label))
            draft.add(Line(str(number)))
    draft.gold.report |= {"headcount_established": pairs[0][1], "headcount_total": pairs[1][1]}
    draft.say("职能职责概述：负责辖区经济社会发展、公共服务和社会管理等工作。")


def _base_table(draft: Draft) -> None:
    """基础数据表: 三公经费, projects and running costs, last year's and this year's."""
    record, habits, random = draft.record, draft.habits, draft.random
    rows = [row("经费控制情况", "上年决算数", "本年预算数", "本年决算数")]
    lines: list[tuple[str, str, str | None, Money]] = []

    def money(low: int, high: int) -> Money:
        last, plan = (Decimal(random.randint(low, high) * 100) for _ in range(2))
        return Money(last, plan, Decimal(random.randint(int(plan) * 8 // 1000, int(plan) // 100) * 100))

    zero = Money(Decimal(0), Decimal(0), Decimal(0))
    car, reception, abroad = money(200, 2000), money(50, 900), zero
    lines += [
        ("三公经费", "three_public", None, Money.total([car, reception, abroad])),
        ("1、公务用车购置和维护经费", "three_public", "三公经费", car),
        ("其中：公车购置", "three_public", "公务用车购置和维护经费", zero),
        ("公车运行维护", "three_public", "公务用车购置和维护经费", car),
        ("2、出国经费", "three_public", "三公经费", abroad),
        ("3、公务接待", "three_public", "三公经费", reception),
    ]
    spent = record.project_money
    lines.append(("项目支出：", "nature", None, replace(spent, approved=spent.executed + 120000)))
    lines += [
        (f"{k}、{each.name}", "project", "项目支出", replace(each.money, approved=each.money.executed + 5000))
        for k, each in enumerate(record.projects, start=1)
    ]
    lines.append(("公用经费", "economic", None, replace(record.basic, approved=record.basic.executed - 7000)))
    rows += [row(name, *(habits.amount(getattr(each, p)) for p in PHASES)) for name, *_, each in lines]
    grid = Grid(rows, f"{record.year}年度部门整体支出绩效评价基础数据表", unit_note=f"单位：{habits.unit}")
    draft.add(grid)
    for number, (name, breakdown, parent, each) in enumerate(lines, start=1):
        item = name.removeprefix("其中：").rstrip("：").lstrip("0123456789、")
        quote = line_of(grid, number)
        draft.spending(item, each, phases=("adjusted", "executed"), breakdown=breakdown, parent=parent, quote=quote)
        draft.spending(
            item,
            replace(each, executed=each.approved),
            phases=("executed",),
            breakdown=breakdown,
            parent=parent,
            quote=quote,
            optional=True,
            note="last year's",
        )


def _self_evaluation(draft: Draft) -> None:
    """The form: totals with points, funds inside one cell, goal and result, indicators, total of points."""
    record, habits = draft.record, draft.habits
    total = record.total
    rate = declared_rate(draft, total)
    funds = "按收入性质分： " + " ".join(f"{name}：{habits.amount(money.executed)}" for name, _, money in record.funds)
    natures = f"按支出性质分： 基本支出：{habits.amount(record.basic.executed)} 项目支出：{habits.amount(record.project_money.executed)}"
    rows = [
        row("预算部门名称", Box(record.office.name, columns=6)),
        row(
            Box(f"年度预算申请（{habits.unit}）", rows=3),
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "执行率",
            "得分",
        ),
        row(
            "年度资金总额",
            *(habits.amount(getattr(total, p)) for p in PHASES),
            habits.rate(rate),
            printed(record.execution_score),
        ),
        row(Box(funds, columns=3), Box(natures, columns=3)),
        row("年度总体目标", Box("预期目标", columns=3), Box("实际完成情况", columns=3)),
        row("", Box(record.tasks[0].goal, columns=3), Box(record.tasks[0].passages[0].text, columns=3)),
    ]
    draft.heading(f"{record.year}年度部门整体支出绩效自评表")
    grid = Grid(rows, header_rows=0)
    draft.add(grid)
    quote = line_of(grid, 2)
    draft.spending("年度资金总额", total, breakdown="total", rate=rate, quote=quote)
    draft.totals(total, PHASES, rate=rate)
    tell_wrong_rate(draft, total, rate, quote)
    draft.gold.add(
        "scores", component="预算执行率", max_score=None, score=record.execution_score, quote=quote, optional="1"
    )
    for name, fund, money in record.funds:
        draft.spending(
            name, breakdown="fund", fund=fund, quote=funds, unphased_wan=money.executed / 10000, optional=True
        )
        draft.spending(name, money, phases=("executed",), breakdown="fund", fund=fund, quote=funds, optional=True)
    for name, money in (("基本支出", record.basic), ("项目支出", record.project_money)):
        draft.spending(name, breakdown="nature", quote=natures, unphased_wan=money.executed / 10000, optional=True)
        draft.spending(name, money, phases=("executed",), breakdown="nature", quote=natures, optional=True)
    draft.register([Passage(record.tasks[0].passages[0].text, record.tasks[0].passages[0].statistics)])
    indicator_grid(draft, columns=("target", "actual", "weight", "score", "reason"))
    total_row = Grid([row("总分", "100", printed(record.score))], header_rows=0)
    draft.add(total_row)
    draft.gold.add(
        "scores",
        component="total",
        max_score=Decimal(100),
        score=record.score,
        quote=line_of(total_row, 0),
        optional="1",
    )


HUNAN = Layout("hunan_questionnaire", compose, provinces=("湖南省",), units=("万元",), faults=("rate", "duplicate_row"))
