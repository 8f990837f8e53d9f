{#- What DuckDB and Spark say differently about text. Nothing else in the project may call these functions. -#}

{#- The md5 of a text as 32 hex digits. -#}
{% macro hash_text(expression) -%}
    {{ return(adapter.dispatch('hash_text')(expression)) }}
{%- endmacro %}
{% macro default__hash_text(expression) -%} md5({{ expression }}) {%- endmacro %}

{#- The text without every match of a pattern (RE2 syntax without look-around, so that Java reads it too). -#}
{% macro regexp_remove(expression, pattern) -%}
    {{ return(adapter.dispatch('regexp_remove')(expression, pattern)) }}
{%- endmacro %}
{% macro default__regexp_remove(expression, pattern) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '', 'g')
{%- endmacro %}
{% macro spark__regexp_remove(expression, pattern) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '')
{%- endmacro %}

{#- A group of the first match, NULL where there is none. -#}
{% macro regexp_first(expression, pattern, group=0) -%}
    {{ return(adapter.dispatch('regexp_first')(expression, pattern, group)) }}
{%- endmacro %}
{% macro default__regexp_first(expression, pattern, group) -%}
    nullif(regexp_extract({{ expression }}, '{{ pattern }}', {{ group }}), '')
{%- endmacro %}

{#- Every whole match of a pattern, as a list. -#}
{% macro regexp_all(expression, pattern, group=0) -%}
    {{ return(adapter.dispatch('regexp_all')(expression, pattern, group)) }}
{%- endmacro %}
{% macro default__regexp_all(expression, pattern, group) -%}
    regexp_extract_all({{ expression }}, '{{ pattern }}', {{ group }})
{%- endmacro %}

{#- Whether a pattern occurs anywhere in the text. -#}
{% macro regexp_found(expression, pattern) -%}
    {{ return(adapter.dispatch('regexp_found')(expression, pattern)) }}
{%- endmacro %}
{% macro default__regexp_found(expression, pattern) -%}
    regexp_matches({{ expression }}, {{ pattern }})
{%- endmacro %}
{% macro spark__regexp_found(expression, pattern) -%}
    ({{ expression }} rlike {{ pattern }})
{%- endmacro %}

{#- The values of a group in one text, in a stated order. -#}
{% macro text_list(expression, separator, order_by) -%}
    {{ return(adapter.dispatch('text_list')(expression, separator, order_by)) }}
{%- endmacro %}
{% macro default__text_list(expression, separator, order_by) -%}
    string_agg({{ expression }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}
{% macro spark__text_list(expression, separator, order_by) -%}
    listagg({{ expression }}, '{{ separator }}') within group (order by {{ order_by }})
{%- endmacro %}

{#- One row per member of a list, as a select expression. -#}
{% macro each_member(expression) -%}
    {{ return(adapter.dispatch('each_member')(expression)) }}
{%- endmacro %}
{% macro default__each_member(expression) -%} unnest({{ expression }}) {%- endmacro %}
{% macro spark__each_member(expression) -%} explode({{ expression }}) {%- endmacro %}

{#- The integers from 1 to n, as a list. -#}
{% macro integers_to(limit) -%}
    {{ return(adapter.dispatch('integers_to')(limit)) }}
{%- endmacro %}
{% macro default__integers_to(limit) -%} range(1, {{ limit }} + 1) {%- endmacro %}
{% macro spark__integers_to(limit) -%} sequence(1, {{ limit }}) {%- endmacro %}

{#- The share of the shorter text's pairs of characters that the longer one holds too: 0 to 1. -#}
{% macro pair_overlap(first, second) -%}
    {{ return(adapter.dispatch('pair_overlap')(first, second)) }}
{%- endmacro %}
{% macro default__pair_overlap(first, second) -%}
    {%- set first_pairs -%}
    list_distinct(list_transform(range(1, greatest(length({{ first }}), 2)), lambda i: substr({{ first }}, i, 2)))
    {%- endset -%}
    {%- set second_pairs -%}
    list_distinct(list_transform(range(1, greatest(length({{ second }}), 2)), lambda i: substr({{ second }}, i, 2)))
    {%- endset -%}
    {{ divide(
        'len(list_intersect(' ~ first_pairs ~ ', ' ~ second_pairs ~ '))',
        'least(len(' ~ first_pairs ~ '), len(' ~ second_pairs ~ '))'
    ) }}
{%- endmacro %}
