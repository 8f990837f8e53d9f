-- question: Does the grade fit the score?
-- 问题: 等级与得分相符吗？
-- who: auditor 审计
-- tables: report_overview
select
    office_name,
    year_key,
    self_score,
    declared_grade,
    computed_grade
from report_overview
where self_score is not null
order by self_score desc, office_name;
