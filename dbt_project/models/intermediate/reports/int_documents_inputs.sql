{#- What the rows of each document are computed from, as a hash: its live batch and the versions of reports that it stands in.
    Touched are those for which it is not what it was in the last build. -#}
with live as (
    select * from {{ ref('stg_live_extractions') }}
),

members as (
    select
        documents.document_key,
        {{ text_list('reports.report_key || reports.inputs', '|', 'reports.report_key') }} as inputs
    from {{ ref('int_reports_documents') }} as documents
    inner join {{ ref('int_reports_inputs') }} as reports on documents.report_key = reports.report_key
    group by documents.document_key
),

now as (
    select
        live.document_key,
        {{ fingerprint(['live.extraction_id', 'members.inputs']) }} as inputs
    from live
    left join members on live.document_key = members.document_key
)

{{ held_against_last_build('document_key') }}
