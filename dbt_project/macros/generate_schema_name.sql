{#- Schemas are exactly the names of the contract: main, history, quality; never prefixed by the target's. On a Spark cluster,
    whose catalog many data folders may share, the target's schema is the prefix of all of them. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if target.type == 'spark' -%}
    {{ target.schema }}_{{ custom_schema_name | trim if custom_schema_name else 'main' }}
    {%- else -%}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
    {%- endif -%}
{%- endmacro %}
