"""The rows of one report, as printed. Positions are code points into the document's text, half-open.

Amounts are yuan, rates percent points, counts in the base unit (13.3万人 is 133000 人). What a report does not state is
None. `fact_id` is unique within one document and table; the stable published key is computed in dbt.

Rows are not changed once made (`dataclasses.replace`). They are not frozen because a frozen dataclass takes almost three
times as long to make, and a document has hundreds of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from orchestration.records.schema import amount, boolean, integer, percent, real, text, value


@dataclass(slots=True, kw_only=True)
class FactRow:
    """The evidence every fact carries."""

    fact_id: str = text("Unique within one document and table", required=True)
    page: int | None = integer("Page or sheet the evidence stands on; NULL where the format has none")
    char_start: int = integer("First code point of the evidence in the document's text", required=True)
    char_end: int = integer("One past the last code point of the evidence", required=True)
    quote: str = text("The text from char_start to char_end: a sentence, a clause or a table row", required=True)
    extraction_rule: str = text("Name of the rule that read the row", required=True)


@dataclass(slots=True, kw_only=True)
class HeaderRow(FactRow):
    """What a document says it is: one row per document that is a report."""

    title: str | None = text("Title, the page layout's blanks removed")
    office_name: str | None = text("Reporting unit as printed, the layout's blanks removed")
    budget_year: int | None = integer("Budget year the report is about")
    report_kind: str | None = text("report, form, both")
    subject_kind: str | None = text("department, project, transfer, policy")
    subject_name: str | None = text("Project or transfer evaluated; NULL for a department")
    scope: str | None = text("own, consolidated")
    declared_amount_unit: str | None = text("Unit of money the document declares, as printed: 元, 千元, 万元, 百万元, 万美元 …")
    is_reissue: bool | None = boolean("Whether title or file name says that this corrects an earlier version")
    is_targets_only: bool | None = boolean("Whether the document sets targets and reports no results (绩效目标表)")


@dataclass(slots=True, kw_only=True)
class FigureRow(FactRow):
    """One printed figure about the report as a whole."""

    figure: str = text(
        "headcount_total, headcount_established, headcount_administrative, headcount_institution, headcount_contract,"
        " declared_execution_rate_pct, declared_adjustment_rate_pct",
        required=True,
    )
    value: Decimal | None = value("The figure: persons or percent points")
    value_text: str | None = text("As printed")


@dataclass(slots=True, kw_only=True)
class SpendingRow(FactRow):
    """One item of the office's own money, in one place of the report."""

    item_name: str = text("Item as printed, without its list number", required=True)
    parent_item_name: str | None = text("The item this is a part of, where the report says so")
    context: str | None = text("Caption, section or task the row stands in")
    breakdown: str = text(
        "total, fund, nature, function, economic, task, project, source, three_public, prior_year_change,"
        " budget_adjustment, monitoring",
        required=True,
    )
    direction: str | None = text("income, expenditure, both")
    fund_key: str | None = text("Key of the source of funds (dbt seed funds)")
    approved_amount: Decimal | None = amount("Budget approved at the start of the year, yuan")
    adjusted_amount: Decimal | None = amount("Budget in force at the end of the year, yuan")
    executed_amount: Decimal | None = amount("Spent, yuan")
    unphased_amount: Decimal | None = amount("Money stated as neither budget nor spending, yuan")
    change_amount: Decimal | None = amount("A difference, yuan; negative where words say decrease")
    received_amount: Decimal | None = amount("Funds in place (到位资金), yuan")
    carry_over_amount: Decimal | None = amount("Unspent (结转结余), yuan")
    approved_text: str | None = text("As printed")
    adjusted_text: str | None = text("As printed")
    executed_text: str | None = text("As printed")
    declared_rate_pct: Decimal | None = percent("Execution, adjustment or growth rate the row declares")
    weight: Decimal | None = value("Points the form gives to the row's execution")
    declared_score: Decimal | None = value("Points the office gives itself for the row's execution")
    amount_unit: str | None = text("Unit the amounts were read in: 元, 千元, 万元, 百万元 …; amounts are NULL where it is none of yuan")
    unit_source: str | None = text("Where the unit was read: cell, header, caption, document, arithmetic")
    table_seq: int | None = integer("Number of the table in the document, from 0")
    row_seq: int | None = integer("Row of that table, from 0")


