{#- Every place that any rule looked at: passed, failed or without data enough. -#}
{%- set families = [
    'int_contradictions_rates',
] -%}
{%- for family in families %}
select
    {{ place_columns() }}
from {{ ref(family) }}
{%- if not loop.last %}

union all
{% endif -%}
{%- endfor %}
