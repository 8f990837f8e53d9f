{#- What deserves a look first. Every kind rests on published tables only; priorities and limits are variables. -#}
{{ config(alias='review_queue', materialized='view') }}
{%- set limits = var('review_limits') -%}
{%- set priorities = var('review_priorities') %}

with reports as (
    select
        report_key,
        document_key,
        office_key
    from {{ ref('dim_reports') }}
),

documents as (
    select distinct
        report_key,
        document_key
    from {{ ref('bridge_report_documents') }}
    where report_key in (select report_key from reports)
),

found as (
    select
        'contradiction_' || severity as kind,
        report_key,
        'fct_contradictions' as fact_table,
        contradiction_key as fact_key,
        rule || ': ' || detail as reason,
        quote_a as quote
    from {{ ref('fct_contradictions') }}
    where severity in ('error', 'warning')

    union all

    select
        'correction_not_applied' as kind,
        report_key,
        fact_table,
        fact_key,
        column_name || ': ' || status || coalesce(', ' || reason, '') as reason,
        evidence as quote
    from {{ ref('fct_corrections') }}
    where status in ('stale', 'unknown_fact', 'invalid')

    union all

    select
        'unmatched_office' as kind,
        reports.report_key,
        'dim_offices' as fact_table,
        offices.office_key as fact_key,
        offices.match_reason as reason,
        offices.office_name as quote
    from {{ ref('dim_offices') }} as offices
    inner join reports on offices.office_key = reports.office_key
    where coalesce(offices.district_key, offices.city_code, offices.province_code) is null

    union all

    select
        'low_ocr_confidence' as kind,
        evidence.report_key,
        evidence.fact_table,
        evidence.fact_key,
        evidence.column_name || ' was recognised with a confidence of '
        || cast(round(evidence.ocr_confidence, 2) as string) as reason,
        evidence.quote
    from {{ ref('fct_evidence') }} as evidence
    where evidence.ocr_confidence < {{ limits.ocr_confidence }}

    union all

    select
        'unclaimed_number' as kind,
        documents.report_key,
        cast(null as string) as fact_table,
        cast(null as string) as fact_key,
        'the number ' || numbers.printed || ' is no part of any fact' as reason,
        substr(texts.text, greatest(1, numbers.char_start - 29), numbers.char_end - numbers.char_start + 60) as quote
    from {{ ref('quality_printed_numbers') }} as numbers
    inner join documents on numbers.document_key = documents.document_key
    inner join {{ ref('quality_document_texts') }} as texts on numbers.document_key = texts.document_key
    where numbers.claimed_by is null

    union all

    -- One row per concept: whoever settles a name settles it for every report.
    select
        'unsure_indicator' as kind,
        {{ min_by('report_key', 'indicator_fact_key') }} as report_key,
        'fct_indicators' as fact_table,
        min(indicator_fact_key) as fact_key,
        'the name fits no known concept well (' || cast(max(match_score) as string) || ', '
        || cast(count(*) as string) || ' values)' as reason,
        {{ min_by('quote', 'indicator_fact_key') }} as quote
    from {{ ref('fct_indicators') }}
    where match_score < {{ limits.match_score }}
    group by indicator_key
),

prioritised as (
    select
        found.*,
        case found.kind
            {%- for kind, priority in priorities.items() %}
            when '{{ kind }}' then {{ priority }}
            {%- endfor %}
        end as priority
    from found
)

select
    kind,
    cast(priority as integer) as priority,
    report_key as report,
    fact_table,
    fact_key,
    reason,
    quote
from prioritised
