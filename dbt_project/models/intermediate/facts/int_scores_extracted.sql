{#- Components of the self-score as read, with their keys. -#}
with facts as (
    {{ reported_facts('stg_scores') }}
),

named as (
    select
        *,
        {{ normalise('component') }} as component_norm,
        min(document_seq) over (
            partition by
                report_key, {{ normalise('component') }}, score, coalesce({{ decimal_text('max_score', 10) }}, '')
        ) as first_document_seq
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
    document_seq > first_document_seq as is_repeated_statement,
    {{ columns_except(['own_key']) }}
from keyed
