-- One row per fact table: how many quotes are exactly what the document's text says at their place. At most 300
-- documents: those that are new to this build first, then the same sample every time.
with sampled as (
    select
        document_key,
        bool_or(document_key in (select document_key from published_documents)) as is_known
    from candidate_documents
    group by document_key
    order by is_known, hash(document_key), document_key
    limit 300
),

texts as (
    select
        document_key,
        text
    from candidate.quality.document_texts
    where document_key in (select document_key from sampled)
),

quotes as (
    select 'spending' as fact_table, document_key, char_start, char_end, quote from candidate.main.fct_spending
    union all
    select 'indicators', document_key, char_start, char_end, quote from candidate.main.fct_indicators
    union all
    select 'statistics', document_key, char_start, char_end, quote from candidate.main.fct_statistics
    union all
    select 'scores', document_key, char_start, char_end, quote from candidate.main.fct_scores
    union all
    select 'tasks', document_key, char_start, char_end, quote from candidate.main.fct_tasks
    union all
    select 'findings', document_key, char_start, char_end, quote from candidate.main.fct_findings
    union all
    select 'evidence', document_key, char_start, char_end, quote from candidate.main.fct_evidence
)

select
    quotes.fact_table,
    count(*) as quotes,
    avg(
        (substr(texts.text, quotes.char_start + 1, quotes.char_end - quotes.char_start) is not distinct from quotes.quote)
        ::integer
    ) as verbatim_share,
    avg((trim(coalesce(quotes.quote, '')) = '')::integer) as blank_share
from quotes
inner join texts on texts.document_key = quotes.document_key
group by quotes.fact_table
order by quotes.fact_table
