-- One row per current report, at most 20,000: those that are new to this build first, then the same sample every time.
with reports as (
    select
        report_key,
        document_key,
        year_key,
        title,
        regexp_extract_all(title, '20[0-9]{2}') as title_years,
        document_key not in (select document_key from published_documents) as is_new
    from candidate.main.dim_reports
    where is_current
    order by is_new desc, hash(report_key), report_key
    limit 20000
),

items as (
    select
        report_key,
        count(*) as spending_rows,
        max(greatest(abs(approved_amount), abs(adjusted_amount), abs(executed_amount))) filter (
            where breakdown not in ('total', 'monitoring')
        ) as largest_item_amount,
        list_distinct(flatten(list([approved_amount, adjusted_amount, executed_amount]))) as amounts,
        list_distinct(list(declared_rate_pct)) as rates
    from candidate.main.fct_spending
    group by report_key
),

indicators as (
    select
        report_key,
        count(*) as indicator_rows
    from candidate.main.fct_indicators
    group by report_key
),

statistics as (
    select
        report_key,
        count(*) as statistic_rows
    from candidate.main.fct_statistics
    group by report_key
),

other_facts as (
    select
        report_key,
        count(*) as other_rows
    from (
        select report_key from candidate.main.fct_tasks
        union all
        select report_key from candidate.main.fct_findings
        union all
        select report_key from candidate.main.fct_scores
    )
    group by report_key
),

component_scores as (
    select
        report_key,
        list_distinct(list(score)) as scores
    from candidate.main.fct_scores
    group by report_key
),

texts as (
    select
        document_key,
        length(text) as text_length
    from candidate.quality.document_texts
    where document_key in (select document_key from reports)
),

profiles as (
    select
        reports.report_key,
        reports.is_new::integer as is_new,
        reports.year_key,
        reports.year_key - year(current_date) as years_ahead,
        case
            when len(reports.title_years) > 0 and reports.year_key is not null
                then if(list_contains(reports.title_years, reports.year_key::varchar), 'yes', 'no')
        end as year_stands_in_title,
        coalesce(
            totals.adjusted_total_amount, totals.executed_total_amount, totals.approved_total_amount
        )::double as total_amount,
        totals.executed_total_amount::double / nullif(totals.adjusted_total_amount, 0)::double as executed_ratio,
        totals.executed_total_amount::double / nullif(
            if(totals.declared_rate_basis = 'approved', totals.approved_total_amount, totals.adjusted_total_amount), 0
        )::double as executed_of_basis,
        totals.declared_execution_rate_pct::double as declared_rate_pct,
        case
            when coalesce(totals.adjusted_total_amount, totals.executed_total_amount) is not null and len(items.amounts) > 0
                then if(
                    list_has_all(
                        items.amounts,
                        list_filter([totals.adjusted_total_amount, totals.executed_total_amount], lambda t: t is not null)
                    ), 'yes', 'no'
                )
        end as totals_stand_in_spending,
        case
            when totals.declared_execution_rate_pct is not null and len(items.rates) > 0
                then if(list_contains(items.rates, totals.declared_execution_rate_pct), 'yes', 'no')
        end as rate_stands_in_spending,
        case
            when totals.self_score is not null and len(component_scores.scores) > 0
                then if(list_contains(component_scores.scores, totals.self_score), 'yes', 'no')
        end as score_stands_in_scores,
        totals.self_score::double as self_score,
        items.largest_item_amount::double as largest_item_amount,
        coalesce(items.spending_rows, 0) as spending_rows,
        coalesce(items.spending_rows, 0) + coalesce(indicators.indicator_rows, 0)
        + coalesce(statistics.statistic_rows, 0) + coalesce(other_facts.other_rows, 0) as fact_rows,
        coalesce(statistics.statistic_rows, 0) * 1000.0 / nullif(texts.text_length, 0) as statistics_per_thousand_chars
    from reports
    left join candidate.main.fct_report_totals as totals on totals.report_key = reports.report_key
    left join items on items.report_key = reports.report_key
    left join indicators on indicators.report_key = reports.report_key
    left join statistics on statistics.report_key = reports.report_key
    left join other_facts on other_facts.report_key = reports.report_key
    left join component_scores on component_scores.report_key = reports.report_key
    left join texts on texts.document_key = reports.document_key
)

select
    report_key,
    is_new,
    year_key,
    years_ahead,
    year_stands_in_title,
    total_amount,
    totals_stand_in_spending,
    rate_stands_in_spending,
    score_stands_in_scores,
    executed_ratio,
    declared_rate_pct,
    abs(declared_rate_pct - 100 * executed_of_basis) as rate_distance_pct,
    case when declared_rate_pct is not null then if(declared_rate_pct = 100, 'yes', 'no') end as rate_is_100,
    self_score,
    case when self_score is not null then if(self_score = 100, 'yes', 'no') end as score_is_100,
    largest_item_amount / nullif(total_amount, 0) as largest_item_ratio,
    spending_rows,
    fact_rows,
    statistics_per_thousand_chars
from profiles
