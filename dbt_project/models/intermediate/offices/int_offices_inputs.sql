{#- What the office of each document is found from, as a hash: its live batch and where it comes from. Touched are those
    for which it is not what it was in the last build. -#}
{{ config(materialized='table') }}

with live as (
    select * from {{ ref('stg_live_extractions') }}
),

documents as (
    select
        document_key,
        min(source_path) as source_path,
        min_by(source_path, first_seen_seq) as first_path,
        min(source_url) as source_url
    from {{ ref('stg_documents') }}
    where document_key is not null
    group by document_key
),

now as (
    select
        live.document_key,
        {{ fingerprint([
            'live.extraction_id', 'documents.source_path', 'documents.first_path', 'documents.source_url',
        ]) }} as inputs
    from live
    left join documents on live.document_key = documents.document_key
)

{{ held_against_last_build('document_key') }}
