-- question: Which targets were missed?
-- 问题: 哪些指标没有达标？
-- who: auditor 审计
-- tables: indicators_wide
select
    office_name,
    year_key,
    indicator_name,
    target_text,
    actual_text,
    computed_completion_pct,
    deviation_reason_text
from indicators_wide
where computed_status in ('not_met', 'partly_met') and not is_duplicate_row
order by computed_completion_pct nulls last, office_name, indicator_name;
