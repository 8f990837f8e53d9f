{#- Corrections replace what was read, row by row, before anything is computed from it. A model is read as extracted, its
    rows are matched with the lines of corrections.csv, and the model that all others read has the new values. -#}

{#- The columns that may be corrected, as rows: fact_table, column_name. -#}
{% macro correctable_columns() -%}
    {%- for fact_table, columns in var('correctable_columns').items() -%}
    {%- set outer = loop -%}
    {%- for column_name in columns %}
    {% if not (outer.first and loop.first) %}union all {% endif -%}
    select '{{ fact_table }}' as fact_table, '{{ column_name }}' as column_name
    {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}

{#- A text of corrections.csv as a value of a column's type; NULL for none and where it is no such value. -#}
{% macro entered_value(expression, data_type) -%}
    {%- if data_type == 'varchar' -%}
    {{ expression }}
    {%- else -%}
    try_cast(replace({{ expression }}, ',', '') as {{ data_type }})
    {%- endif -%}
{%- endmacro %}

{#- The text of a column's value. -#}
{% macro value_text(column, data_type) -%}
    {%- if data_type.startswith('decimal') -%}
    {{ decimal_text(column, data_type.rstrip(')').split(', ')[1]) }}
    {%- else -%}
    cast({{ column }} as string)
    {%- endif -%}
{%- endmacro %}

{#- Whether an entered text says what a column holds. -#}
{% macro says_the_same(expression, column, data_type) -%}
    case
        when {{ column }} is null then {{ expression }} is null
        else coalesce({{ entered_value(expression, data_type) }} = {{ column }}, false)
    end
{%- endmacro %}

{#- Why a line of corrections.csv can be no correction: its own problem, its column, its value; NULL where it can. -#}
{% macro correction_problem(entered, correctable) -%}
    case
        when {{ entered }}.problem is not null then {{ entered }}.problem
        when {{ correctable }}.column_name is null then 'this column is not one that may be corrected'
        when
            {{ entered }}.new_value is not null
            and case
                {%- for fact_table, columns in var('correctable_columns').items() %}
                {%- for column, data_type in columns.items() if data_type != 'varchar' %}
                when {{ entered }}.fact_table = '{{ fact_table }}' and {{ entered }}.column_name = '{{ column }}'
                    then {{ entered_value(entered ~ '.new_value', data_type) }} is null
                {%- endfor %}
                {%- endfor %}
                else false
            end
            then 'the new value is not of the type of the column'
    end
{%- endmacro %}

{#- Lines of corrections.csv with the extracted rows of their facts, in every version of the report that has them. Of
    several lines that fit one row and column the last one counts. -#}
{% macro matched_corrections(fact_table, model, key, fact_id) -%}
    {%- set columns = var('correctable_columns')[fact_table] -%}
    select
        corrections.correction_seq,
        corrections.fact_table,
        corrections.column_name,
        corrections.new_value,
        facts.report_key,
        facts.document_key,
        facts.is_current,
        {{ fact_id }} as fact_id,
        case corrections.column_name
            {%- for column, data_type in columns.items() %}
            when '{{ column }}' then {{ value_text('facts.' ~ column, data_type) }}
            {%- endfor %}
        end as extracted_value,
        case corrections.column_name
            {%- for column, data_type in columns.items() %}
            when '{{ column }}'
                then
                    {{ says_the_same('corrections.base_value', 'facts.' ~ column, data_type) }}
                    or {{ says_the_same('corrections.old_value', 'facts.' ~ column, data_type) }}
            {%- endfor %}
        end as is_match
    from {{ ref('stg_corrections') }} as corrections
    inner join {{ ref(model) }} as facts on corrections.fact_key = facts.{{ key }}
    where corrections.fact_table = '{{ fact_table }}' and corrections.problem is null
{%- endmacro %}

{#- Every row of a model, corrected. An entered '' stands for NULL here, as NULL means that there is no correction. -#}
{% macro corrected_rows(fact_table, model, matches, row_keys=['report_key', 'document_key', 'fact_id']) -%}
    {%- set columns = var('correctable_columns')[fact_table] -%}
    {%- set corrected = {} -%}
    {%- for column, data_type in columns.items() -%}
    {%- set value -%}
    case
        when corrections.{{ column }} is null then facts.{{ column }}
        else {{ entered_value("nullif(corrections." ~ column ~ ", '')", data_type) }}
    end
    {%- endset -%}
    {%- do corrected.update({column: value}) -%}
    {%- endfor -%}
    select
        {{ replaced_columns(corrected, relation='facts') }}
    from {{ ref(model) }} as facts
    left join (
        select
            {%- for row_key in row_keys %}
            {{ row_key }},
            {%- endfor %}
            {%- for column in columns %}
            max(coalesce(new_value, '')) filter (where column_name = '{{ column }}') as {{ column }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        from {{ ref(matches) }}
        where fact_table = '{{ fact_table }}' and is_counted
        group by {{ row_keys | join(', ') }}
    ) as corrections
        on
            {%- for row_key in row_keys %}
            {{ 'and ' if not loop.first }}facts.{{ row_key }} = corrections.{{ row_key }}
            {%- endfor %}
{%- endmacro %}
