-- question: How far did budgets move during the year?
-- 问题: 年中预算调整了多少？
-- who: auditor 审计
-- tables: report_overview
select
    office_name,
    year_key,
    approved_wan,
    adjusted_wan,
    adjusted_wan - approved_wan as change_wan,
    rate_pct(adjusted_wan - approved_wan, approved_wan) as change_pct
from report_overview
where approved_wan is not null and adjusted_wan is not null
order by abs(change_pct) desc, office_name;
