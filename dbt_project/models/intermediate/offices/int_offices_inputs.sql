{#- What the office of each document is found from, as a hash: its live batch and where it comes from. Touched are those
    for which it is not what it was in the last build. -#}
{{ config(materialized='table') }}

with live as (
    select * from {{ ref('stg_live_extractions') }}
),

documents as (
    select * from {{ ref('int_documents_located') }}
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
