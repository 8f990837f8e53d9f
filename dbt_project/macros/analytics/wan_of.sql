{#- Yuan in 万元, exact: a cent is the sixth decimal place. -#}
{% macro wan_of(expression) -%}
    cast({{ expression }} * 0.0001 as decimal(20, 6))
{%- endmacro %}
