{#- Which documents make up each version of a report, the main one first, with the keys that every fact carries. -#}
with versions as (
    select * from {{ ref('int_reports_versions') }}
),

documents as (
    select * from {{ ref('int_documents_grouped') }}
),

offices as (
    select * from {{ ref('int_offices_identified') }}
),

members as (
    select
        report_key,
        document_key,
        'main' as role,
        cast(0 as bigint) as first_seen_seq
    from versions

    union all

    select
        versions.report_key,
        documents.document_key,
        'attachment' as role,
        documents.first_seen_seq
    from versions
    inner join documents
        on
            versions.series_key = documents.series_key
            and versions.form_batch = documents.batch
            and versions.document_key <> documents.document_key
    where documents.is_form
)

select
    members.report_key,
    members.document_key,
    members.role,
    cast(row_number() over (
        partition by members.report_key order by members.role desc, members.first_seen_seq asc, members.document_key asc
    ) as integer) as document_seq,
    versions.series_key,
    versions.is_current,
    versions.office_key,
    offices.district_key,
    versions.year_key
from members
inner join versions on members.report_key = versions.report_key
inner join offices on versions.document_key = offices.document_key
