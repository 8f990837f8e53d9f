select
    office_name,
    year_key,
    approved_wan,
    adjusted_wan,
    adjusted_wan - approved_wan as change_wan,
    round((adjusted_wan - approved_wan) / nullif(approved_wan, 0) * 100, 4) as change_pct
from report_overview
where approved_wan is not null and adjusted_wan is not null
order by abs(change_pct) desc nulls last, office_name nulls last;
