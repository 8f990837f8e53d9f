{#- One row per version of a report. A series is an office, a year, a subject and a scope. Its narratives (kind report, both)
    and its forms are ordered by re-issue and by when they were first seen; version i holds narrative i and form i, or the
    last there is of either, so a later form renews the report as a later narrative does. Forms out of one archive are one. -#}
with documents as (
    select * from {{ ref('int_documents_grouped') }}
),

batches as (
    select
        series_key,
        is_form,
        case when is_form then batch else document_key end as batch,
        row_number() over (
            partition by series_key, is_form
            order by bool_or(is_reissue), min(first_seen_seq), min(document_key)
        ) as batch_number,
        count(*) over (partition by series_key, is_form) as batch_count,
        {{ min_by('document_key', 'first_seen_seq') }} as leading_document_key
    from documents
    group by series_key, is_form, case when is_form then batch else document_key end
),

series as (
    select
        series_key,
        max(batch_count) as version_count,
        coalesce(max(case when not is_form then batch_count end), 0) as narrative_count,
        coalesce(max(case when is_form then batch_count end), 0) as form_count
    from batches
    group by series_key
),

versions as (
    select
        *,
        {{ each_member(integers_to('version_count')) }} as version_number
    from series
),

composed as (
    select
        versions.series_key,
        versions.version_number,
        versions.version_count,
        narratives.leading_document_key as narrative_key,
        forms.leading_document_key as form_key,
        forms.batch as form_batch,
        -- What makes this version this one: its narrative, and its form once the narrative stays and the form changes.
        coalesce(narratives.leading_document_key, forms.leading_document_key) || case
            when versions.narrative_count > 0 and versions.version_number > versions.narrative_count
                then '+' || forms.leading_document_key
            else ''
        end as content
    from versions
    left join batches as narratives
        on
            versions.series_key = narratives.series_key
            and not narratives.is_form
            and least(versions.version_number, versions.narrative_count) = narratives.batch_number
    left join batches as forms
        on
            versions.series_key = forms.series_key
            and forms.is_form
            and least(versions.version_number, versions.form_count) = forms.batch_number
),

with_keys as (
    select
        *,
        {{ fingerprint(["'report'", 'series_key', 'content']) }} as report_key
    from composed
)

select
    with_keys.report_key,
    with_keys.series_key,
    cast(with_keys.version_number as integer) as version_number,
    with_keys.version_number = with_keys.version_count as is_current,
    lead(with_keys.report_key) over (
        partition by with_keys.series_key order by with_keys.version_number
    ) as superseded_by,
    coalesce(with_keys.narrative_key, with_keys.form_key) as document_key,
    with_keys.narrative_key,
    with_keys.form_batch,
    main.office_key,
    main.budget_year as year_key,
    main.subject_kind,
    main.series_scope as scope
from with_keys
inner join documents as main on coalesce(with_keys.narrative_key, with_keys.form_key) = main.document_key
