{#- One row per document: where it was first seen and where else it comes from. The same file may lie in several places. -#}
select
    document_key,
    min(first_seen_seq) as first_seen_seq,
    min(parent_path) as parent_path,
    min(source_path) as source_path,
    {{ min_by('source_path', '(first_seen_seq, source_path)') }} as first_path,
    min(source_url) as source_url
from {{ ref('stg_documents') }}
where document_key is not null
group by document_key
