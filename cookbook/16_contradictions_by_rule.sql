-- question: What do reports contradict themselves about most?
-- 问题: 报告最常在哪些方面自相矛盾？
-- who: researcher 研究者
-- tables: contradictions_explained
select
    severity,
    title_zh,
    title_en,
    count(*) as places,
    count(distinct report_key) as reports
from contradictions_explained
group by all
order by reports desc, places desc, title_en;
