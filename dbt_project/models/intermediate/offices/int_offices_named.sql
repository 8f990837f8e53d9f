{#- One row per document: its office's name as printed, and the name without code prefixes and form words. -#}
with headers as (
    select * from {{ touched('stg_headers', 'document_key') }}
),

documents as (
    select * from {{ ref('int_documents_located') }}
),

cleaned as (
    select
        headers.document_key,
        headers.title,
        documents.first_path,
        coalesce(documents.source_path, '') || ' ' || coalesce(documents.source_url, '') as origin,
        {{ regexp_remove('headers.office_name', '[\\s\\p{Z}]+') }} as printed_name,
        -- 219-池州市…镇人民政府, [155]濉溪县民政局: a code of the budget system, not part of the name.
        {{ regexp_remove(
            regexp_remove(
                regexp_remove('headers.office_name', '[\\s\\p{Z}]+'),
                '^[\\[【（(〔]?[0-9]{2,12}[\\]】）)〕]?[-—_:：.、]*'
            ),
            '[（(](?:本级|汇总|机关|部门|公章|盖章)[）)]|部门$'
        ) }} as office_name
    from headers
    left join documents on headers.document_key = documents.document_key
)

select * from cleaned
