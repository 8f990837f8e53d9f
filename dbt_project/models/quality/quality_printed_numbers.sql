{{ config(alias='printed_numbers', materialized='incremental', unique_key='document_key') }}

with numbers as (
    select * from {{ touched('stg_printed_numbers', 'document_key') }}
),

facts as (
    select
        document_key,
        extracted_table,
        fact_id,
        -- A document may stand in several versions of its report; the current one names the fact.
        {{ max_by("fact_table || ':' || fact_key", "(is_current, report_key)") }} as claimed_by
    from {{ touched('int_facts_linked', 'document_key') }}
    group by document_key, extracted_table, fact_id
)

select
    numbers.document_key,
    numbers.char_start,
    numbers.char_end,
    numbers.printed,
    coalesce(facts.claimed_by, numbers.reason) as claimed_by
from numbers
left join facts
    on
        numbers.document_key = facts.document_key
        and numbers.fact_table = facts.extracted_table
        and numbers.fact_id = facts.fact_id
order by numbers.document_key
