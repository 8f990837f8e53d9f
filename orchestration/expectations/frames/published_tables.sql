-- One row per fact table, and per class of rows inside one: how many rows stood on the documents that are in both
-- releases, then and now. The bytes are the same, so a loss is the software's; what a re-issue drops is not counted.
with before as (
    select 'spending' as fact_table, breakdown as row_class, document_key from published.main.fct_spending
    union all
    select 'indicators', coalesce(level1, 'no level'), document_key from published.main.fct_indicators
    union all
    select 'statistics', 'statistic', document_key from published.main.fct_statistics
    union all
    select 'scores', if(component = 'total', 'total', 'component'), document_key from published.main.fct_scores
    union all
    select 'tasks', task_stage, document_key from published.main.fct_tasks
    union all
    select 'findings', finding_kind, document_key from published.main.fct_findings
    union all
    select 'evidence', fact_table, document_key from published.main.fct_evidence
),

now as (
    select 'spending' as fact_table, breakdown as row_class, document_key from candidate.main.fct_spending
    union all
    select 'indicators', coalesce(level1, 'no level'), document_key from candidate.main.fct_indicators
    union all
    select 'statistics', 'statistic', document_key from candidate.main.fct_statistics
    union all
    select 'scores', if(component = 'total', 'total', 'component'), document_key from candidate.main.fct_scores
    union all
    select 'tasks', task_stage, document_key from candidate.main.fct_tasks
    union all
    select 'findings', finding_kind, document_key from candidate.main.fct_findings
    union all
    select 'evidence', fact_table, document_key from candidate.main.fct_evidence
),

counted as (
    select
        fact_table,
        row_class,
        0 as rows_now,
        count(*) as rows_before
    from before
    where document_key in (select document_key from kept_documents)
    group by grouping sets ((fact_table), (fact_table, row_class))
    union all
    select
        fact_table,
        row_class,
        count(*),
        0
    from now
    where document_key in (select document_key from kept_documents)
    group by grouping sets ((fact_table), (fact_table, row_class))
)

select
    fact_table,
    coalesce(row_class, 'all') as row_class,
    sum(rows_before)::bigint as rows_before,
    sum(rows_now)::bigint as rows_now,
    sum(rows_now) / nullif(sum(rows_before), 0)::double as kept_share
from counted
group by fact_table, coalesce(row_class, 'all')
order by fact_table, row_class
