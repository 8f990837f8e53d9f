{#- Every place that any rule looked at: passed, failed or without data enough. -#}
{%- set families = [
    'int_contradictions_rates',
    'int_contradictions_totals',
    'int_contradictions_parts',
    'int_contradictions_lists',
    'int_contradictions_wholes',
    'int_contradictions_projects',
    'int_contradictions_scores',
    'int_contradictions_points',
    'int_contradictions_levels',
    'int_contradictions_indicators',
    'int_contradictions_claims',
    'int_contradictions_figures',
    'int_contradictions_twice',
    'int_contradictions_ratios',
    'int_contradictions_counts',
    'int_contradictions_announced',
    'int_contradictions_headcounts',
    'int_contradictions_growth',
    'int_contradictions_years',
] -%}
{%- for family in families %}
select
    {{ place_columns() }}
from {{ touched(family) }}
{%- if not loop.last %}

union all
{% endif -%}
{%- endfor %}
