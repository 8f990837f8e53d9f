{#- Every published quote is exactly the slice of its document's text that its positions name. -#}
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

texts as (
    select * from {{ ref('quality_document_texts') }}
)

select
    quotes.fact_table,
    quotes.document_key,
    quotes.char_start,
    quotes.char_end
from quotes
left join texts on quotes.document_key = texts.document_key
where
    quotes.quote is null
    or texts.text is null
    or quotes.quote <> substr(
        texts.text, cast(quotes.char_start + 1 as bigint), cast(quotes.char_end - quotes.char_start as bigint)
    )
