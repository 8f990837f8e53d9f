{#- Indicators with what a repeated row of an attachment lends them: what the report states, before any correction. -#}
{%- set lent = ['weight', 'declared_score', 'declared_completion_pct', 'declared_status', 'deviation_reason_text'] -%}
select
    * replace (
        {%- for column in lent %}
        coalesce({{ column }}, lent_{{ column }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
from {{ ref('int_indicators_compared') }}