@dataclass(slots=True, kw_only=True)
class IndicatorRow(FactRow):
    """One value of an indicator; a cell that packs several is several rows."""

    context: str | None = text("Table, task or project the indicator stands in")
    table_seq: int | None = integer("Number of the table in the document, from 0")
    row_seq: int | None = integer("Row of that table, from 0")
    part_seq: int | None = integer("Part of a packed cell, from 1")
    level1: str | None = text("产出指标, 效益指标, 满意度指标, 成本指标 …, as printed")
    level2: str | None = text("数量指标, 质量指标 …, as printed")
    indicator_name: str = text("As printed", required=True)
    target_text: str | None = text("As printed")
    target_comparator: str | None = text("=, >=, <=, >, <, ~")
    target_value: Decimal | None = value("Multiplied out: 2.8万平方米 is 28000")
    target_unit: str | None = text("Unit without 万 or 亿")
    actual_text: str | None = text("As printed")
    actual_comparator: str | None = text("=, >=, <=, >, <, ~")
    actual_value: Decimal | None = value("Multiplied out")
    actual_unit: str | None = text("Unit without 万 or 亿")
    declared_status: str | None = text("完成情况 as printed: 已完成, 未完成 …")
    declared_completion_pct: Decimal | None = percent("Rate of completion the row declares")
    weight: Decimal | None = value("Points the form gives to the indicator")
    declared_score: Decimal | None = value("Points the office gives itself")
    deviation_reason_text: str | None = text("偏差原因分析及改进措施")


@dataclass(slots=True, kw_only=True)
class ScoreRow(FactRow):
    """One component of the self-score, `total` included."""

    component: str = text("As printed; total for the whole", required=True)
    max_score: Decimal | None = value("Full marks of the component")
    score: Decimal | None = value("Points given")
    score_rate_pct: Decimal | None = percent("得分率 the report declares")
    grade: str | None = text("grade as printed: 优, 优秀, 良, 良好, 中, 差")


@dataclass(slots=True, kw_only=True)
class TaskRow(FactRow):
    """One statement of an annual task."""

    task_seq: int = integer("Order in the document, from 1", required=True)
    task_name: str = text("As printed, without its number", required=True)
    task_stage: str = text("plan, result, both", required=True)
    goal_text: str | None = text("What was promised")
    result_text: str | None = text("What was achieved")
    funding_amount: Decimal | None = amount("Money of the task, yuan")


@dataclass(slots=True, kw_only=True)
class FindingRow(FactRow):
    """One problem or one measure, at the finest level the report numbers."""

    finding_kind: str = text("problem, action", required=True)
    finding_seq: str = text("1, or 2.3 where measures are numbered inside a numbered head", required=True)
    finding_text: str = text("Without its number", required=True)


@dataclass(slots=True, kw_only=True)
class StatisticRow(FactRow):
    """One quantity stated in prose."""

    section: str | None = text("Headings above the passage")
    subject: str = text("What is counted", required=True)
    value: Decimal | None = value("In the base unit")
    value_text: str | None = text("As printed")
    unit: str | None = text("As printed, without 万 or 亿")
    comparator: str | None = text("=, >=, <=, >, <, ~")
    period: str | None = text("The time the quantity is about, as printed; else the budget year")


@dataclass(slots=True, kw_only=True)
class EvidenceRow:
    """One printed figure of a fact."""

    fact_table: str = text("spending, indicators, scores, tasks, findings, statistics, figures, headers", required=True)
    fact_id: str = text("The fact it belongs to", required=True)
    column_name: str = text("The column of the fact the figure gives", required=True)
    page: int | None = integer("Page or sheet")
    sheet_name: str | None = text("Sheet of a workbook")
    table_seq: int | None = integer("Number of the table in the document, from 0")
    row_seq: int | None = integer("Row of that table, from 0")
    column_seq: int | None = integer("Column of that table, from 0")
    char_start: int = integer("First code point of the figure", required=True)
    char_end: int = integer("One past its last code point", required=True)
    quote: str = text("The figure as printed", required=True)
    bbox: str | None = text("x0,top,x1,bottom in points, for PDF and scans")
    ocr_confidence: float | None = real("0 to 1; NULL unless OCR read the figure")
    extraction_rule: str = text("Name of the rule that read the figure", required=True)


@dataclass(slots=True, kw_only=True)
class PrintedNumberRow:
    """One number printed in the document, and what became of it."""

    char_start: int = integer("First code point", required=True)
    char_end: int = integer("One past the last code point", required=True)
    printed: str = text("As printed", required=True)
    fact_table: str | None = text("Fact table that claims the number")
    fact_id: str | None = text("Fact that claims the number")
    reason: str | None = text(
        "Why it is no fact: date, document_number, list_number, code, slogan, address, organisation, other"
    )


@dataclass(slots=True, kw_only=True)
class PlaceMentionRow:
    """One name of a division printed in the document: context for matching the office."""

    place_name: str = text("As printed: 广州市, 白云区, 同德街道", required=True)
    place_level: str = text("province, city, county, township", required=True)
    mentions: int = integer("How often", required=True)


EVIDENCE_TABLES = ("headers", "figures", "spending", "indicators", "scores", "tasks", "findings", "statistics")
