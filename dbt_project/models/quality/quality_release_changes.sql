{#- Filled by publish, which alone has both releases at hand; here it gets its columns. -#}
{{ config(alias='release_changes') }}

select
    {{- declared_columns() }}
from (
    select
        cast(null as varchar) as release_id,
        cast(null as varchar) as previous_release_id,
        cast(null as varchar) as table_name,
        cast(null as varchar) as change,
        cast(null as varchar) as key,
        cast(null as varchar) as column_name,
        cast(null as varchar) as old_value,
        cast(null as varchar) as new_value,
        cast(null as bigint) as row_count
) as nothing
where false
