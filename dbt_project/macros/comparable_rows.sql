{#- The rows of a model that are held against one another: the first 3,000 of each report. Comparing is quadratic, and a file
    of a hundred thousand rows must not stop a night. -#}
{% macro comparable_rows(model_name, condition='true') -%}
    select *
    from {{ touched(model_name) }}
    where {{ condition }}
    qualify {{ is_comparable() }}
{%- endmacro %}

{% macro is_comparable() -%}
    row_number() over (partition by report_key order by reading_order, fact_id) <= 3000
{%- endmacro %}
