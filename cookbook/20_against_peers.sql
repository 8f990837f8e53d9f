-- question: How does each office stand among its peers?
-- 问题: 与同类单位相比如何？
-- who: auditor 审计
-- tables: offices_over_years, office_peers
-- note: Peers are offices of the same type and year in the same district, else in the same city, else in the same province.
-- 说明: 同类单位指同年度、同类型，先同区县、再同城市、再同省。
select
    own.office_name,
    own.year_key,
    own.computed_execution_rate_pct as own_rate_pct,
    round(median(peers.computed_execution_rate_pct), 2) as peers_median_pct,
    count(*) as peers,
    min(peers.peer_level) as peer_level
from offices_over_years as own
inner join peers_of('') as peers using (report_key)
group by own.report_key, own.office_name, own.year_key, own.computed_execution_rate_pct
order by own.office_name, own.year_key;
