{{ config(alias='document_texts', materialized='incremental', unique_key='document_key') }}

select
    document_key,
    text
from {{ touched('stg_document_texts', 'document_key') }}
