select
    office_name,
    year_key,
    self_score,
    declared_grade,
    computed_grade
from report_overview
where self_score is not null
order by self_score desc, office_name nulls last;
