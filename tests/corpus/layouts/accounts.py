"""Accounts in tables: codes and columns by nature, heads of two rows, last year beside this, funds as columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tests.corpus.account_parts import (
    Criterion,
    Item,
    criteria,
    criterion_gold,
    items,
    less,
    share_of,
    tell_money,
    tell_score,
    three_public,
)
from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.layouts.layout import PROSE_FORMATS, Layout
from tests.corpus.money_parts import unit_place
from tests.corpus.records import PHASES, Money
from tests.corpus.result_parts import findings_chapter, indicator_grid, printed, tell_tasks

FUNCTIONS = (
    ("201", "一般公共服务支出"),
    ("208", "社会保障和就业支出"),
    ("210", "卫生健康支出"),
    ("212", "城乡社区支出"),
    ("213", "农林水支出"),
    ("221", "住房保障支出"),
)
ZERO = Money(Decimal(0), Decimal(0), Decimal(0))


def _functions(draft: Draft) -> list[tuple[str, str, Money, Money]]:
    """Code, name, basic and project money of functional classes that add up to the record's."""
    record, random = draft.record, draft.random
    chosen = sorted(random.sample(FUNCTIONS, random.randint(3, 4)))
    left_basic, left_project = record.basic, record.project_money
    made = []
    for number, (code, name) in enumerate(chosen):
        last = number == len(chosen) - 1
        basic = left_basic if last else share_of(record.basic, random.choice(("0.2", "0.25", "0.3")))
        project = left_project if last else share_of(record.project_money, random.choice(("0.15", "0.2", "0.3")))
        left_basic, left_project = less(left_basic, basic), less(left_project, project)
        made.append((code, name, basic, project))
    return made


def _sum(some: Money, other: Money) -> Money:
    return Money.total([some, other])


def compose_codes(draft: Draft) -> None:
    """Final accounts by code with 合计 | 基本支出 | 项目支出, three-public money over two years, and assessed criteria."""
    record, habits = draft.record, draft.habits
    draft.title(f"{record.office.name}{record.year}年度{habits.words['titles.report']}", unit=habits.unit)
    draft.heading("一、部门基本情况")
    draft.say("负责辖区内经济社会事务管理和公共服务。")
    draft.heading("二、部门整体支出情况")
    tell_money(draft, "budget", items(draft))
    _code_table(draft)
    _three_public_years(draft)
    draft.heading("三、部门整体支出绩效情况")
    tell_tasks(draft, style="run-in")
    draft.heading("四、评价结论")
    lines = criteria(draft)
    tell_score(draft, sum((each.points for each in lines), Decimal(0)))
    findings_chapter(draft, 5, "problem")
    findings_chapter(draft, 6, "action")
    _criteria_table(draft, lines)


def _code_table(draft: Draft) -> None:
    habits, random = draft.habits, draft.random
    lines = _functions(draft)
    in_header, note = unit_place(draft)
    unit = f"（{habits.unit}）" if in_header else ""
    two_rows = random.random() < 0.5
    heads = [f"{word}{unit}" for word in (random.choice(("合计", "本年支出合计", "支出合计")), "基本支出", "项目支出")]
    first = random.choice(("科目编码", "功能分类科目编码")), random.choice(("科目名称", "功能分类科目名称"))
    above = [row(Box("项目", columns=2), *(Box(head, rows=2) for head in heads)), row(*first)]
    rows = above if two_rows else [row(*first, *heads)]
    if random.random() < 0.5:
        rows.append(row(Box("栏次", columns=2), "1", "2", "3"))
    whole = [draft.record.total, draft.record.basic, draft.record.project_money]
    rows.append(row(Box("合计", columns=2), *(habits.amount(each.executed) for each in whole)))
    start = len(rows)
    for code, name, basic, project in lines:
        parts = (_sum(basic, project), basic, project)
        rows.append(row(code, name, *(habits.amount(each.executed) for each in parts)))
    caption = random.choice(("支出决算表", f"{draft.record.year}年度支出决算表", "表2 支出决算情况"))
    grid = Grid(rows, caption, unit_note=note, header_rows=start - 1)
    draft.add(grid)
    quote = line_of(grid, start - 1)
    draft.spending("合计", whole[0], phases=["executed"], breakdown="total", quote=quote, optional=True)
    for name, money in (("基本支出", whole[1]), ("项目支出", whole[2])):
        draft.spending(name, money, phases=["executed"], breakdown="nature", quote=quote, optional=True)
    for number, (_, name, basic, project) in enumerate(lines, start=start):
        quote = line_of(grid, number)
        draft.spending(name, _sum(basic, project), phases=["executed"], breakdown="function", quote=quote)
        for part, money in (("基本支出", basic), ("项目支出", project)):
            for item in (part, name):
                draft.spending(item, money, phases=["executed"], breakdown="nature", quote=quote, optional=True)


