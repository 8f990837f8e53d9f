{#- One breakdown of spending: parts and totals never stand in one view, so nothing can be added twice by accident. -#}
{% macro spending_by(breakdown) -%}
select
    {{- declared_columns() }}
from {{ ref('fct_spending') }}
where
    breakdown = '{{ breakdown }}'
    and not is_restatement
{%- endmacro %}
