select
    o.office_name,
    f.year_key,
    f.finding_seq,
    f.finding_text
from fct_findings as f
inner join dim_offices as o on o.office_key = f.office_key
where
    f.finding_kind = 'problem'
    and (
        instr(f.finding_text, '预算') or instr(f.finding_text, '资金') or instr(f.finding_text, '支出')
        or instr(f.finding_text, '采购')
    )
order by o.office_name nulls last, f.year_key nulls last, f.finding_seq nulls last;
