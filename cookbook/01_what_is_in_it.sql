-- question: Which reports does the warehouse hold?
-- 问题: 库里有哪些报告？
-- who: journalist 记者
-- tables: report_overview
select
    year_key,
    city_name,
    district_name,
    office_name,
    subject_kind
from report_overview
order by all;
