select
    o.office_name,
    r.year_key,
    count(*) as printed,
    sum(n.claimed_by >= 'fct_' and n.claimed_by < 'fct`') as in_facts,
    sum(n.claimed_by is null) as not_understood
from quality.printed_numbers as n
inner join dim_reports as r on r.document_key = n.document_key
inner join dim_offices as o on o.office_key = r.office_key
group by o.office_name, r.year_key
order by o.office_name nulls last, r.year_key nulls last;
