{#- Each correction of a report's totals with the totals as read. -#}
{{ config(materialized='table') }}

with matched as (
    {{ matched_corrections('fct_report_totals', 'int_report_totals_assembled', 'report_totals_key', "'totals'") }}
)

select
    *,
    is_match and correction_seq = max(case when is_match then correction_seq end) over (
        partition by report_key, column_name
    ) as is_counted
from matched
