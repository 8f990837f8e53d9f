with pairs as (
    select
        own.report_key,
        own.office_name,
        own.year_key,
        own.computed_execution_rate_pct as own_rate,
        peers.computed_execution_rate_pct as rate,
        case
            when own.district_key = peers.district_key then 1
            when own.city_code = peers.city_code then 2
            else 3
        end as distance
    from report_overview as own
    inner join report_overview as peers
        on
            peers.year_key = own.year_key and peers.office_type = own.office_type
            and peers.province_code = own.province_code and peers.office_key <> own.office_key
    where
        own.office_name is not null
        and own.subject_kind = 'department' and not own.is_targets_only
        and peers.subject_kind = 'department' and not peers.is_targets_only
),
ranked as (
    select *, min(distance) over (partition by report_key) as nearest
    from pairs
),
placed as (
    select
        *,
        row_number() over (partition by report_key order by rate nulls last) as place,
        count(rate) over (partition by report_key) as rated
    from ranked
    where distance = nearest
)
select
    office_name,
    year_key,
    own_rate as own_rate_pct,
    round(avg(case when place in ((rated + 1) / 2, (rated + 2) / 2) then rate end), 2) as peers_median_pct,
    count(*) as peers,
    case min(distance) when 1 then 'district' when 2 then 'city' else 'province' end as peer_level
from placed
group by report_key, office_name, year_key, own_rate
order by office_name, year_key;
