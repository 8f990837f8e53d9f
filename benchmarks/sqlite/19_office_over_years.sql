with over_years as (
    select
        office_name,
        year_key,
        executed_wan,
        computed_execution_rate_pct,
        self_score,
        lag(year_key) over of_office as previous_year_key,
        executed_wan - lag(executed_wan) over of_office as executed_change_wan
    from report_overview
    where subject_kind = 'department' and not is_targets_only and instr(office_name, '街道') > 0
    window of_office as (partition by office_key, scope order by year_key)
)
select * from over_years
order by office_name, year_key nulls last;
