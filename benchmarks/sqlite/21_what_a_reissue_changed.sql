select
    o.office_name,
    i.year_key,
    i.indicator_name,
    b.actual_text as was,
    i.actual_text as is_now,
    b.declared_score as score_was,
    i.declared_score as score_is_now
from history.fct_indicators as b
inner join main.fct_indicators as i on i.indicator_fact_key = b.indicator_fact_key
inner join dim_offices as o on o.office_key = i.office_key
where b.actual_text is not i.actual_text or b.declared_score is not i.declared_score
order by o.office_name nulls last, i.indicator_name nulls last;
