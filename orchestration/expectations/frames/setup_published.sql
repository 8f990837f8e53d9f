insert into published_documents
select distinct
    report_key,
    document_key
from (
    select
        reports.report_key,
        unnest([reports.document_key, bridge.document_key]) as document_key
    from published.main.dim_reports as reports
    left join published.main.bridge_report_documents as bridge on bridge.report_key = reports.report_key
    where reports.is_current
)
where document_key is not null;

-- The same bytes stand behind a current report before and after: what differs there, the software changed.
create temp table kept_documents as
select distinct document_key
from published_documents
where document_key in (select document_key from candidate_documents);

-- Gone without a reason: neither part of any version of a report, nor superseded, nor retracted by the operator.
create temp table lost_documents as
select distinct document_key
from published_documents
where
    document_key not in (select document_key from candidate_documents)
    and document_key not in (
        select document_key from candidate.main.bridge_report_documents where document_key is not null
    )
    and document_key not in (
        select document_key
        from candidate.quality.documents
        where
            document_key is not null
            and (outcome = 'superseded' or starts_with(reason, 'retracted by the operator'))
    );
