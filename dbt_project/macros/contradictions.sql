{#- The columns of every place that a rule looked at. A place that passed carries no texts; severity NULL is the rule's own. -#}
{% macro place_columns() -%}
    report_key,
    rule,
    place,
    outcome,
    severity,
    detail,
    expected_value,
    stated_value,
    quote_a,
    quote_b,
    other_report_key,
    document_key,
    page,
    char_start,
    char_end,
    quote
{%- endmacro %}

{#- A text that only a failed place carries. -#}
{% macro if_failed(expression) -%}
    case when outcome = 'fail' then {{ expression }} end
{%- endmacro %}

{#- The places of a relation that holds no other report, with texts where a place failed. -#}
{% macro told_where_failed(relation) -%}
select
    * exclude (severity, detail, quote_a, quote_b),
    {{ if_failed('severity') }} as severity,
    {{ if_failed('detail') }} as detail,
    {{ if_failed('quote_a') }} as quote_a,
    {{ if_failed('quote_b') }} as quote_b,
    cast(null as varchar) as other_report_key
from {{ relation }}
{%- endmacro %}
