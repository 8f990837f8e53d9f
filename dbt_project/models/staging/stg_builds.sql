select
    release_id,
    run_id,
    started_at,
    git_sha,
    extractor_version
from {{ source('inventory', 'build') }}
