select
    report_key,
    valid_from_release,
    valid_to_release
from {{ source('inventory', 'report_releases') }}
