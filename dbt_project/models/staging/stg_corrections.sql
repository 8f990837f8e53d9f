{#- Lines of corrections.csv. A line that cannot be one (its column may not be corrected, its value is not of the column's
    type) says so in `problem` and is never applied. -#}
with entered as (
    select * from {{ source('inventory', 'corrections') }}
),

correctable as (
    {{ correctable_columns() }}
)

select
    {{ replaced_columns({'problem': correction_problem('entered', 'correctable')}, relation='entered') }}
from entered
left join correctable
    on entered.fact_table = correctable.fact_table and entered.column_name = correctable.column_name
