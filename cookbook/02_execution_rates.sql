-- question: How much of its budget did each office spend?
-- 问题: 各单位的预算执行率是多少？
-- who: auditor 审计
-- tables: report_overview
-- note: A report that states no adjusted budget has no rate: NULL, not 0.
-- 说明: 报告没有写全年预算的，执行率为空，不是0。
select
    office_name,
    year_key,
    adjusted_wan,
    executed_wan,
    computed_execution_rate_pct
from report_overview
where subject_kind = 'department'
order by computed_execution_rate_pct nulls last, office_name;
