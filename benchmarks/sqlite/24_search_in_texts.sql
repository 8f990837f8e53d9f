with found as (
    select document_key, text, instr(text, '满意度') as place
    from quality.document_texts
    where instr(text, '满意度') > 0
)
select
    o.office_name,
    r.year_key,
    substr(f.text, max(f.place - 21, 0) + 1, f.place - 1 - max(f.place - 21, 0))
    || '【' || substr(f.text, f.place, 3) || '】' || substr(f.text, f.place + 3, 20) as first_place
from found as f
inner join dim_reports as r on r.document_key = f.document_key
inner join dim_offices as o on o.office_key = r.office_key
order by o.office_name nulls last;
