-- question: Where did an office give itself more points than the platform's rule gives?
-- 问题: 哪些指标的自评得分高于按平台规则重算的得分？
-- who: auditor 审计
-- tables: indicators_wide
select
    office_name,
    year_key,
    indicator_name,
    target_text,
    actual_text,
    weight,
    declared_score,
    recomputed_score
from indicators_wide
where score_difference > 0 and not is_duplicate_row
order by score_difference desc, office_name, indicator_name;
