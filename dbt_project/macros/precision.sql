{#- How exactly a figure was printed. Half a unit of the last digit is what rounding may hide. -#}

{#- How many decimals a print has; 0 where it has none. -#}
{% macro printed_decimals(print) -%}
    length(coalesce({{ regexp_first(print, '[.．]\\s*([0-9]+)', 1) }}, ''))
{%- endmacro %}

{#- Yuan in one unit of money. -#}
{% macro unit_factor(unit) -%}
    case {{ unit }}
        when '万元' then 10000.0
        when '亿元' then 100000000.0
        when '千元' then 1000.0
        when '十元' then 10.0
        when '百元' then 100.0
        when '十万元' then 100000.0
        when '百万元' then 1000000.0
        when '千万元' then 10000000.0
        when '十亿元' then 1000000000.0
        when '百亿元' then 10000000000.0
        else 1.0
    end
{%- endmacro %}

{#- Half a unit of the last printed digit of an amount, in yuan; two decimals where the print is unknown. -#}
{% macro amount_half_unit(print, unit) -%}
    (0.5 * pow(10, -coalesce(
        case when {{ print }} is not null then {{ printed_decimals(print) }} end, 2
    )) * {{ unit_factor(unit) }})
{%- endmacro %}

{#- Half a unit of the last printed digit of a rate, in percent points; from its value where the print is unknown. A cell may
    print the rate as a fraction: 0.956 is 95.6 %, two decimals less. -#}
{% macro percent_half_unit(print, value) -%}
    (0.5 * pow(10, -case
        when
            instr({{ print }}, '%') = 0
            and try_cast({{ print }} as double) <> 0
            and abs(100 * try_cast({{ print }} as double) - cast({{ value }} as double)) < 0.000001
            then greatest({{ printed_decimals(print) }} - 2, 0)
        when {{ print }} is not null then {{ printed_decimals(print) }}
        else {{ printed_decimals(plain_number(value, 4)) }}
    end))
{%- endmacro %}
