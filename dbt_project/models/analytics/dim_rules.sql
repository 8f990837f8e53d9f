{{ config(tags=['reference']) }}

select
    {{- declared_columns() }}
from {{ ref('rules') }}
