select * from {{ source('inventory', 'check_results') }}
