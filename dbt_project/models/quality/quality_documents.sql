{{ config(alias='documents') }}

with documents as (
    select * from {{ ref('stg_documents') }}
),

memberships as (
    select
        document_key,
        bool_or(is_current) as is_current
    from {{ ref('int_reports_documents') }}
    group by document_key
)

select
    documents.source_path,
    documents.document_key,
    documents.content_sha256,
    documents.change,
    -- A loaded file whose content is only in superseded versions of its report.
    case
        when documents.outcome = 'loaded' and not memberships.is_current then 'superseded'
        else documents.outcome
    end as outcome,
    -- A loaded file's own reason is what could not be read of it.
    nullif(concat_ws('; ', case
        when documents.outcome = 'loaded' and not memberships.is_current
            then 'A later version of the same report is loaded'
    end, documents.reason), '') as reason,
    documents.reader,
    documents.file_format,
    documents.pages,
    documents.used_ocr,
    documents.seconds,
    documents.run_id,
    documents.source_url,
    documents.retrieved_at,
    documents.loaded_at,
    documents.first_seen_seq,
    documents.parent_path
from documents
left join memberships on documents.document_key = memberships.document_key
where documents.is_latest
