{#- One row per concept; of names that share one, the surest match describes it. -#}
with matched as (
    select * from {{ ref('int_indicators_matched') }}
),

used as (
    select distinct indicator_norm from {{ ref('int_indicators_compared') }}
),

ranked as (
    select
        matched.*,
        row_number() over (
            partition by matched.indicator_key order by matched.match_score desc, matched.indicator_norm asc
        ) as position
    from matched
    inner join used on matched.indicator_norm = used.indicator_norm
)

select
    indicator_key,
    level1,
    level2,
    indicator_name,
    measure,
    is_ascending,
    usual_unit
from ranked
where position = 1
