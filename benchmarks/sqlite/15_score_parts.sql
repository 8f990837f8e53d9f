select
    o.office_name,
    s.year_key,
    s.component,
    s.max_score,
    s.score,
    round(s.score / nullif(s.max_score, 0) * 100, 4) as score_pct
from fct_scores as s
inner join dim_offices as o on o.office_key = s.office_key
where s.component <> 'total'
order by o.office_name nulls last, s.year_key nulls last, s.component;
