"""Parts of reports that state money: sentences and tables of totals, funds, natures, projects."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.records import PHASES, Money

NAMES = {"app": "approved", "adj": "adjusted", "exe": "executed"}


def declared_rate(draft: Draft, money: Money) -> Decimal:
    """The rate that the report declares: the true one, or a wrong one where that fault is to be planted."""
    rate = money.rate or Decimal(0)
    if draft.faulty("rate"):
        wrong = rate - Decimal("7.31") if rate > 50 else rate + Decimal("7.31")
        draft.printed.add(f"wrong rate {wrong}")
        return wrong
    return rate


def tell_wrong_rate(draft: Draft, money: Money, rate: Decimal, quote: str) -> None:
    """The gold of a planted rate: the quote shows both amounts and the rate."""
    if f"wrong rate {rate}" in draft.printed:
        detail = f"rate declared {rate}%, computed {money.executed}/{money.adjusted} = {money.rate}%"
        draft.contradiction("declared_vs_computed", detail, str(rate), quote)


def total_sentence(draft: Draft, *, optional: bool = False, money: Money | None = None) -> str:
    """Budget, spending and rate in one sentence."""
    habits, record = draft.habits, draft.record
    money = money or record.total
    template = habits.words["sentences.total"]
    rate = declared_rate(draft, money)
    amounts = {key: habits.money(getattr(money, phase)) for key, phase in NAMES.items()}
    words = {phase: habits.words[f"phases.{phase}"] for phase in (*PHASES, "rate")}
    text = draft.say(template.format(year=record.year, pct=habits.rate(rate), **amounts, **words))
    phases = [phase for key, phase in NAMES.items() if f"{{{key}}}" in template]
    draft.spending("部门整体支出", money, phases=phases, breakdown="total", rate=rate, quote=text, optional=optional)
    draft.totals(money, phases, rate=rate)
    tell_wrong_rate(draft, money, rate, text)
    return text


def second_total(draft: Draft) -> None:
    """The total once more, as a restatement; with the fault `two_figures` the spending differs."""
    record, habits = draft.record, draft.habits
    if draft.faulty("two_figures"):
        other = replace(record.total, executed=record.total.executed + Decimal(123400))
        first, second = habits.money(record.total.executed), habits.money(other.executed)
        text = draft.say(f"决算支出{second}，主要用于保障单位运转和完成各项任务。")
        draft.spending("决算支出", other, phases=["executed"], breakdown="total", quote=text)
        said = next(each["quote"] for each in draft.gold.rows["spending"] if each["breakdown"] == "total")
        draft.contradiction("two_figures", f"spending given as {first} and as {second}", said, f"决算支出{second}")
        return
    text = draft.say(f"全年支出{habits.money(record.total.executed)}，主要用于保障单位运转和完成各项任务。")
    draft.spending("部门整体支出", record.total, phases=["executed"], breakdown="total", quote=text, optional=True)


def fund_sentence(draft: Draft) -> None:
    """Spending by source of funds, in prose."""
    habits, record = draft.habits, draft.record
    parts = [f"{name}支出{habits.money(money.executed)}" for name, _, money in record.funds]
    draft.say(f"其中：{'，'.join(parts)}。")
    for (name, fund, money), quote in zip(record.funds, parts, strict=True):
        draft.spending(
            f"{name}支出",
            money,
            phases=["executed"],
            breakdown="fund",
            fund=fund,
            parent="部门整体支出",
            quote=habits.say(quote),
        )


def nature_sentence(draft: Draft) -> None:
    """Spending by nature, in prose."""
    habits, record = draft.habits, draft.record
    executed = {"基本支出": record.basic, "项目支出": record.project_money}
    wrong = draft.faulty("parts")
    if wrong:
        executed["项目支出"] = replace(executed["项目支出"], executed=executed["项目支出"].executed + Decimal(456700))
    parts = [f"{name}{habits.money(money.executed)}" for name, money in executed.items()]
    draft.say(f"按支出性质分，{'，'.join(parts)}。")
    for (name, money), quote in zip(executed.items(), parts, strict=True):
        draft.spending(
            name, money, phases=["executed"], breakdown="nature", parent="部门整体支出", quote=habits.say(quote)
        )
    if wrong:
        total = sum((money.executed for money in executed.values()), Decimal(0))
        draft.contradiction(
            "parts_vs_total",
            f"parts add up to {habits.amount(total)}, total stated {habits.amount(record.total.executed)}",
            habits.say("，".join(parts)),
            next(each["quote"] for each in draft.gold.rows["spending"] if each["breakdown"] == "total"),
        )


def change_sentence(draft: Draft) -> None:
    """Spending against last year."""
    habits, record = draft.habits, draft.record
    change = record.total.executed - record.previous_executed
    if not change:
        return
    word = "增加" if change > 0 else "减少"
    share = (abs(change) / record.previous_executed * 100).quantize(Decimal("0.01"))
    text = draft.say(f"支出比上年{word}{habits.money(abs(change))}，{'增长' if change > 0 else '下降'}{share}%。")
    draft.gold.add(
        "spending",
        item=f"支出比上年{word}",
        parent_item="部门整体支出",
        breakdown="prior_year_change",
        change_wan=change / 10000,
        declared_rate_pct=share if change > 0 else -share,
        direction="expenditure",
        quote=text,
    )


def headings_of(draft: Draft, phases: tuple[str, ...], *, in_header: bool) -> list[str]:
    """Column headings of money, with the unit where the office prints it there."""
    unit = f"（{draft.habits.unit}）" if in_header else ""
    return [draft.habits.words[f"phases.{phase}"] + unit for phase in phases]


def unit_place(draft: Draft) -> tuple[bool, str | None]:
    """Whether the unit stands in the header, else the line above the table."""
    in_header = draft.random.random() < 0.4
    unit = draft.habits.unit
    return in_header, None if in_header else draft.random.choice(
        (f"单位：{unit}", f"金额单位：{unit}", f"（单位：{unit}）")
    )


def fund_table(draft: Draft, *, caption: str | None = None) -> None:
    """Money by source of funds, three phases, with a total row; the fault `parts` makes one part too big."""
    record = draft.record
    rows = [(name, fund, money) for name, fund, money in record.funds]
    rows += [
        (name, fund, Money(Decimal(0), Decimal(0), Decimal(0)))
        for name, fund in (("国有资本经营预算", "国有资本经营"), ("其他资金", "其他"))
        if draft.random.random() < 0.5
    ]
    wrong = draft.faulty("parts")
    if wrong:
        name, fund, money = rows[0]
        rows[0] = (name, fund, replace(money, executed=money.executed + Decimal(456700)))
    grid = _money_table(draft, "资金来源", [name for name, _, _ in rows], [money for *_, money in rows], caption)
    for number, (name, fund, money) in enumerate(rows, start=1):
        breakdown = "source" if name == "其他资金" else "fund"
        draft.spending(name, money, breakdown=breakdown, fund=fund, quote=line_of(grid, number))
    draft.spending(
        "合计",
        record.total,
        breakdown="total",
        quote=line_of(grid, len(rows) + 1),
        optional="executed_total_wan" in draft.gold.report,
    )
    draft.totals(record.total, PHASES)
    if wrong:
        parts = sum((money.executed for *_, money in rows), Decimal(0))
        draft.contradiction(
            "parts_vs_total",
            f"funds add up to {draft.habits.amount(parts)}, total row says"
            f" {draft.habits.amount(record.total.executed)}",
            line_of(grid, 1),
            line_of(grid, len(rows) + 1),
        )


def nature_table(draft: Draft, *, caption: str | None = None) -> None:
    """Basic and project expenditure, three phases."""
    record = draft.record
    rows = {"基本支出": record.basic, "项目支出": record.project_money}
    grid = _money_table(
        draft,
        "项目",
        [f"{mark}、{name}" for mark, name in zip("一二", rows, strict=True)],
        list(rows.values()),
        caption,
        total=False,
    )
    for number, (name, money) in enumerate(rows.items(), start=1):
        draft.spending(name, money, breakdown="nature", quote=line_of(grid, number))


def project_table(draft: Draft, *, caption: str | None = None) -> None:
    """Projects with budget, spending and rate, and a row of the project expenditure's total."""
    record, habits = draft.record, draft.habits
    in_header, note = unit_place(draft)
    phases = ("adjusted", "executed")
    header = ["序号", "项目名称", *headings_of(draft, phases, in_header=in_header), habits.words["phases.rate"]]
    rows = [row(*header)]
    for number, project in enumerate(record.projects, start=1):
        rows.append(
            row(
                number,
                project.name,
                *(habits.amount(getattr(project.money, p)) for p in phases),
                habits.rate(project.money.rate or Decimal(0)),
            )
        )
    money = record.project_money
    rows.append(
        row("", "合计", *(habits.amount(getattr(money, p)) for p in phases), habits.rate(money.rate or Decimal(0)))
    )
    grid = Grid(rows, caption, unit_note=note)
    draft.add(grid)
    for number, project in enumerate(record.projects, start=1):
        draft.spending(
            project.name,
            project.money,
            phases=phases,
            breakdown="project",
            rate=project.money.rate,
            quote=line_of(grid, number),
        )
    for name in ("合计", "项目支出", draft.section.lstrip("（）()、.0123456789一二三四五六七八九十"), caption or ""):
        draft.spending(
            name,
            money,
            phases=phases,
            breakdown="nature",
            rate=money.rate,
            quote=line_of(grid, len(rows) - 1),
            optional=True,
        )


def _money_table(
    draft: Draft, head: str, names: list[str], moneys: list[Money], caption: str | None, *, total: bool = True
) -> Grid:
    habits = draft.habits
    in_header, note = unit_place(draft)
    rows = [row(head, *headings_of(draft, PHASES, in_header=in_header))]
    rows += [
        row(name, *(habits.amount(getattr(money, p)) for p in PHASES))
        for name, money in zip(names, moneys, strict=True)
    ]
    if total:
        rows.append(row("合计", *(habits.amount(getattr(draft.record.total, p)) for p in PHASES)))
    grid = Grid(rows, caption, unit_note=note)
    draft.add(grid)
    return grid


def spanned(text: str, columns: int) -> Box:
    return Box(text, columns=columns)
