"""Invented reports for the dbt tests: each draft plants what one test asks about. Amounts are yuan in the facts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fixture_tree import Draft

D = Decimal


def wan(amount: str | None) -> Decimal | None:
    """万元 as printed → yuan."""
    return None if amount is None else D(amount.replace(",", "")) * 10000


def header(draft: Draft, office: str, year: int, **columns: Any) -> None:
    """The title line and the header row of a report."""
    defaults = {"report_kind": "report", "subject_kind": "department", "declared_amount_unit": "万元"}
    title = f"{year}年度{office}部门整体支出绩效自评报告"
    draft.fact("headers", title, title=title, office_name=office, budget_year=year, **{**defaults, **columns})


def money(draft: Draft, item: str, breakdown: str, *, approved: str | None = None, adjusted: str | None = None,
          executed: str | None = None, rate: str | None = None, quote: str | None = None, **columns: Any) -> None:
    """One row of money in 万元, as a table row or in the given sentence."""
    figures = {"approved": approved, "adjusted": adjusted, "executed": executed}
    cells = [figure for figure in (*figures.values(), f"{rate}%" if rate else None) if figure]
    amounts = {f"{phase}_amount": wan(figure) for phase, figure in figures.items()}
    texts = {f"{phase}_text": figure for phase, figure in figures.items()}
    printed = {f"{phase}_amount": figure for phase, figure in figures.items() if figure}
    if rate:
        printed["declared_rate_pct"] = f"{rate}%"
    draft.fact(
        "spending", quote or "\t".join([item, *cells]), item_name=item, breakdown=breakdown, amount_unit="万元",
        declared_rate_pct=D(rate) if rate else None, printed=printed,
        **{"direction": "expenditure", **amounts, **texts, **columns},
    )


def statistic(draft: Draft, subject: str, value: str, unit: str, quote: str, span: tuple[int, int] | None = None,
              **columns: Any) -> None:
    """One quantity of prose."""
    row = {"subject": subject, "value": D(value), "value_text": value, "unit": unit, "comparator": "=", **columns}
    if span is None:
        draft.fact("statistics", quote, **row)
    else:
        draft.fact_at("statistics", quote, span, **row)


def indicator(draft: Draft, name: str, target: str, actual: str, **columns: Any) -> None:
    """One indicator row: `≥100场`-like texts are given parsed by the caller through columns."""
    draft.fact(
        "indicators", "\t".join(filter(None, [name, target, actual, columns.get("declared_status")])),
        indicator_name=name, target_text=target, actual_text=actual,
        **{"context": "部门年度绩效指标", "table_seq": 0, **columns},
    )


def street_report() -> Draft:
    """A clean sub-district report: funds, natures, tasks, indicators, score, all in accord."""
    draft = Draft("raw/street-2022.txt")
    header(draft, "广州市白云区人民政府同德街道办事处", 2022)
    draft.mention("广州市", "city", 9)
    draft.mention("白云区", "county", 7)
    money(draft, "部门整体支出", "total", approved="900.00", adjusted="1,000.00", executed="950.00", rate="95.0",
          quote="年初预算 900.00 万元，全年预算数 1,000.00 万元，执行数 950.00 万元，完成预算的 95.0%。")
    money(draft, "一般公共预算", "fund", adjusted="700.00", executed="650.00", fund_key="general_public_budget",
          table_seq=0)
    money(draft, "政府性基金", "fund", adjusted="300.00", executed="300.00", fund_key="government_fund_budget",
          table_seq=0)
    money(draft, "基本支出", "nature", executed="400.00", quote="其中基本支出 400.00 万元。")
    money(draft, "基本支出", "nature", approved="380.00", adjusted="420.00", executed="400.00", table_seq=1)
    money(draft, "项目支出", "nature", approved="520.00", adjusted="580.00", executed="550.00", table_seq=1)
    indicator(draft, "开展讲座次数", "≥100场", "134场", target_comparator=">=", target_value=D(100), target_unit="场",
              actual_comparator="=", actual_value=D(134), actual_unit="场", declared_status="已完成", level1="产出指标",
              level2="数量指标", weight=D(10), declared_score=D(10))
    indicator(draft, "群众投诉率", "≤5%", "6%", target_comparator="<=", target_value=D(5), target_unit="%",
              actual_comparator="=", actual_value=D(6), actual_unit="%", level1="满意度指标", weight=D(10),
              declared_score=D(8), deviation_reason_text="夜间施工较多")
    draft.fact("scores", "自评得分95.5分，等级为优", component="total", score=D("95.5"), grade="优",
               printed={"score": "95.5"})
    span = draft.say("街道综治中心调解纠纷 200 宗，成功 190 宗，成功率达 95.0%。")
    quote = draft.text[span[0]:span[1]]
    statistic(draft, "调解纠纷", "200", "宗", quote, span)
    statistic(draft, "调解成功", "190", "宗", quote, span)
    statistic(draft, "调解成功率", "95.0", "%", quote, span)
    statistic(draft, "调解纠纷", "200", "宗", "全年共调解纠纷 200 宗。")
    draft.fact("tasks", "一是抓好垃圾分类", task_seq=1, task_name="抓好垃圾分类", task_stage="plan")
    draft.fact("findings", "一是预算编制不够细", finding_kind="problem", finding_seq="1", finding_text="预算编制不够细")
    return draft
