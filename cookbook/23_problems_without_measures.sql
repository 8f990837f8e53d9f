-- question: Are there as many measures as problems?
-- 问题: 问题与整改措施数量相当吗？
-- who: auditor 审计
-- tables: report_overview
select
    office_name,
    year_key,
    problem_count,
    action_count
from report_overview
order by problem_count - action_count desc, office_name;
