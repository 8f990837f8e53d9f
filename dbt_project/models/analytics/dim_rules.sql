select
    {{- declared_columns() }}
from {{ ref('rules') }}
