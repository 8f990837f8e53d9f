{{ config(alias='check_results') }}

select
    {{- declared_columns() }}
from {{ ref('stg_check_results') }}
