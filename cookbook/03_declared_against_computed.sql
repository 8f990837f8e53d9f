-- question: Whose declared execution rate is not the one its figures give?
-- 问题: 谁填报的执行率与按金额计算的不一致？
-- who: auditor 审计
-- tables: fct_report_totals, dim_offices
-- note: A difference within the printed decimals is rounding; the rule execution_rate tells the two apart.
-- 说明: 末位之内的差异是四舍五入；规则 execution_rate 会区分二者。
select
    office_name,
    year_key,
    declared_execution_rate_pct,
    computed_execution_rate_pct,
    abs(declared_execution_rate_pct - computed_execution_rate_pct) as difference,
    declared_rate_basis
from fct_report_totals
inner join dim_offices using (office_key)
where declared_execution_rate_pct is not null
order by difference desc nulls last, office_name;
