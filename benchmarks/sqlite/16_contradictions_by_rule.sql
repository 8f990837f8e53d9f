select
    c.severity,
    u.title_zh,
    u.title_en,
    count(*) as places,
    count(distinct c.report_key) as reports
from fct_contradictions as c
left join dim_rules as u on u.rule = c.rule
group by c.severity, u.title_zh, u.title_en
order by reports desc, places desc, u.title_en nulls last;
