-- One row: the candidate as a whole.
with documents as (
    select
        count(distinct document_key) filter (where outcome = 'loaded') as loaded_documents,
        count(*) as files
    from candidate.quality.documents
),

numbers as (
    select
        document_key,
        avg((claimed_by is not null)::integer) as claimed_share
    from candidate.quality.printed_numbers
    where document_key in (
        select document_key from candidate_documents order by hash(document_key), document_key limit 2000
    )
    group by document_key
    having count(*) >= 20
),

readings as (
    select
        count(*) as documents_with_numbers,
        median(claimed_share) as median_claimed_share
    from numbers
),

-- Offices whose name holds the full name of exactly one county-level division: matching has no excuse there.
unique_districts as (
    select district_name
    from candidate.main.dim_districts
    where length(district_name) >= 3
    group by district_name
    having count(*) = 1
),

sampled_offices as (
    select
        office_name,
        district_key
    from candidate.main.dim_offices
    order by hash(office_key), office_key
    limit 500
),

named_offices as (
    select
        offices.office_name,
        any_value(offices.district_key) as district_key
    from sampled_offices as offices
    inner join unique_districts on contains(offices.office_name, unique_districts.district_name)
    group by offices.office_name
),

offices as (
    select
        count(*) as offices_naming_a_district,
        avg((district_key is not null)::integer) as matched_share
    from named_offices
),

reports as (
    select count(*) as current_reports
    from candidate.main.dim_reports
    where is_current
)

select
    documents.files,
    documents.loaded_documents,
    reports.current_reports,
    readings.documents_with_numbers,
    readings.median_claimed_share,
    offices.offices_naming_a_district,
    offices.matched_share,
    case when documents.loaded_documents > 0 then least(reports.current_reports, 1) end as reports_from_documents
from documents, reports, readings, offices
