-- question: Which files were not loaded, and why?
-- 问题: 哪些文件没有入库？为什么？
-- who: auditor 审计
-- tables: quality.documents
select
    parse_filename(source_path) as file_name,
    outcome,
    reason
from quality.documents
where outcome = 'quarantined'
order by all;
