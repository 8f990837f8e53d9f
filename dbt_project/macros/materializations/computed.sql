{#- What a Spark cluster computes: every table anew, as Parquet files below computed/ of the data folder, which the cluster
    reaches under the same path. Its catalog keeps no more than where they are. Types are those of the contract, cast at the
    end: sums and quotients have others on Spark. Descriptions stay out: DuckDB's file has them. -#}
{% materialization table, adapter='spark', supported_languages=['sql'] %}
    {{ return(compute_table()) }}
{% endmaterialization %}

{#- Rows of untouched reports are computed too: a file of Parquet cannot lose some of its rows. -#}
{% materialization incremental, adapter='spark', supported_languages=['sql'] %}
    {{ return(compute_table()) }}
{% endmaterialization %}

{% materialization view, adapter='spark', supported_languages=['sql'] %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {% call statement('main') -%}
        create or replace view {{ target_relation }} as {{ as_declared(sql) }}
    {%- endcall %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#- Seeds are read by DuckDB, with the types declared for them, and lie there as Parquet. dbt shows rows of what a seed calls
    its `agate_table`, so the first statement bears that name. -#}
{% materialization seed, adapter='spark' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {% call statement('agate_table', fetch_result=true) -%} drop table if exists {{ target_relation }} {%- endcall %}
    {% call statement('main') -%}
        create table {{ target_relation }} using parquet location 'file:{{ computed_folder(model) }}'
    {%- endcall %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% macro compute_table() %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set partition_by = computed_partition() -%}
    {% call statement('dropped') -%} drop table if exists {{ target_relation }} {%- endcall %}
    {% call statement('main') -%}
        create table {{ target_relation }} using parquet
        {% if partition_by %}partitioned by ({{ partition_by }}){% endif %}
        location 'file:{{ computed_folder(model) }}'
        as {{ as_declared(sql) }}
    {%- endcall %}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{#- The column whose values the files of a model are parted by, if it has that column. -#}
{% macro computed_partition() -%}
    {%- set column = config.get('partition_by') -%}
    {{ return(column if column in model.columns else none) }}
{%- endmacro %}

{#- A query with the columns and types of the model's contract; as it is where there is none. -#}
{% macro as_declared(sql) -%}
    {%- if config.get('contract').enforced -%}
    select
        {%- for name, column in model.columns.items() %}
        cast({{ name }} as {{ type_here(column.data_type) }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        {{ sql }}
    ) as computed
    {%- else -%}
    {{ sql }}
    {%- endif -%}
{%- endmacro %}

{#- Where the Parquet files of a model or seed are. -#}
{% macro computed_folder(node) -%}
    {{ return(env_var('JIXIAO_DATA') ~ '/computed/' ~ (node.config.schema or 'main') ~ '/' ~ node.alias) }}
{%- endmacro %}
