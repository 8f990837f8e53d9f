-- question: Which reports speak of satisfaction, and how?
-- 问题: 哪些报告提到满意度？怎么说的？
-- who: journalist 记者
-- tables: quality.document_texts, dim_reports, dim_offices
with found as (
    select
        document_key,
        cast(instr(text, '满意度') as integer) as place
    from quality.document_texts
    where contains(text, '满意度')
)

select
    office_name,
    year_key,
    passage(document_key, place - 1, place + 2, around := 20) as first_place
from found
inner join dim_reports using (document_key)
inner join dim_offices using (office_key)
order by office_name;
