{#- A published quote is exactly the slice of its document's text that its positions name. Finding a slice means counting
    code points from the start, so a large warehouse is tested on a thousand documents, others in each run. -#}
{%- set facts = [
    'fct_report_totals', 'fct_spending', 'fct_indicators', 'fct_scores', 'fct_tasks', 'fct_findings', 'fct_statistics',
    'fct_contradictions', 'fct_evidence',
] -%}
with quotes as (
    {%- for fact in facts %}
    select
        '{{ fact }}' as fact_table,
        document_key,
        char_start,
        char_end,
        quote
    from {{ ref(fact) }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

documents as (
    select documents.document_key
    from {{ ref('quality_document_texts') }} as documents
    cross join {{ ref('stg_builds') }} as builds
    order by {{ hash_text('documents.document_key || builds.run_id') }}
    limit 1000
),

texts as (
    select texts.*
    from {{ ref('quality_document_texts') }} as texts
    inner join documents on texts.document_key = documents.document_key
)

select
    quotes.fact_table,
    quotes.document_key,
    quotes.char_start,
    quotes.char_end
from quotes
inner join texts on quotes.document_key = texts.document_key
where
    quotes.quote is null
    or quotes.quote <> substr(
        texts.text, cast(quotes.char_start + 1 as bigint), cast(quotes.char_end - quotes.char_start as bigint)
    )

union all

select
    quotes.fact_table,
    quotes.document_key,
    quotes.char_start,
    quotes.char_end
from quotes
where quotes.document_key not in (select document_key from {{ ref('quality_document_texts') }})
