-- question: Where were points lost, and is the reason given?
-- 问题: 哪些指标扣了分？说明原因了吗？
-- who: auditor 审计
-- tables: indicators_wide
select
    office_name,
    year_key,
    indicator_name,
    weight,
    declared_score,
    lost_points,
    coalesce(deviation_reason_text, '(none given 未说明)') as reason
from indicators_wide
where lost_points > 0 and not is_duplicate_row
order by lost_points desc, office_name, indicator_name;
