"""Yunnan: the self-evaluation as a chapter of the annual 部门决算, among accounts tables; 万元 with six decimals."""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.blocks import Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.layouts.layout import Layout
from tests.corpus.money_parts import change_sentence
from tests.corpus.passages import rounded
from tests.corpus.records import Money
from tests.corpus.result_parts import findings, printed, tell_tasks

FUNCTIONS = ("一般公共服务支出", "社会保障和就业支出", "卫生健康支出", "城乡社区支出", "农林水支出", "住房保障支出")


def compose(draft: Draft) -> None:
    record, habits = draft.record, draft.habits
    draft.title(f"{record.office.name}{record.year}年度部门决算", unit=habits.unit)
    for number, name in enumerate(
        ("部门概况", "部门决算情况说明", "其他重要事项及相关口径情况说明", "名词解释"), start=1
    ):
        draft.say(f"第{'一二三四'[number - 1]}部分 {name}")
    draft.heading(f"第一部分 {record.office.name}概况")
    draft.say("一、主要职能")
    draft.say("贯彻执行国家有关方针政策，承担辖区内相关公共服务和行政管理职责。")
    _accounts(draft)
    draft.heading("第二部分 部门决算情况说明")
    _statement(draft)
    draft.heading("第三部分 其他重要事项及相关口径情况说明")
    draft.heading("三、部门整体支出绩效自评情况", 2)
    _chapter(draft)
    draft.heading("第四部分 名词解释")
    draft.say("一般公共预算财政拨款收入：指财政部门当年拨付的资金。")


def _accounts(draft: Draft) -> None:
    """收入支出决算总表: income on the left, functional expenditure on the right, row numbers beside the amounts."""
    record, habits, random = draft.record, draft.habits, draft.random
    income = [(f"{name}财政拨款收入", fund, money.executed) for name, fund, money in record.funds]
    income.append(("其他收入", "其他收入", Decimal(0)))
    names = random.sample(FUNCTIONS, 4)
    left = record.total.executed
    functions = []
    for k, name in enumerate(names):
        amount = left if k == len(names) - 1 else rounded(left * Decimal(str(random.uniform(0.2, 0.5))), 2)
        functions.append((name, amount))
        left -= amount
    height = max(len(income), len(functions))
    marks = "一二三四五六七八"
    rows = [row("项目", "行次", "金额", "项目", "行次", "金额")]
    for k in range(height):
        one = (
            [f"{marks[k]}、{income[k][0]}", str(k + 1), habits.amount(income[k][2])]
            if k < len(income)
            else ["", str(k + 1), ""]
        )
        rows.append(row(*one, f"{marks[k]}、{functions[k][0]}", str(k + 9), habits.amount(functions[k][1])))
    total = habits.amount(record.total.executed)
    rows.append(row("本年收入合计", str(height + 1), total, "本年支出合计", str(height + 9), total))
    grid = Grid(rows, "收入支出决算总表", unit_note=f"金额单位：{habits.unit}")
    draft.add(grid)
    for k, (name, fund, amount) in enumerate(income, start=1):
        money = Money(Decimal(0), Decimal(0), amount)
        draft.spending(
            name, money, phases=("executed",), breakdown="fund", fund=fund, direction="income", quote=line_of(grid, k)
        )
    for k, (name, amount) in enumerate(functions, start=1):
        money = Money(Decimal(0), Decimal(0), amount)
        draft.spending(name, money, phases=("executed",), breakdown="function", quote=line_of(grid, k))
    quote = line_of(grid, len(rows) - 1)
    for name, direction in (("本年收入合计", "income"), ("本年支出合计", "expenditure")):
        draft.spending(name, record.total, phases=("executed",), breakdown="total", direction=direction, quote=quote)
    draft.totals(record.total, ("executed",))


