select
    document_key,
    extraction_id,
    extractor_version
from {{ source('inventory', 'live_extractions') }}
