select
    report_key,
    document_key,
    role,
    document_seq
from {{ ref('int_reports_documents') }}