def _three_public_years(draft: Draft) -> None:
    """上年决算 | 本年预算 | 本年决算, with or without the difference."""
    habits, random, year = draft.habits, draft.random, draft.record.year
    known = three_public(draft)
    heads = random.choice(
        (
            (f"{year - 1}年决算数", f"{year}年预算数", f"{year}年决算数"),
            ("上年决算数", "本年预算数", "本年决算数"),
            ("上年决算", "本年预算", "本年决算"),
        )
    )
    rows = [row(random.choice(("项目", "三公经费", "支出项目")), *heads)]
    order = ["three", "abroad", "vehicle", "reception"]
    names = {"three": random.choice(("合计", "“三公”经费合计", "三公经费支出"))}
    marks = random.choice((("", "", "", ""), ("", "1.", "2.", "3."), ("", "其中：", "", "")))
    for mark, key in zip(marks, order, strict=True):
        each = known[key]
        cells = [each.previous or Decimal(0), each.money.adjusted, each.money.executed]
        rows.append(row(mark + names.get(key, each.name), *(habits.amount(value) for value in cells)))
    grid = Grid(rows, "“三公”经费支出情况表", unit_note=f"单位：{habits.unit}")
    draft.add(grid)
    for number, key in enumerate(order, start=1):
        each = known[key]
        draft.spending(
            "“三公”经费" if key == "three" else each.name,
            each.money,
            phases=("adjusted", "executed"),
            breakdown="three_public",
            quote=line_of(grid, number),
        )


def _criteria_table(draft: Draft, lines: Sequence[Criterion]) -> None:
    """Three levels, points, the rule of scoring, own points, reason."""
    random = draft.random
    full = random.choice(("分值", "指标分值", "权重", "标准分值"))
    score = random.choice(("自评得分", "得分", "自评分"))
    last = random.choice(("扣分原因", "备注", "扣分说明"))
    rows = [row("一级指标", "二级指标", "三级指标", full, random.choice(("评分标准", "评分细则")), score, last)]
    for number, each in enumerate(lines):
        boxes = []
        for level in ("level1", "level2"):
            if number == 0 or getattr(lines[number - 1], level) != getattr(each, level):
                height = sum(
                    getattr(other, level) == getattr(each, level) and other.level1 == each.level1 for other in lines
                )
                boxes.append(Box(getattr(each, level), rows=height))
        rows.append([*boxes, *row(each.name, printed(each.full), each.standard, printed(each.points), each.reason)])
    total = sum((each.points for each in lines), Decimal(0))
    rows.append(row(Box(random.choice(("合计", "总分", "总计")), columns=3), "100", "", printed(total), ""))
    grid = Grid(rows, random.choice(("附件：部门整体支出绩效自评指标评分表", None)))
    draft.add(grid)
    criterion_gold(draft, grid, lines, 1)
    said = next(each for each in draft.gold.rows["scores"] if each["component"] == "total")
    said |= {"max_score": "100"}


def compose_changes(draft: Draft) -> None:
    """Accounts with last year beside this year, difference and rate of change; budget and final accounts in two-row heads."""
    record, habits = draft.record, draft.habits
    draft.title(f"{record.year}年度{record.office.name}部门决算公开说明", unit=habits.unit)
    draft.heading("第一部分 部门概况")
    draft.say("主要职责：贯彻执行有关法律法规，组织实施本行业发展规划。")
    draft.heading(f"第二部分 {record.year}年度部门决算情况说明")
    known = items(draft)
    tell_money(draft, "income", known, again=True)
    _year_table(draft, known)
    _phase_table(draft, known)
    tell_money(draft, "three_public", known)
    draft.heading("第三部分 预算绩效情况说明")
    draft.say("根据预算绩效管理要求，我单位组织对整体支出开展了绩效自评。")
    tell_tasks(draft, style="bare")
    tell_score(draft, record.score)
    draft.heading("第四部分 名词解释")
    draft.say("基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。")


def _year_table(draft: Draft, known: dict[str, Item]) -> None:
    """本年数 | 上年数 | 增减额 | 增减率 of spending by nature."""
    habits, random, record = draft.habits, draft.random, draft.record
    heads = random.choice(
        (
            ("本年数", "上年数", "增减额", "增减率（%）"),
            (f"{record.year}年决算数", f"{record.year - 1}年决算数", "比上年增减", "增减%"),
            ("本年决算数", "上年决算数", "增减变动额", "变动率"),
        )
    )
    before = (record.previous_executed * Decimal("0.4") / 100).quantize(Decimal(1)) * 100
    lines = [
        (known["basic"], before),
        (known["project"], record.previous_executed - before),
        (known["total"], record.previous_executed),
    ]
    rows = [row("支出项目", *heads)]
    for item, last in lines:
        change = item.money.executed - last
        share = (change / last * 100).quantize(Decimal("0.01"))
        cells = [habits.amount(value) for value in (item.money.executed, last, change)]
        rows.append(row("合计" if item.breakdown == "total" else item.name, *cells, f"{share}%"))
    grid = Grid(rows, "支出决算增减变动情况表", unit_note=f"单位：{habits.unit}")
    draft.add(grid)
    for number, (item, last) in enumerate(lines, start=1):
        quote = line_of(grid, number)
        name = "合计" if item.breakdown == "total" else item.name
        change = (item.money.executed - last) / 10000
        draft.spending(name, item.money, phases=["executed"], breakdown=item.breakdown, quote=quote, change_wan=change)
    draft.totals(record.total, ["executed"])


