{#- Tables and views of the build database are replaced in one statement. The adapter's own way (build beside, rename twice,
    drop) guards readers; the build database has none, it is sealed and copied when it is whole, and the way costs half of
    a small build. Contracts are checked as ever; comments go with the statement. -#}
{% materialization table, adapter='duckdb', supported_languages=['sql'] %}
    {{ return(replace_relation('table')) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb', supported_languages=['sql'] %}
    {{ return(replace_relation('view')) }}
{% endmaterialization %}

{% macro replace_relation(relation_type) %}
    {%- set target_relation = this.incorporate(type=relation_type) -%}
    {%- set existing_relation = load_cached_relation(this) -%}
    {{ run_hooks(pre_hooks) }}
    {%- if existing_relation is not none and existing_relation.type != relation_type -%}
        {%- do adapter.drop_relation(existing_relation) -%}
    {%- endif -%}
    {%- set has_contract = config.get('contract').enforced -%}
    {%- if has_contract -%}
        {{ get_assert_columns_equivalent(sql) }}
    {%- endif -%}
    {% call statement('main') -%}
        create or replace {{ relation_type }} {{ target_relation }} as
        {% if has_contract %}{{ get_select_subquery(sql) }}{% else %}{{ sql }}{% endif %}
        {{- comments_on(target_relation) }}
    {%- endcall %}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{#- The descriptions of the model and its columns as statements; nothing for a model that describes none. -#}
{% macro comments_on(relation) -%}
    {%- if config.persist_relation_docs() and model.description %};
        comment on {{ relation.type }} {{ relation }} is {{ duckdb_escape_comment(model.description) }}
    {%- endif -%}
    {%- if config.persist_column_docs() -%}
        {%- for name, column in model.columns.items() if column.description %};
        comment on column {{ relation }}.{{ name }} is {{ duckdb_escape_comment(column.description) }}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
