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
    {{ columns_except(['severity', 'detail', 'quote_a', 'quote_b']) }},
    {{ if_failed('severity') }} as severity,
    {{ if_failed('detail') }} as detail,
    {{ if_failed('quote_a') }} as quote_a,
    {{ if_failed('quote_b') }} as quote_b,
    cast(null as string) as other_report_key
from {{ relation }}
{%- endmacro %}

{#- Whether two figures differ as a slip of the pen makes them differ: by one digit of one place (5,728 for 5,328), or by two
    neighbouring digits that changed places (694.2 for 649.2). -#}
{% macro is_one_slip(first, second) -%}
    {{ regexp_found(
        significant_digits('abs(' ~ first ~ ' - (' ~ second ~ '))'), "'^([1-9]|18|27|36|45|54|63|72)$'"
    ) }}
{%- endmacro %}

{#- The digits of a figure without those zeros that only say how large it is: 21,408 and 0.0420 are 21408 and 42. -#}
{% macro significant_digits(figure) -%}
    {{ regexp_remove(plain_number(figure, 6), '^[0.]+|[0.]+$|\\.') }}
{%- endmacro %}

{#- Whether two figures are made of the same digits in another order, at least three that count: 2,316 and 2,136, 204 and 240. -#}
{% macro has_same_digits(first, second) -%}
    {%- set first_digits = regexp_remove(plain_number(first, 6), '^[0.]+|\\.') -%}
    {%- set second_digits = regexp_remove(plain_number(second, 6), '^[0.]+|\\.') -%}
    length({{ first_digits }}) = length({{ second_digits }})
    and greatest(length({{ significant_digits(first) }}), length({{ significant_digits(second) }})) >= 3
    {%- for digit in range(10) %}
    and length(replace({{ first_digits }}, '{{ digit }}', '')) = length(replace({{ second_digits }}, '{{ digit }}', ''))
    {%- endfor %}
{%- endmacro %}

{#- Whether two names are made of the same characters in another order: 危房改造 and 改造危房. -#}
{% macro has_same_characters(first, second) -%}
    (
        length({{ first }}) = length({{ second }})
        and translate({{ first }}, {{ second }}, '') = ''
        and translate({{ second }}, {{ first }}, '') = ''
    )
{%- endmacro %}

{#- Whether a table prints a component of the score, by the rule that read it: its points are held against those of the table
    alone, whatever sentences tell beside it. -#}
{% macro is_tabled_score() -%}
    coalesce(extraction_rule in ('score_row', 'score_column', 'score_of_level'), false)
{%- endmacro %}
