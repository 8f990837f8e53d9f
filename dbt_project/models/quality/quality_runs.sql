{{ config(alias='runs') }}

select
    {{- declared_columns() }}
from {{ ref('stg_runs') }}
