{#- Formulas of rates, of their budget and of the scale of scores. Published values are computed once, of corrected rows. -#}

{% macro execution_rate(executed, adjusted) -%}
    {{ to_percent('100 * ' ~ divide(executed, adjusted)) }}
{%- endmacro %}

{#- Whether an execution rate is one of these two amounts, to the precision it is printed with: 96.3 % is 12,766 of 13,259. -#}
{% macro fits_rate(executed, adjusted, rate, print) -%}
    abs(100 * {{ divide(executed, adjusted) }} - cast({{ rate }} as double))
    <= {{ percent_half_unit(print, rate) }} + 0.000001
{%- endmacro %}

{#- Whether a declared rate is that of two sums found by their result alone: a rate printed as 90 % must be 90.0 % of them. -#}
{% macro gives_rate(dividend, divisor, rate, print) -%}
    abs(100 * {{ divide(dividend, divisor) }} - {{ rate }}) <= least({{ percent_half_unit(print, rate) }}, 0.05) + 0.000001
{%- endmacro %}

{#- Which budget a declared execution rate fits, to the precision it is printed with. -#}
{% macro rate_basis(executed, adjusted, approved, declared_rate, half_unit) -%}
    case
        when abs(100 * {{ divide(executed, adjusted) }} - {{ declared_rate }}) <= {{ half_unit }} then 'adjusted'
        when abs(100 * {{ divide(executed, approved) }} - {{ declared_rate }}) <= {{ half_unit }} then 'approved'
    end
{%- endmacro %}

{#- A score scaled to 100 points; NULL where the scale is unknown and the score is not within 0 and 100. -#}
{% macro scaled_score(score, max_score) -%}
    case
        when {{ max_score }} > 0 then 100 * {{ divide(score, max_score) }}
        when {{ max_score }} is null and {{ score }} between 0 and 100 then cast({{ score }} as double)
    end
{%- endmacro %}
