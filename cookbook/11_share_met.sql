-- question: What share of the indicators that can be judged was met?
-- 问题: 能够判断的指标中，达标的占多少？
-- who: researcher 研究者
-- tables: report_overview
-- note: Indicators whose target or actual is words alone are not judged, and not counted against the office.
-- 说明: 目标或实际只有文字的指标无法判断，不算未达标。
select
    office_name,
    year_key,
    indicator_count,
    met_count,
    indicator_count - unknown_count as judged_count,
    rate_pct(met_count, indicator_count - unknown_count) as met_pct
from report_overview
where indicator_count > 0
order by met_pct nulls last, office_name;
