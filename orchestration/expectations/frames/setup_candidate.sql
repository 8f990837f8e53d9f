-- What the frames share: the documents behind the current reports, and which of them the last release did not have.
-- `candidate` is the build database; `published` the last release, where there is one (setup_published.sql).
create temp table candidate_documents as
select distinct
    reports.report_key,
    unnest([reports.document_key, bridge.document_key]) as document_key
from candidate.main.dim_reports as reports
left join candidate.main.bridge_report_documents as bridge on bridge.report_key = reports.report_key
where reports.is_current;

delete from candidate_documents where document_key is null;

-- Filled by setup_published.sql; empty when nothing was published before.
create temp table published_documents (report_key varchar, document_key varchar);