def _phase_table(draft: Draft, known: dict[str, Item]) -> None:
    """年初预算 and 决算 as heads over two rows, execution rate and difference beside them."""
    habits, random = draft.habits, draft.random
    lines = [known[key] for key in ("staff", "office", "project")]
    heads = random.choice((("年初预算数", "全年预算数"), ("年初数", "调整后预算"), ("年初批复数", "调整预算数")))
    top = row(
        Box("序号", rows=2),
        Box("支出类别", rows=2),
        Box("预算数", columns=2),
        Box("决算数", rows=2),
        Box("执行率", rows=2),
    )
    rows = [top, row(*heads)]
    for number, item in enumerate(lines, start=1):
        cells = [habits.amount(getattr(item.money, phase)) for phase in PHASES]
        rows.append(row(number, item.name, *cells, habits.rate(item.money.rate or Decimal(0))))
    total = draft.record.total
    cells = [habits.amount(getattr(total, phase)) for phase in PHASES]
    rows.append(row("", "合计", *cells, habits.rate(total.rate or Decimal(0))))
    grid = Grid(rows, "部门支出预算执行情况表", unit_note=f"金额单位：{habits.unit}", header_rows=2)
    draft.add(grid)
    for number, item in enumerate(lines, start=2):
        quote = line_of(grid, number)
        draft.spending(item.name, item.money, breakdown="nature", rate=item.money.rate, quote=quote)
    quote = line_of(grid, len(rows) - 1)
    draft.spending("合计", total, breakdown="total", rate=total.rate, quote=quote)
    draft.totals(total, PHASES, rate=total.rate)


def compose_transposed(draft: Draft) -> None:
    """Kinds of money as columns, phases as rows; carried over, received and left as a table of movement."""
    record, habits, random = draft.record, draft.habits, draft.random
    draft.title(f"{record.office.name}{record.year}年度{habits.words['titles.report']}", unit=habits.unit)
    draft.heading("一、基本情况")
    draft.say("我单位围绕年度中心工作，统筹安排各项资金，保障重点任务落实。")
    draft.heading("二、预算执行情况")
    by_fund = random.random() < 0.5
    if by_fund:
        columns = [Item(name, money, "fund", fund=fund) for name, fund, money in record.funds]
        columns.append(Item("其他资金", ZERO, "source"))
    else:
        columns = [Item("基本支出", record.basic, "nature"), Item("项目支出", record.project_money, "nature")]
    columns.insert(0, Item(random.choice(("合计", "资金总额")), record.total, "total"))
    names = random.choice((("年初预算数", "全年预算数", "全年执行数"), ("年初预算", "调整后预算", "决算支出")))
    rows = [row(random.choice(("项目", "指标", "类别")), *(each.name for each in columns))]
    for name, phase in zip(names, PHASES, strict=True):
        rows.append(row(name, *(habits.amount(getattr(each.money, phase)) for each in columns)))
    rates = ["" if each.money.rate is None else habits.rate(each.money.rate) for each in columns]
    rows.append(row("执行率", *rates))
    grid = Grid(rows, "预算执行情况表", unit_note=f"单位：{habits.unit}")
    draft.add(grid)
    for each in columns:
        draft.spending(
            each.name,
            each.money,
            breakdown=each.breakdown,
            fund=each.fund,
            rate=each.money.rate,
            quote=line_of(grid, 3),
        )
    draft.totals(record.total, PHASES, rate=record.total.rate)
    draft.heading("三、绩效目标完成情况")
    tell_tasks(draft, style="run-in")
    indicator_grid(draft, caption="绩效指标完成情况表", columns=("target", "actual", "weight", "score", "reason"))
    draft.heading("四、自评结果")
    tell_score(draft, record.score)
    findings_chapter(draft, 5, "problem")
    findings_chapter(draft, 6, "action")


ACCOUNTS = (
    Layout("accounts_by_code", compose_codes, (*PROSE_FORMATS, "pdf3"), units=("万元", "万元", "元")),
    Layout("accounts_changes", compose_changes, (*PROSE_FORMATS, "pdf3"), kinds=("bureau", "street"), units=("万元",)),
    Layout("transposed", compose_transposed, (*PROSE_FORMATS, "xlsx", "pdf3"), units=("万元", "元")),
)
