{#- Every version of every report with what its documents say it is. -#}
with versions as (
    select * from {{ ref('int_reports_versions') }}
),

members as (
    select * from {{ ref('int_reports_documents') }}
),

headers as (
    select * from {{ ref('stg_headers') }}
),

files as (
    select
        document_key,
        {{ min_by('source_path', 'first_seen_seq') }} as source_path,
        {{ min_by('source_url', 'first_seen_seq') }} as source_url,
        {{ min_by('retrieved_at', 'first_seen_seq') }} as retrieved_at,
        {{ min_by('file_format', 'first_seen_seq') }} as file_format,
        {{ min_by('content_sha256', 'first_seen_seq') }} as content_sha256,
        {{ min_by('loaded_at', 'first_seen_seq') }} as loaded_at
    from {{ ref('stg_documents') }}
    where document_key is not null and outcome = 'loaded'
    group by document_key
),

live as (
    select * from {{ ref('stg_live_extractions') }}
),

from_documents as (
    select
        members.report_key,
        max(case when headers.report_kind = 'form' then 0 else 1 end) as has_narrative,
        max(case when headers.report_kind in ('form', 'both') then 1 else 0 end) as has_form,
        coalesce(bool_and(headers.is_targets_only), false) as is_targets_only,
        {{ min_by('headers.subject_name', 'members.document_seq') }} filter (where headers.subject_name is not null)
            as subject_name,
        {{ min_by('headers.declared_amount_unit', 'members.document_seq') }} filter (
            where headers.declared_amount_unit is not null
        ) as declared_amount_unit
    from members
    inner join headers on members.document_key = headers.document_key
    group by members.report_key
)

select
    versions.report_key,
    versions.series_key,
    versions.version_number,
    versions.is_current,
    versions.superseded_by,
    headers.title,
    case
        when from_documents.has_narrative = 0 then 'form'
        when from_documents.has_form = 1 then 'both'
        else 'report'
    end as report_kind,
    versions.subject_kind,
    case when versions.subject_kind <> 'department' then from_documents.subject_name end as subject_name,
    versions.scope,
    from_documents.is_targets_only,
    versions.office_key,
    offices.district_key,
    versions.year_key,
    versions.document_key,
    files.source_path,
    files.source_url,
    files.retrieved_at,
    files.file_format,
    files.content_sha256,
    from_documents.declared_amount_unit,
    files.loaded_at,
    live.extractor_version
from versions
inner join headers on versions.document_key = headers.document_key
inner join from_documents on versions.report_key = from_documents.report_key
left join {{ ref('int_offices_identified') }} as offices on versions.document_key = offices.document_key
left join files on versions.document_key = files.document_key
left join live on versions.document_key = live.document_key
