-- question: Which numbers of people do reports boast of?
-- 问题: 报告中提到服务了多少人？
-- who: journalist 记者
-- tables: fct_statistics, dim_offices
-- note: value is in the base unit: 1.2万 is 12000.
-- 说明: value 已折算为基本单位：1.2万即12000。
select
    office_name,
    year_key,
    subject,
    value_text,
    value,
    unit
from fct_statistics
inner join dim_offices using (office_key)
where unit in ('人次', '人', '户', '名') and not is_restatement
order by value desc, office_name, subject
limit 10;
