-- question: Which problems with budgets or money do offices admit?
-- 问题: 各单位承认哪些预算和资金方面的问题？
-- who: journalist 记者
-- tables: fct_findings, dim_offices
select
    office_name,
    year_key,
    finding_seq,
    finding_text
from fct_findings
inner join dim_offices using (office_key)
where finding_kind = 'problem' and regexp_matches(finding_text, '预算|资金|支出|采购')
order by office_name, year_key, finding_seq;
