{#- Quantities of prose with their keys, and which say again what stands earlier: the same value in the same unit of an alike
    subject. -#}
with facts as (
    {{ reported_facts('stg_statistics') }}
),

synonyms as (
    select * from {{ ref('unit_synonyms') }}
),

named as (
    select
        facts.*,
        {{ normalise('facts.subject') }} as subject_norm,
        {{ normalise('facts.section') }} as section_norm,
        coalesce(synonyms.unit, {{ regexp_remove('lower(facts.unit)', '[（）()\\s]') }}, '') as unit_norm
    from facts
    left join synonyms on lower(facts.unit) = synonyms.printed_unit
),

numbered as (
    select
        *,
        {{ ordinal(['section_norm', 'subject_norm', 'unit_norm']) }} as ordinal
    from named
),

-- Comparing is quadratic: the first 3,000 of each report, as in comparable_rows.
comparable as (
    select *
    from named
    where value is not null
    qualify row_number() over (partition by report_key order by reading_order, fact_id) <= 3000
),

restated as (
    select distinct
        later.report_key,
        later.document_key,
        later.fact_id
    from comparable as later
    inner join comparable as earlier
        on
            later.report_key = earlier.report_key
            and later.value = earlier.value
            and later.unit_norm = earlier.unit_norm
    where
        (later.reading_order, later.fact_id) > (earlier.reading_order, earlier.fact_id)
        and {{ alike('later.subject_norm', 'earlier.subject_norm') }}
)

select
    {{ fingerprint([
        'numbered.series_key', "'statistics'", 'numbered.section_norm', 'numbered.subject_norm', 'numbered.unit_norm',
        'numbered.ordinal',
    ]) }} as statistic_key,
    numbered.*,
    restated.fact_id is not null as is_restatement
from numbered
left join restated
    on
        numbered.report_key = restated.report_key
        and numbered.document_key = restated.document_key
        and numbered.fact_id = restated.fact_id
