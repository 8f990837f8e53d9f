-- question: Where does the report say so? The largest total, traced to its place.
-- 问题: 报告哪里写的？追溯最大一笔总额的出处。
-- who: journalist 记者
-- tables: spending_by_total, fct_evidence
-- note: 【 】 marks the figure. jixiao why spending KEY prints the same.
-- 说明: 【】标出该数字。命令 jixiao why spending 键 得到相同结果。
select
    column_name,
    quote,
    in_its_place,
    page
from evidence_of((
    select spending_key from spending_by_total
    order by executed_amount desc nulls last, spending_key
    limit 1
))
where column_name = 'executed_amount';
