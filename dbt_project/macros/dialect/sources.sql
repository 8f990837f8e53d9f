{#- On Spark the sources are tables over the same Parquet files, made before anything reads them. On DuckDB nothing is to be done:
    there a source is a function over them (external_location). -#}
{% macro declare_sources() -%}
    {%- if execute and target.type == 'spark' -%}
        {%- for node in graph.sources.values() -%}
            {%- if loop.first or loop.changed(node.schema) -%}
                {%- do run_query('create schema if not exists ' ~ node.schema) -%}
            {%- endif -%}
            {%- set relation = node.schema ~ '.' ~ node.identifier -%}
            {%- do run_query('drop table if exists ' ~ relation) -%}
            {%- do run_query(declared_source(node, relation)) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{#- A batch that was written before a column came lacks it: what is declared counts, and the column is NULL there. -#}
{% macro declared_source(node, relation) -%}
    create table {{ relation }} (
        {%- for name, column in node.columns.items() %}
        {{ name }} {{ type_here(column.data_type) }}{{ ',' if not loop.last }}
        {%- endfor %}
    ) using parquet location 'file:{{ env_var('JIXIAO_DATA') }}/{{ node.meta.files.replace('{name}', node.name) }}'
{%- endmacro %}

{#- What a run put into the catalog is taken out again; the files stay. -#}
{% macro forget_relations() -%}
    {%- if execute and target.type == 'spark' and flags.WHICH == "build" -%}
        {%- set schemas = (graph.nodes.values() | map(attribute='schema') | list)
            + (graph.sources.values() | map(attribute='schema') | list) -%}
        {%- for schema in schemas | unique -%}
            {%- do run_query('drop schema if exists ' ~ schema ~ ' cascade') -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
