-- One row per fact table: rows, how many of them differ in place and content, and how many are negative.
-- The key alone does not show a table loaded twice: it counts equals, so each copy has a key of its own.
select
    'spending' as fact_table,
    count(*) as fact_rows,
    count(distinct hash(
        document_key, char_start, char_end, item_name, breakdown, approved_amount, adjusted_amount, executed_amount,
        unphased_amount, change_amount
    )) / nullif(count(*), 0)::double as distinct_share,
    avg((least(approved_amount, adjusted_amount, executed_amount) < 0)::integer) as negative_share
from candidate.main.fct_spending
union all
select
    'indicators',
    count(*),
    count(distinct hash(
        document_key, char_start, char_end, indicator_name, row_seq, part_seq, target_text, actual_text
    )) / nullif(count(*), 0)::double,
    null
from candidate.main.fct_indicators
union all
select
    'statistics',
    count(*),
    count(distinct hash(document_key, char_start, char_end, subject, value, value_text, unit))
    / nullif(count(*), 0)::double,
    null
from candidate.main.fct_statistics
union all
select
    'scores',
    count(*),
    count(distinct hash(document_key, char_start, char_end, component, max_score, score))
    / nullif(count(*), 0)::double,
    null
from candidate.main.fct_scores
union all
select
    'tasks',
    count(*),
    count(distinct hash(document_key, char_start, char_end, task_name, task_stage)) / nullif(count(*), 0)::double,
    null
from candidate.main.fct_tasks
union all
select
    'findings',
    count(*),
    count(distinct hash(document_key, char_start, char_end, finding_kind, finding_text))
    / nullif(count(*), 0)::double,
    null
from candidate.main.fct_findings
