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
{% macro to_percent(expression) -%} {{ to_decimal(rounded(expression, 4), 12, 4) }} {%- endmacro %}
{% macro to_value(expression) -%} {{ to_decimal(expression, 38, 10) }} {%- endmacro %}

{#- A decimal with all digits of its scale. Spark writes what is less than a millionth with an exponent, 0 too. -#}
{% macro decimal_text(expression, scale) -%}
    {{ return(adapter.dispatch('decimal_text')(expression, scale)) }}
{%- endmacro %}
{% macro default__decimal_text(expression, scale) -%} cast({{ expression }} as string) {%- endmacro %}
{% macro spark__decimal_text(expression, scale) -%}
    {%- if scale | int > 6 -%}
    case
        when abs({{ expression }}) < 0.000001 then format_number({{ expression }}, {{ scale }})
        else cast({{ expression }} as string)
    end
    {%- else -%}
    cast({{ expression }} as string)
    {%- endif -%}
{%- endmacro %}

{#- A number as a person writes it: without exponent, thousands separators or trailing zeros. -#}
{% macro plain_number(expression, scale=10) -%}
    {{ regexp_remove(decimal_text('try_cast(' ~ expression ~ ' as decimal(38, ' ~ scale ~ '))', scale), '\\.?0+$') }}
{%- endmacro %}

{#- A double rounded to some decimals. DuckDB rounds the product in binary; Spark would round the number as it is printed, so it
    is given the same product. -#}
{% macro rounded(expression, decimals) -%}
    {{ return(adapter.dispatch('rounded')(expression, decimals)) }}
{%- endmacro %}
{% macro default__rounded(expression, decimals) -%} round({{ expression }}, {{ decimals }}) {%- endmacro %}
{% macro spark__rounded(expression, decimals) -%}
    (round(cast({{ expression }} as double) * 1e{{ decimals }}D) / 1e{{ decimals }}D)
{%- endmacro %}
