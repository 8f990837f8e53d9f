{#- Indicators with their keys and their namesakes: rows repeated in one table, and rows of an attachment that repeat the main
    document's. A repeated row of an attachment lends its weight and score to the row it repeats and is not a fact of its own. -#}
with facts as (
    {{ reported_facts('stg_indicators') }}
),

synonyms as (
    select * from {{ ref('unit_synonyms') }}
),

described as (
    select
        facts.*,
        {{ normalise('facts.indicator_name') }} as indicator_norm,
        {{ normalise('facts.context') }} as context_norm,
        coalesce({{ decimal_text('facts.target_value', 10) }}, {{ normalise('facts.target_text') }}, '') as target_id,
        coalesce({{ decimal_text('facts.actual_value', 10) }}, {{ normalise('facts.actual_text') }}, '') as actual_id,
        coalesce(target_units.unit, lower(facts.target_unit)) as target_unit_norm,
        coalesce(actual_units.unit, lower(facts.actual_unit)) as actual_unit_norm
    from facts
    left join synonyms as target_units on lower(facts.target_unit) = target_units.printed_unit
    left join synonyms as actual_units on lower(facts.actual_unit) = actual_units.printed_unit
),

numbered as (
    select
        *,
        {{ ordinal(['context_norm', 'indicator_norm']) }} as ordinal,
        row_number() over (
            partition by
                report_key, document_key, table_seq, context_norm, level1, level2, indicator_norm, target_id, actual_id
            order by char_start, fact_id
        ) as occurrence,
        min(document_seq) over same_statement as first_document_seq,
        max(case when document_seq > 1 then weight end) over same_statement as lent_weight,
        max(case when document_seq > 1 then declared_score end) over same_statement as lent_declared_score,
        max(case when document_seq > 1 then declared_completion_pct end) over same_statement
            as lent_declared_completion_pct,
        max(case when document_seq > 1 then declared_status end) over same_statement as lent_declared_status,
        max(case when document_seq > 1 then deviation_reason_text end) over same_statement as lent_deviation_reason_text
    from described
    window same_statement as (partition by report_key, indicator_norm, target_id, actual_id)
),

keyed as (
    select
        {{ fingerprint(['series_key', "'indicators'", 'context_norm', 'indicator_norm', 'ordinal']) }} as own_key,
        *
    from numbered
)

select
    {{ statement_key(['indicator_norm', 'target_id', 'actual_id']) }} as indicator_fact_key,
    {{ columns_except(['own_key']) }},
    document_seq > first_document_seq as is_repeated_statement,
    occurrence > 1 as is_duplicate_row
from keyed
