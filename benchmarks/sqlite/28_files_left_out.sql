select
    replace(source_path, rtrim(source_path, replace(source_path, '/', '')), '') as file_name,
    outcome,
    reason
from quality.documents
where outcome = 'quarantined'
order by 1 nulls last, 2, 3 nulls last;
