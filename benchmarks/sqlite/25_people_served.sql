select
    o.office_name,
    s.year_key,
    s.subject,
    s.value_text,
    s.value,
    s.unit
from fct_statistics as s
inner join dim_offices as o on o.office_key = s.office_key
where s.unit in ('人次', '人', '户', '名') and not s.is_restatement
order by s.value desc nulls last, o.office_name nulls last, s.subject nulls last
limit 10;
