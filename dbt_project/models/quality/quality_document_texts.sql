{{ config(alias='document_texts') }}

select
    document_key,
    text
from {{ ref('stg_document_texts') }}
