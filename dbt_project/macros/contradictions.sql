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
