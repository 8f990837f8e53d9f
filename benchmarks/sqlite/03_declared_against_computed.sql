select
    o.office_name,
    t.year_key,
    t.declared_execution_rate_pct,
    t.computed_execution_rate_pct,
    abs(t.declared_execution_rate_pct - t.computed_execution_rate_pct) as difference,
    t.declared_rate_basis
from fct_report_totals as t
inner join dim_offices as o on o.office_key = t.office_key
where t.declared_execution_rate_pct is not null
order by difference desc nulls last, o.office_name nulls last;
