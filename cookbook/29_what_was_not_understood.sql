-- question: How many of the printed numbers did the warehouse not understand?
-- 问题: 报告中印出的数字有多少没有被理解？
-- who: researcher 研究者
-- tables: quality.printed_numbers, dim_reports, dim_offices
-- note: Numbers with another reason are dates, list numbers, document numbers and the like.
-- 说明: 其余为日期、序号、文号等。
select
    office_name,
    year_key,
    count(*) as printed,
    count(*) filter (where claimed_by like 'fct!_%' escape '!') as in_facts,
    count(*) filter (where claimed_by is null) as not_understood
from quality.printed_numbers
inner join dim_reports using (document_key)
inner join dim_offices using (office_key)
group by all
order by office_name, year_key;
