select
    r.office_name,
    c.year_key,
    c.severity,
    u.title_zh,
    c.detail,
    c.quote_a,
    c.quote_b
from fct_contradictions as c
left join report_overview as r on r.report_key = c.report_key
left join dim_rules as u on u.rule = c.rule
where c.severity <> 'notice'
order by c.severity, r.office_name nulls last, u.title_en nulls last, c.detail nulls last;
