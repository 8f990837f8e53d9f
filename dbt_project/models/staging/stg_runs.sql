select * from {{ source('inventory', 'runs') }}
