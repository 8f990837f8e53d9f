-- One row per district of the last release: its documents then, and how many are neither lost nor read as no report.
select
    reports.district_key,
    count(distinct reports.document_key) as documents_before,
    1 - count(distinct lost.document_key) / count(distinct reports.document_key)::double as kept_share
from published.main.dim_reports as reports
left join lost_documents as lost on lost.document_key = reports.document_key
where reports.is_current and reports.district_key is not null
group by reports.district_key
order by reports.district_key
