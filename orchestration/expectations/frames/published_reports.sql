-- One row per document behind a current report in both releases, at most 20,000: the same bytes, read then and now.
with before as (
    select
        reports.document_key,
        any_value(reports.year_key) as year_key,
        any_value(reports.district_key) as district_key,
        any_value(coalesce(
            totals.adjusted_total_amount, totals.executed_total_amount, totals.approved_total_amount
        ))::double as total_amount,
        any_value(totals.adjusted_total_amount)::double as adjusted_amount,
        any_value(totals.executed_total_amount)::double as executed_amount,
        any_value(totals.self_score)::double as self_score,
        any_value(totals.declared_execution_rate_pct)::double as declared_rate_pct
    from published.main.dim_reports as reports
    left join published.main.fct_report_totals as totals on totals.report_key = reports.report_key
    where reports.is_current and reports.document_key in (select document_key from kept_documents)
    group by reports.document_key
),

now as (
    select
        reports.document_key,
        any_value(reports.year_key) as year_key,
        any_value(reports.district_key) as district_key,
        any_value(coalesce(
            totals.adjusted_total_amount, totals.executed_total_amount, totals.approved_total_amount
        ))::double as total_amount,
        any_value(totals.adjusted_total_amount)::double as adjusted_amount,
        any_value(totals.executed_total_amount)::double as executed_amount,
        any_value(totals.self_score)::double as self_score,
        any_value(totals.declared_execution_rate_pct)::double as declared_rate_pct
    from candidate.main.dim_reports as reports
    left join candidate.main.fct_report_totals as totals on totals.report_key = reports.report_key
    where reports.is_current and reports.document_key in (select document_key from kept_documents)
    group by reports.document_key
)

select
    before.document_key,
    before.year_key as year_before,
    now.year_key as year_now,
    case when before.year_key is not null then if(now.year_key = before.year_key, 'yes', 'no') end as year_kept,
    case when before.district_key is not null then if(now.district_key is not null, 'yes', 'no') end as district_kept,
    before.total_amount as total_before,
    now.total_amount as total_now,
    case when before.total_amount is not null then if(now.total_amount is not null, 'yes', 'no') end as total_kept,
    now.total_amount / nullif(before.total_amount, 0) as total_ratio,
    now.executed_amount / nullif(before.executed_amount, 0) as executed_ratio,
    case
        when before.self_score is not null then if(abs(now.self_score - before.self_score) <= 0.01, 'yes', 'no')
    end as score_kept,
    case
        when before.declared_rate_pct is not null
            then if(abs(now.declared_rate_pct - before.declared_rate_pct) <= 0.01, 'yes', 'no')
    end as rate_kept
from before
inner join now on now.document_key = before.document_key
order by hash(before.document_key), before.document_key
limit 20000
