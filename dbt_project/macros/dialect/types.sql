{#- The types of columns are declared once, in the yml of sources, seeds and models, by DuckDB's names. What a target calls
    them stands here. -#}
{% macro type_here(declared) -%}
    {{ return(adapter.dispatch('type_here')(declared)) }}
{%- endmacro %}
{% macro default__type_here(declared) -%} {{ return(declared) }} {%- endmacro %}
{% macro spark__type_here(declared) -%}
    {#- A timestamp without a time zone is what DuckDB means by TIMESTAMP. -#}
    {{ return({'varchar': 'string', 'timestamp': 'timestamp_ntz'}.get(declared | lower, declared)) }}
{%- endmacro %}
