{#- Filled by publish, which alone has both releases at hand; here it gets its columns. -#}
{{ config(alias='release_changes') }}

select
    {{- declared_columns() }}
from (
    select
        cast(null as string) as release_id,
        cast(null as string) as previous_release_id,
        cast(null as string) as table_name,
        cast(null as string) as change,
        cast(null as string) as key,
        cast(null as string) as column_name,
        cast(null as string) as old_value,
        cast(null as string) as new_value,
        cast(null as bigint) as row_count
) as nothing
where false
