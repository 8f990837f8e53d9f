-- question: What did a re-issued report change?
-- 问题: 更正后的报告改了什么？
-- who: journalist 记者
-- tables: fct_indicators, history.fct_indicators, dim_offices
-- note: Keys are stable: the same indicator of two versions has one key.
-- 说明: 键是稳定的：同一指标在两个版本中键相同。
select
    office_name,
    current.year_key,
    current.indicator_name,
    before.actual_text as was,
    current.actual_text as is_now,
    before.declared_score as score_was,
    current.declared_score as score_is_now
from fct_indicators as current
inner join history.fct_indicators as before using (indicator_fact_key)
inner join dim_offices on current.office_key = dim_offices.office_key
where
    before.actual_text is distinct from current.actual_text
    or before.declared_score is distinct from current.declared_score
order by office_name, current.indicator_name;
