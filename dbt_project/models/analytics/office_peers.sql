-- Pairs of reports of one year by offices of one type in one province: filter by office before looking at it whole.
with reports as (
    select * from {{ ref('report_overview') }}
    where subject_kind = 'department' and not is_targets_only
)

select
    own.office_key,
    own.office_name,
    own.report_key,
    own.year_key,
    case
        when own.district_key = peers.district_key then 'district'
        when own.city_code = peers.city_code then 'city'
        else 'province'
    end as peer_level,
    peers.office_key as peer_office_key,
    peers.office_name as peer_office_name,
    peers.report_key as peer_report_key,
    peers.office_type,
    peers.district_name,
    peers.approved_wan,
    peers.adjusted_wan,
    peers.executed_wan,
    peers.computed_execution_rate_pct,
    peers.self_score,
    peers.declared_grade,
    peers.headcount_total,
    peers.indicator_count,
    peers.met_count,
    peers.contradiction_count
from reports as own
inner join reports as peers
    on
        own.year_key = peers.year_key
        and own.office_type = peers.office_type
        and own.province_code = peers.province_code
        and own.office_key <> peers.office_key
