{#- One breakdown of spending, so that the office's total and its parts never stand in one view. What a breakdown prints within
    itself does: 三公经费 beside 公务接待费, 基本支出 beside 人员经费, the subtotal of a list. -#}
{% macro spending_by(breakdown) -%}
select
    {{- declared_columns() }}
from {{ ref('fct_spending') }}
where
    breakdown = '{{ breakdown }}'
    and not is_restatement
{%- endmacro %}
