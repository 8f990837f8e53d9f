{#- Components of the self-score as read, with their keys, and the official grade of the score scaled to 100 points. -#}
with facts as (
    {{ reported_facts('stg_scores') }}
),

thresholds as (
    select * from {{ ref('grade_thresholds') }}
),

named as (
    select
        *,
        {{ normalise('component') }} as component_norm,
        min(document_seq) over (
            partition by
                report_key, {{ normalise('component') }}, score, coalesce({{ decimal_text('max_score', 10) }}, '')
        ) as first_document_seq,
        {{ scaled_score('score', 'max_score') }} as scaled_score
    from facts
),

numbered as (
    select
        *,
        {{ ordinal(['component_norm']) }} as ordinal
    from named
),

keyed as (
    select
        {{ fingerprint(['series_key', "'scores'", 'component_norm', 'ordinal']) }} as own_key,
        *
    from numbered
)

select
    {{ statement_key(['component_norm', 'score', 'max_score']) }} as score_key,
    keyed.document_seq > keyed.first_document_seq as is_repeated_statement,
    {{ columns_except(['own_key'], 'keyed') }},
    thresholds.grade as computed_grade
from keyed
left join thresholds
    on
        keyed.scaled_score >= coalesce(thresholds.lowest_score, -1)
        and keyed.scaled_score < coalesce(thresholds.below_score, 1000)
