{#- The rows of one extracted table that count: those of the batch that is live for their document. -#}
{% macro live_rows(table_name) -%}
with extracted as (
    select * from {{ source('extracted', table_name) }}
),

live as (
    select * from {{ ref('stg_live_extractions') }}
)

select extracted.*
from extracted
inner join live
    on
        extracted.document_key = live.document_key
        and extracted.extraction_id = live.extraction_id
{%- endmacro %}
