select
    office_name,
    year_key,
    indicator_count,
    met_count,
    indicator_count - unknown_count as judged_count,
    round(cast(met_count as real) / nullif(indicator_count - unknown_count, 0) * 100, 4) as met_pct
from report_overview
where indicator_count > 0
order by met_pct nulls last, office_name nulls last;
