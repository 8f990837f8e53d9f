-- One row: what of the last release is gone without a re-issue or a retraction.
with totals as (
    select
        reports.document_key,
        coalesce(
            totals.adjusted_total_amount, totals.executed_total_amount, totals.approved_total_amount
        )::double as total_amount
    from published.main.dim_reports as reports
    inner join published.main.fct_report_totals as totals on totals.report_key = reports.report_key
    where reports.is_current
),

money as (
    select
        sum(total_amount) as amount_before,
        coalesce(sum(total_amount) filter (where document_key in (select document_key from lost_documents)), 0)
            as amount_lost
    from totals
),

documents as (
    select
        (select count(distinct document_key) from published_documents) as documents_before,
        (select count(*) from lost_documents) as documents_lost
)

select
    documents.documents_before,
    documents.documents_lost,
    documents.documents_lost / nullif(documents.documents_before, 0)::double as documents_lost_share,
    money.amount_before,
    money.amount_lost,
    money.amount_lost / nullif(money.amount_before, 0) as amount_lost_share
from documents, money
