{#- The rows of a model that are held against one another: the first 3,000 of each report. Comparing is quadratic, and a file
    of a hundred thousand rows must not stop a night. -#}
{% macro comparable_rows(model_name, condition='true') -%}
    select *
    from {{ ref(model_name) }}
    where {{ condition }}
    qualify row_number() over (partition by report_key order by reading_order, fact_id) <= 3000
{%- endmacro %}