def _statement(draft: Draft) -> None:
    """Prose of the accounts: income, spending by nature, three_public."""
    record, habits, random = draft.record, draft.habits, draft.random
    text = draft.say(f"{record.office.name}{record.year}年度收入合计{habits.money(record.total.executed)}。")
    draft.spending(
        "收入合计",
        record.total,
        phases=("executed",),
        breakdown="total",
        direction="income",
        quote=text,
        optional=True,
    )
    parts = {"基本支出": record.basic, "项目支出": record.project_money}
    shares = {
        name: (money.executed / record.total.executed * 100).quantize(Decimal("0.01")) for name, money in parts.items()
    }
    said = [f"{name}{habits.money(money.executed)}，占总支出的{shares[name]}%" for name, money in parts.items()]
    text = draft.say(f"{record.year}年度支出合计{habits.money(record.total.executed)}。其中：{'；'.join(said)}。")
    draft.spending("支出合计", record.total, phases=("executed",), breakdown="total", quote=text, optional=True)
    for (name, money), quote in zip(parts.items(), said, strict=True):
        draft.spending(name, money, phases=("executed",), breakdown="nature", quote=habits.say(quote))
    change_sentence(draft)
    plan = Decimal(random.randint(200, 2000)) * 100
    spent = rounded(plan * Decimal(str(random.uniform(0.5, 1))) / 100, 0) * 100
    rate = rounded(spent / plan * 100, 2)
    text = draft.say(
        f"{record.year}年度“三公”经费财政拨款支出预算为{habits.money(plan)}，支出决算为{habits.money(spent)}，完成预算的{rate}%。"
    )
    money = Money(plan, plan, spent)
    draft.spending(
        "“三公”经费", money, phases=("adjusted", "executed"), breakdown="three_public", rate=rate, quote=text
    )


def _chapter(draft: Draft) -> None:
    """The chapter on performance: approved, adjusted, appropriated; results; score; findings."""
    record, habits = draft.record, draft.habits
    total = record.total
    rate = total.rate or Decimal(0)
    text = draft.say(
        f"年初批复预算{habits.money(total.approved)}，调整预算后{habits.money(total.adjusted)}，"
        f"实际到位资金{habits.money(total.adjusted)}，实际支出{habits.money(total.executed)}，预算执行率{rate}%。"
    )
    draft.spending("部门整体支出", total, breakdown="total", rate=rate, quote=text)
    draft.totals(total, ("approved", "adjusted", "executed"), rate=rate)
    _prose_indicators(draft)
    tell_tasks(draft, style="bare")
    wrong = draft.faulty("grade")
    grade = ("良" if record.grade == "优" else "优") if wrong else record.grade
    text = draft.say(f"经自评，部门整体支出绩效得分{printed(record.score)}分，自评等级为“{grade}”。")
    draft.gold.report |= {"self_score": record.score, "grade": grade}
    draft.gold.add("scores", component="total", score=record.score, grade=grade, quote=text)
    if wrong:
        draft.contradiction(
            "grade_vs_score", f"grade {grade} for {record.score} points", f"{printed(record.score)}分", text
        )
    draft.say("存在的问题：")
    findings(draft, "problem", record.problems, style="inline")
    draft.say("下一步改进措施：")
    findings(draft, "action", record.actions, style="inline")


def _prose_indicators(draft: Draft) -> None:
    """助餐人次≥8000人次，实际完成8300人次: some indicators in prose."""
    chosen = [each for each in draft.record.indicators if each.target is not None and each.is_met][:3]
    signs = {">=": "≥", "<=": "≤", "=": "="}
    parts = []
    for each in chosen:
        target = f"{signs[each.comparator or '=']}{printed(each.target or Decimal(0))}{each.unit}"
        actual = f"{printed(each.actual or Decimal(0))}{each.unit}"
        part = f"{each.name}{target}，实际完成{actual}"
        parts.append(part)
        factor = Decimal(10000) if each.unit.startswith("万") else Decimal(1)
        unit = each.unit.removeprefix("万") if factor > 1 else each.unit
        draft.gold.add(
            "indicators",
            name=each.name,
            target_text=target,
            target_comparator=each.comparator,
            target_value=(each.target or Decimal(0)) * factor,
            target_unit=unit,
            actual_text=actual,
            actual_comparator="=",
            actual_value=(each.actual or Decimal(0)) * factor,
            actual_unit=unit,
            quote=part,
        )
        for subject, value in ((each.name, each.target), (each.name, each.actual), ("实际完成", each.actual)):
            draft.gold.add(  # said in prose: also a statistic, for those who read it so
                "statistics",
                subject=subject,
                value=(value or Decimal(0)) * factor,
                unit=unit,
                comparator="=",
                quote=part,
                optional="1",
            )
    if parts:
        draft.say(f"产出指标完成情况：{'；'.join(parts)}。")


YUNNAN = Layout("yunnan_accounts", compose, provinces=("云南省",), decimals=6, cents=True, faults=("grade",))
