{#- Lines of corrections.csv. A line that cannot be one (its column may not be corrected, its value is not of the column's
    type) says so in `problem` and is never applied. -#}
{%- set correctable = var('correctable_columns') -%}
with entered as (
    select * from {{ source('inventory', 'corrections') }}
),

correctable as (
    {{ correctable_columns() }}
)

select
    entered.* replace (
        case
            when entered.problem is not null then entered.problem
            when correctable.column_name is null then 'this column is not one that may be corrected'
            when
                entered.new_value is not null
                and case
                    {%- for fact_table, columns in correctable.items() %}
                    {%- for column, data_type in columns.items() if data_type != 'varchar' %}
                    when entered.fact_table = '{{ fact_table }}' and entered.column_name = '{{ column }}'
                        then {{ entered_value('entered.new_value', data_type) }} is null
                    {%- endfor %}
                    {%- endfor %}
                    else false
                end
                then 'the new value is not of the type of the column'
        end as problem
    )
from entered
left join correctable
    on entered.fact_table = correctable.fact_table and entered.column_name = correctable.column_name
