select
    year_key,
    city_name,
    district_name,
    office_name,
    subject_kind
from report_overview
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last, 5 nulls last;
