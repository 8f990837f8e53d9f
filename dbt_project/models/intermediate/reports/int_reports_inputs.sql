{#- What the rows of each version of a report are computed from, as a hash: its documents with their keys and the batch that is
    live for each, its releases, and the same of last year's report. Touched are those for which it is not what it was in
    the last build. -#}
with members as (
    select * from {{ ref('int_reports_documents') }}
),

live as (
    select * from {{ ref('stg_live_extractions') }}
),

releases as (
    select * from {{ ref('int_reports_released') }}
),

pairs as (
    select * from {{ ref('int_reports_year_pairs') }}
),

documents as (
    select
        members.report_key,
        members.document_seq,
        {{ fingerprint([
            'members.document_key', 'members.role', 'members.document_seq', 'members.series_key', 'members.is_current',
            'members.office_key', 'members.district_key', 'members.year_key', 'live.extraction_id',
            'releases.valid_from_release', 'releases.valid_to_release',
        ]) }} as inputs
    from members
    left join live on members.document_key = live.document_key
    left join releases on members.report_key = releases.report_key
),

reports as (
    select
        report_key,
        {{ text_list('inputs', '|', 'document_seq') }} as inputs
    from documents
    group by report_key
),

last_years as (
    select
        pairs.report_key,
        {{ text_list('pairs.other_report_key || reports.inputs', '|', 'pairs.other_report_key') }} as inputs
    from pairs
    inner join reports on pairs.other_report_key = reports.report_key
    group by pairs.report_key
),

now as (
    select
        reports.report_key,
        {{ fingerprint(['reports.inputs', 'last_years.inputs']) }} as inputs
    from reports
    left join last_years on reports.report_key = last_years.report_key
)

{{ held_against_last_build('report_key') }}
