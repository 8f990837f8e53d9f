{#- The series of each document: office, year, subject and scope. Which documents of a series are versions of one another
    and which belong together is decided in int_reports_versions. -#}
with headers as (
    select * from {{ ref('stg_headers') }}
),

offices as (
    select * from {{ ref('int_offices_identified') }}
),

documents as (
    select * from {{ ref('int_documents_located') }}
),

described as (
    select
        headers.document_key,
        headers.budget_year,
        coalesce(headers.report_kind, 'report') as report_kind,
        coalesce(headers.report_kind, 'report') = 'form' as is_form,
        coalesce(headers.subject_kind, 'department') as subject_kind,
        headers.scope,
        coalesce(headers.is_reissue, false) as is_reissue,
        coalesce(documents.first_seen_seq, 0) as first_seen_seq,
        coalesce(documents.parent_path, headers.document_key) as batch,
        offices.office_key,
        -- A project without a name is told from others by its title, a report without a year by where it comes from;
        -- a table of targets is no version of the self-evaluation that follows it.
        case
            when coalesce(headers.subject_kind, 'department') = 'department' then ''
            else coalesce({{ normalise('headers.subject_name') }}, {{ normalise('headers.title') }}, '')
        end
        || case when headers.budget_year is null then ' of ' || coalesce(documents.first_path, '') else '' end
        || case when headers.is_targets_only then ' targets' else '' end as subject
    from headers
    inner join offices on headers.document_key = offices.document_key
    left join documents on headers.document_key = documents.document_key
),

scopes as (
    select
        office_key,
        budget_year,
        subject_kind,
        subject,
        max(scope) as any_scope,
        min(scope) as other_scope
    from described
    group by office_key, budget_year, subject_kind, subject
),

scoped as (
    select
        described.*,
        -- A report that names no scope belongs with the one scope that the others name.
        coalesce(
            described.scope, case when scopes.any_scope = scopes.other_scope then scopes.any_scope end
        ) as series_scope
    from described
    inner join scopes
        on
            described.office_key = scopes.office_key
            and described.budget_year is not distinct from scopes.budget_year
            and described.subject_kind = scopes.subject_kind
            and described.subject = scopes.subject
),

keyed as (
    select
        *,
        {{ fingerprint([
            "'series'", 'office_key', 'budget_year', 'subject_kind', 'subject',
            "case when series_scope = 'own' then 'own' end",
        ]) }} as series_key
    from scoped
)

select * from keyed
