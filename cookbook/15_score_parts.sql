-- question: Of which parts does the self-score consist?
-- 问题: 自评得分由哪些部分组成？
-- who: researcher 研究者
-- tables: fct_scores, dim_offices
-- note: The total is a row of its own and is left out here.
-- 说明: 总分是单独的一行，这里不列。
select
    office_name,
    year_key,
    component,
    max_score,
    score,
    rate_pct(score, max_score) as score_pct
from fct_scores
inner join dim_offices using (office_key)
where component <> 'total'
order by office_name, year_key, component;
