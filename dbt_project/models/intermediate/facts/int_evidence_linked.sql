{#- Every printed figure of a fact, with the key of the fact it became. -#}
with evidence as (
    select * from {{ touched('stg_evidence', 'document_key') }}
),

facts as (
    select * from {{ touched('int_facts_linked') }}
)

select
    facts.report_key,
    facts.is_current,
    facts.fact_table,
    facts.fact_key,
    {{ columns_except(['fact_table', 'fact_id', 'extraction_id'], 'evidence') }}
from evidence
inner join facts
    on
        evidence.document_key = facts.document_key
        and evidence.fact_table = facts.extracted_table
        and evidence.fact_id = facts.fact_id
