{#- Tables and views of the build database are replaced in one statement. The adapter's own way (build beside, rename twice,
    drop) guards readers; the build database has none, it is sealed and copied when it is whole, and the way costs half of
    a small build. Contracts are checked as ever; comments go with the statement. -#}
{% materialization table, adapter='duckdb', supported_languages=['sql'] %}
    {{ return(replace_relation('table')) }}
{% endmaterialization %}

{#- An incremental model's rows of what was touched are replaced in one transaction (macros/touched.sql says which). The
    adapter's own strategies delete the keys that new rows bear; a report that is gone, or has no such rows any more, bears none. -#}
{% materialization incremental, adapter='duckdb', supported_languages=['sql'] %}
    {{ return(replace_rows(config.require('unique_key')) if is_incremental() else replace_relation('table')) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb', supported_languages=['sql'] %}
    {{ return(replace_relation('view')) }}
{% endmaterialization %}

{% macro replace_relation(relation_type) %}
    {%- set target_relation = this.incorporate(type=relation_type) -%}
    {%- set sql = taken_over() if relation_type == 'table' and env_var('JIXIAO_COMPUTED', '') else sql -%}
    {%- set existing_relation = load_cached_relation(this) -%}
    {{ run_hooks(pre_hooks) }}
    {%- if existing_relation is not none and existing_relation.type != relation_type -%}
        {%- do adapter.drop_relation(existing_relation) -%}
    {%- endif -%}
    {%- set has_contract = config.get('contract').enforced -%}
    {%- if has_contract -%}
        {{ get_assert_columns_equivalent(sql) }}
    {%- endif -%}
    {% call statement('main', fetch_result=true) -%}
        create or replace {{ relation_type }} {{ target_relation }} as
        {% if has_contract %}{{ get_select_subquery(sql) }}{% else %}{{ sql }}{% endif %}
    {%- endcall %}
    {%- do tell_rows_written() -%}
    {%- set comments = comments_on(target_relation) -%}
    {%- if comments -%}
        {% call statement('comments') %}{{ comments }}{% endcall %}
    {%- endif -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{#- The model's rows as a Spark cluster has computed them (computed.sql), in place of computing them. The folder's name has a
    partition's value; what a report or document has stands together, as it does in a model's own rows. A
    table without rows that is parted by a column has no file at all. -#}
{% macro taken_over() -%}
    {%- set key = config.get('unique_key') if config.get('materialized') == 'incremental' -%}
    {%- set files -%}
    select
        count(*) filter (where file like '%/_SUCCESS') as done,
        count(*) filter (where file like '%.parquet') as parts
    from glob('{{ computed_folder(model) }}/**')
    {%- endset -%}
    {%- set found = run_query(files).rows[0] -%}
    {%- if not found['done'] -%}
        {{ exceptions.raise_compiler_error('what the cluster computed is not in ' ~ computed_folder(model)) }}
    {%- endif -%}
    select
        {%- for name, column in model.columns.items() if config.get('contract').enforced %}
        cast({{ name }} as {{ column.data_type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- else %}
        *
        {%- endfor %}
    {%- if not found['parts'] %}
    from (
        select
            {%- for name in model.columns %}
            null as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
    ) as nothing
    where false
    {%- else %}
    from read_parquet(
        '{{ computed_folder(model) }}/**/*.parquet',
        hive_partitioning = {{ 'true' if computed_partition() else 'false' }}
    )
    {%- endif %}
    {%- if key %}
    order by {{ key }}
    {%- endif %}
{%- endmacro %}

{% macro replace_rows(key) %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {%- if config.get('contract').enforced -%}
        {{ get_assert_columns_equivalent(sql) }}
    {%- endif -%}
    {% call statement('removed') -%}
        delete from {{ target_relation }} where {{ key }} in ({{ touched_keys(key) }})
    {%- endcall %}
    {% call statement('main', fetch_result=true) -%}
        insert into {{ target_relation }} by name {{ sql }}
    {%- endcall %}
    {%- do tell_rows_written() -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{#- How many rows the statement `main` wrote becomes part of dbt's result, as seeds have it; a view writes none. -#}
{% macro tell_rows_written() %}
    {%- set told = load_result('main')['data'] -%}
    {%- set rows = told[0][0] if told else 0 -%}
    {%- do store_raw_result('main', message='OK ' ~ rows, code='OK', rows_affected=rows) -%}
{% endmacro %}

{#- The descriptions of the model and its columns as statements; nothing for a model that describes none. -#}
{% macro comments_on(relation) -%}
    {%- if config.persist_relation_docs() and model.description %}
        comment on {{ relation.type }} {{ relation }} is {{ duckdb_escape_comment(model.description) }};
    {%- endif -%}
    {%- if config.persist_column_docs() -%}
        {%- for name, column in model.columns.items() if column.description %}
        comment on column {{ relation }}.{{ name }} is {{ duckdb_escape_comment(column.description) }};
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
