{#- Problems and measures with their keys: the place in their list, not their wording, says which is which. -#}
with facts as (
    {{ reported_facts('stg_findings') }}
),

named as (
    select
        *,
        {{ normalise('finding_text') }} as finding_norm
    from facts
),

numbered as (
    select
        *,
        {{ ordinal(['finding_kind', 'finding_seq']) }} as ordinal,
        min(document_seq) over (partition by report_key, finding_kind, finding_norm) as first_document_seq
    from named
),

keyed as (
    select
        {{ fingerprint(['series_key', "'findings'", 'finding_kind', 'finding_seq', 'ordinal']) }} as own_key,
        *
    from numbered
)

select
    {{ statement_key(['finding_kind', 'finding_norm']) }} as finding_key,
    document_seq > first_document_seq as is_repeated_statement,
    {{ columns_except(['own_key']) }}
from keyed
