{#- Indicators with what a repeated row of an attachment lends them: what the report states, before any correction. -#}
{%- set lent = ['weight', 'declared_score', 'declared_completion_pct', 'declared_status', 'deviation_reason_text'] -%}
{%- set stated = {} -%}
{%- for column in lent -%}
{%- do stated.update({column: 'coalesce(' ~ column ~ ', lent_' ~ column ~ ')'}) -%}
{%- endfor -%}
select
    {{ replaced_columns(stated) }}
from {{ ref('int_indicators_compared') }}
