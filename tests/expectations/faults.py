"""The data faults of docs/data-faults.md: SQL that spoils a good warehouse, and the checks that must block it.

`by_itself` names the check that blocks a first release, `by_history` the one that blocks when a good release stands.
None: that gate cannot see it (docs/data-faults.md says which other one does).
"""

from __future__ import annotations

from typing import NamedTuple

_LEVELS = ("approved", "adjusted", "executed")


def _all_amounts(expression: str) -> tuple[str, ...]:
    """Replace every amount; `{}` stands for it."""
    spending = [f"{c}_amount = {expression.format(f'{c}_amount')}" for c in (*_LEVELS, "unphased", "change")]
    totals = [f"{c}_total_amount = {expression.format(f'{c}_total_amount')}" for c in _LEVELS]
    return (f"update fct_spending set {', '.join(spending)}", f"update fct_report_totals set {', '.join(totals)}")


def _all_rates(expression: str) -> tuple[str, ...]:
    return (
        f"update fct_spending set declared_rate_pct = {expression.format('declared_rate_pct')}"
        " where declared_rate_pct is not null",
        "update fct_report_totals set declared_execution_rate_pct ="
        f" {expression.format('declared_execution_rate_pct')} where declared_execution_rate_pct is not null",
    )


class Fault(NamedTuple):
    name: str
    statements: tuple[str, ...]
    by_itself: str | None
    by_history: str | None


_FACTS = ("report_totals", "spending", "indicators", "scores", "tasks", "findings", "statistics")
_FIRST_DISTRICT = "(select min(district_key) from dim_reports)"

FAULTS = (
    Fault(
        "unit_ten_thousand_too_big",
        _all_amounts("{} * 10000"),
        "printed_figures.values_agree_with_print",
        "published_reports.totals_are_alike",
    ),
    Fault(
        "unit_ten_thousand_too_small",
        _all_amounts("{} / 10000"),
        "report_profiles.median_total_is_plausible",
        "published_reports.totals_are_alike",
    ),
    Fault(
        "wan_multiplied_twice",
        ("update fct_statistics set value = value * 10000",),
        "printed_figures.values_agree_with_print",
        "printed_figures.values_agree_with_print",
    ),
    Fault(
        "year_shifted",
        ("update dim_reports set year_key = year_key + 1",),
        "report_profiles.year_stands_in_title",
        "published_reports.years_are_kept",
    ),
    Fault(
        "half_of_the_indicators_gone",
        ("delete from fct_indicators where row_seq % 2 = 1",),
        None,
        "published_tables.rows_are_kept",
    ),
    Fault(
        "all_scores_100",
        ("update fct_scores set score = 100", "update fct_report_totals set self_score = 100"),
        "printed_figures.values_agree_with_print",
        "published_reports.scores_are_kept",
    ),
    Fault(
        "all_rates_100",
        _all_rates("100"),
        "printed_figures.values_agree_with_print",
        "published_reports.rates_are_kept",
    ),
    Fault(
        "rates_as_fractions",
        _all_rates("{} / 100"),
        "report_profiles.rates_are_percent_points",
        "published_reports.rates_are_kept",
    ),
    Fault(
        "amounts_negative",
        _all_amounts("-{}"),
        "report_profiles.totals_are_not_negative",
        "fact_tables.amounts_are_rarely_negative",
    ),
    Fault(
        "items_ten_thousand_too_big",
        ("update fct_spending set executed_amount = executed_amount * 10000 where breakdown <> 'total'",),
        "report_profiles.items_fit_totals",
        "printed_figures.values_agree_with_print",
    ),
    Fault(
        "offices_unmatched",
        ("update dim_offices set district_key = null", "update dim_reports set district_key = null"),
        "corpus.named_districts_are_matched",
        "published_reports.districts_are_kept",
    ),
    Fault(
        "statistics_loaded_twice",
        ("insert into fct_statistics select * replace (statistic_key || '_2' as statistic_key) from fct_statistics",),
        "fact_tables.rows_are_distinct",
        "fact_tables.rows_are_distinct",
    ),
    Fault(
        "breakdown_vanished",
        ("delete from fct_spending where breakdown = 'fund'",),
        None,
        "published_tables.classes_are_kept",
    ),
    Fault(
        "reports_of_a_district_gone",
        (
            "delete from quality.documents where document_key in"
            f" (select document_key from dim_reports where district_key = {_FIRST_DISTRICT})",
            *(
                f"delete from fct_{table} where document_key in"
                f" (select document_key from dim_reports where district_key = {_FIRST_DISTRICT})"
                for table in _FACTS
            ),
            "delete from bridge_report_documents where document_key in"
            f" (select document_key from dim_reports where district_key = {_FIRST_DISTRICT})",
            f"delete from dim_reports where district_key = {_FIRST_DISTRICT}",
        ),
        None,
        "published_districts.districts_keep_their_reports",
    ),
    Fault(
        "totals_lost",
        ("update fct_report_totals set adjusted_total_amount = null, executed_total_amount = null",),
        None,
        "published_reports.totals_are_kept",
    ),
    Fault(
        "evidence_shifted",
        tuple(
            f"update fct_{table} set char_start = char_start + 1, char_end = char_end + 1"
            for table in ("spending", "indicators", "scores", "tasks", "findings", "statistics", "evidence")
        ),
        "quotations.quotes_are_verbatim",
        "quotations.quotes_are_verbatim",
    ),
    Fault(
        "quotes_blank",
        ("update fct_spending set quote = ''",),
        "quotations.quotes_are_not_blank",
        "quotations.quotes_are_not_blank",
    ),
    Fault(
        "reports_not_built",
        ("delete from bridge_report_documents", "delete from dim_reports"),
        "corpus.documents_become_reports",
        "published_corpus.documents_are_kept",
    ),
    Fault(
        "numbers_unclaimed",
        ("update quality.printed_numbers set claimed_by = null",),
        "corpus.printed_numbers_are_claimed",
        "corpus.printed_numbers_are_claimed",
    ),
)
