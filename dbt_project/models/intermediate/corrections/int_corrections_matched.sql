{#- Each correction with the extracted rows of its fact, those of the report's totals aside (they rest on these). -#}
{{ config(materialized='table') }}

{%- set facts = [
    ('fct_spending', 'int_spending_items_extracted', 'spending_key'),
    ('fct_indicators', 'int_indicators_stated', 'indicator_fact_key'),
    ('fct_scores', 'int_scores_extracted', 'score_key'),
    ('fct_tasks', 'int_tasks_extracted', 'task_key'),
    ('fct_findings', 'int_findings_extracted', 'finding_key'),
    ('fct_statistics', 'int_statistics_extracted', 'statistic_key'),
] %}
with matched as (
    {%- for fact_table, model, key in facts %}
    {{ matched_corrections(fact_table, model, key, 'facts.fact_id') }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    *,
    is_match and correction_seq = max(case when is_match then correction_seq end) over (
        partition by fact_table, report_key, document_key, fact_id, column_name
    ) as is_counted
from matched
