{#- At the end of a whole build: macros for analysts, and Chinese beside the English of every comment. Only DuckDB keeps
    such things in the file; only a build that went well is published, so a failed one is left alone. Relations go by their
    published names, not by ref(): the file may be opened under any name, and dbt infers no references of a hook. -#}
{% macro explain_warehouse(results) -%}
    {%- if
        execute and target.type == 'duckdb' and flags.WHICH == 'build' and not any_failed(results)
        and all_are_built(['dim_offices', 'contradictions_explained', 'office_peers', 'chinese_terms', 'grade_thresholds'])
    -%}
        {%- do run_query(stored_macros()) -%}
        {#- In one go: a thousand calls of run_query cost ten times what their statements do. -#}
        {%- set statements = run_query(bilingual_comments()).columns[0].values() -%}
        {%- if statements -%} {%- do run_query(statements | join(';\n')) -%} {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{% macro any_failed(results) -%}
    {{ return(results | selectattr('status', 'in', ['error', 'fail', 'skipped', 'runtime error']) | list | length > 0) }}
{%- endmacro %}

{#- Whether the database has them all: a build of selected models may not. -#}
{% macro all_are_built(names) -%}
    {%- set found -%}
    select count(distinct table_name)
    from information_schema.tables
    where table_catalog = current_database() and table_name in ('{{ names | join("', '") }}')
    {%- endset -%}
    {{ return(run_query(found).columns[0].values()[0] == names | length) }}
{%- endmacro %}

{#- One COMMENT statement per table, view and column that has a Chinese term: "English ｜ Chinese name：explanation". What
    stands after the bar is replaced, so that a second run changes nothing. -#}
{% macro bilingual_comments() -%}
with terms as (
    select
        table_name,
        column_name,
        label_zh || coalesce('：' || description_zh, '') as chinese
    from seeds.chinese_terms
),

described as (
    select
        case when tables.is_view then 'view' else 'table' end as kind,
        tables.schema_name,
        tables.table_name,
        null as column_name,
        tables.comment
    from (
        select schema_name, table_name, comment, false as is_view, database_name from duckdb_tables()
        union all
        select schema_name, view_name, comment, true as is_view, database_name from duckdb_views()
    ) as tables
    where tables.database_name = current_database()

    union all

    select
        'column' as kind,
        schema_name,
        table_name,
        column_name,
        comment
    from duckdb_columns()
    where database_name = current_database()
),

chosen as (
    select
        described.*,
        case when described.schema_name = 'history' and described.kind = 'table' then '被取代的版本。' else '' end as superseded,
        coalesce(own.chinese, common.chinese) as chinese
    from described
    left join terms as own
        on
            described.table_name = own.table_name
            and described.column_name is not distinct from own.column_name
    left join terms as common
        on
            common.table_name is null
            and described.column_name = common.column_name
    where described.schema_name in ('main', 'history', 'quality')
),

bilingual as (
    select
        *,
        concat_ws(' ｜ ', nullif(split_part(comment, ' ｜ ', 1), ''), superseded || chinese) as explanation
    from chosen
    where chinese is not null
)

select
    'comment on ' || kind || ' "' || schema_name || '"."' || table_name || '"'
    || coalesce('."' || column_name || '"', '') || ' is '''
    || replace(explanation, '''', '''''') || '''' as statement
from bilingual
where comment is distinct from explanation
order by all
{%- endmacro %}
