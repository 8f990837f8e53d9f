-- question: How did one office develop over the years?
-- 问题: 一个单位历年情况如何？
-- who: researcher 研究者
-- tables: offices_over_years
-- note: A part of the name is enough; the samples hold one year per office, so there is nothing before to compare with.
-- 说明: 名称写一部分即可；样例每个单位只有一年，没有上一份可比。
select
    office_name,
    year_key,
    executed_wan,
    computed_execution_rate_pct,
    self_score,
    previous_year_key,
    executed_change_wan
from office_over_years('街道')
order by office_name, year_key;
