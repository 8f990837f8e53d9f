-- question: What should an auditor look at first?
-- 问题: 审计应先看什么？
-- who: auditor 审计
-- tables: contradictions_explained
select
    office_name,
    year_key,
    severity,
    title_zh,
    detail,
    quote_a,
    quote_b
from contradictions_explained
where severity <> 'notice'
order by severity, office_name, title_en, detail;
