{{ config(alias='printed_numbers') }}

with numbers as (
    select * from {{ ref('stg_printed_numbers') }}
),

facts as (
    select
        document_key,
        extracted_table,
        fact_id,
        -- A document may stand in several versions of its report; the current one names the fact.
        max_by(fact_table || ':' || fact_key, case when is_current then 2 else 1 end) as claimed_by
    from {{ ref('int_facts_linked') }}
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
