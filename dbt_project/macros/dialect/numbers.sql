{#- What DuckDB and Spark say differently about numbers. Decimal ÷ decimal is DOUBLE here and DECIMAL there. -#}

{#- a ÷ b as a double; NULL for a divisor of 0. -#}
{% macro divide(dividend, divisor) -%}
    (cast({{ dividend }} as double) / nullif(cast({{ divisor }} as double), 0))
{%- endmacro %}

{#- A number at a decimal type, NULL where it does not fit: a report's nonsense must not stop a build. -#}
{% macro to_decimal(expression, precision, scale) -%}
    try_cast({{ expression }} as decimal({{ precision }}, {{ scale }}))
{%- endmacro %}

{% macro to_amount(expression) -%} {{ to_decimal(expression, 20, 2) }} {%- endmacro %}
{% macro to_percent(expression) -%} {{ to_decimal('round(' ~ expression ~ ', 4)', 12, 4) }} {%- endmacro %}
{% macro to_value(expression) -%} {{ to_decimal(expression, 38, 10) }} {%- endmacro %}

{#- A number as a person writes it: without exponent, thousands separators or trailing zeros. -#}
{% macro plain_number(expression, scale=10) -%}
    {{ regexp_remove('cast(try_cast(' ~ expression ~ ' as decimal(38, ' ~ scale ~ ')) as varchar)', '\\.?0+$') }}
{%- endmacro %}
