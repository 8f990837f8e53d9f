{#- What DuckDB and Spark say differently about rows: columns replaced in place, the row that has the least or most of
    something, lists as rows.

    What is ordered ascending and may be NULL says NULLS LAST where it is used: DuckDB's rule, not Spark's. -#}

{#- All columns of a relation but some. -#}
{% macro columns_except(names, relation=none) -%}
    {{ return(adapter.dispatch('columns_except')(names, relation)) }}
{%- endmacro %}
{% macro default__columns_except(names, relation) -%}
    {{ relation ~ '.' if relation }}* exclude ({{ names | join(', ') }})
{%- endmacro %}
{% macro spark__columns_except(names, relation) -%}
    {{ relation ~ '.' if relation }}* except ({{ names | join(', ') }})
{%- endmacro %}

{#- All columns of a relation, some of them computed anew and some left out. `columns`: name → expression. Spark has no REPLACE:
    there the replaced columns come last, so nothing may rely on their place. -#}
{% macro replaced_columns(columns, relation=none, except=[]) -%}
    {{ return(adapter.dispatch('replaced_columns')(columns, relation, except)) }}
{%- endmacro %}
{% macro default__replaced_columns(columns, relation, except) -%}
    {{ relation ~ '.' if relation }}*{{ ' exclude (' ~ except | join(', ') ~ ')' if except }} replace (
        {%- for name, expression in columns.items() %}
        {{ expression }} as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
{% macro spark__replaced_columns(columns, relation, except) -%}
    {{ relation ~ '.' if relation }}* except ({{ (except + columns.keys() | list) | join(', ') }}),
    {%- for name, expression in columns.items() %}
    {{ expression }} as {{ name }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- The value that stands where `order` is least or most. Rows without a value do not count; Spark would count them. -#}
{% macro min_by(value, order) -%}
    {{ return(adapter.dispatch('min_by')(value, order)) }}
{%- endmacro %}
{% macro default__min_by(value, order) -%} min_by({{ value }}, {{ order }}) {%- endmacro %}
{% macro spark__min_by(value, order) -%}
    min_by({{ value }}, case when {{ value }} is not null then {{ order }} end)
{%- endmacro %}

{% macro max_by(value, order) -%}
    {{ return(adapter.dispatch('max_by')(value, order)) }}
{%- endmacro %}
{% macro default__max_by(value, order) -%} max_by({{ value }}, {{ order }}) {%- endmacro %}
{% macro spark__max_by(value, order) -%}
    max_by({{ value }}, case when {{ value }} is not null then {{ order }} end)
{%- endmacro %}

{#- One row per member of a list, as a whole select expression. -#}
{% macro each_member(expression) -%}
    {{ return(adapter.dispatch('each_member')(expression)) }}
{%- endmacro %}
{% macro default__each_member(expression) -%} unnest({{ expression }}) {%- endmacro %}
{% macro spark__each_member(expression) -%} explode({{ expression }}) {%- endmacro %}

{#- The integers from 1 to n, as a list. Spark's sequence counts down where the end lies below the start. -#}
{% macro integers_to(limit) -%}
    {{ return(adapter.dispatch('integers_to')(limit)) }}
{%- endmacro %}
{% macro default__integers_to(limit) -%} range(1, {{ limit }} + 1) {%- endmacro %}
{% macro spark__integers_to(limit) -%}
    filter(sequence(1, greatest(1, {{ limit }})), number -> number <= {{ limit }})
{%- endmacro %}
