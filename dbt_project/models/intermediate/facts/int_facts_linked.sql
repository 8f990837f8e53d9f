{#- Where each extracted row ended: the published table and key of its fact, in each version of the report that holds it. -#}
{%- set facts = [
    ('spending', 'fct_spending', 'int_spending_items_keyed', 'spending_key'),
    ('indicators', 'fct_indicators', 'int_indicators_compared', 'indicator_fact_key'),
    ('scores', 'fct_scores', 'int_scores_keyed', 'score_key'),
    ('tasks', 'fct_tasks', 'int_tasks_keyed', 'task_key'),
    ('findings', 'fct_findings', 'int_findings_keyed', 'finding_key'),
    ('statistics', 'fct_statistics', 'int_statistics_compared', 'statistic_key'),
] -%}
{%- for extracted_table, published_table, model, key in facts %}
select
    report_key,
    is_current,
    document_key,
    '{{ extracted_table }}' as extracted_table,
    fact_id,
    '{{ published_table }}' as fact_table,
    {{ key }} as fact_key
from {{ touched(model) }}

union all
{% endfor %}
select
    members.report_key,
    members.is_current,
    members.document_key,
    'headers' as extracted_table,
    headers.fact_id,
    'dim_reports' as fact_table,
    members.report_key as fact_key
from {{ touched('stg_headers', 'document_key') }} as headers
inner join {{ touched('int_reports_documents') }} as members on headers.document_key = members.document_key

union all

select
    members.report_key,
    members.is_current,
    members.document_key,
    'figures' as extracted_table,
    figures.fact_id,
    'fct_report_totals' as fact_table,
    totals.report_totals_key as fact_key
from {{ touched('stg_figures', 'document_key') }} as figures
inner join {{ touched('int_reports_documents') }} as members on figures.document_key = members.document_key
inner join {{ touched('int_report_totals_computed') }} as totals on members.report_key = totals.report_key
