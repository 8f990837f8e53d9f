{#- Completion, status and score of each indicator, recomputed. The platform's rules (财预〔2020〕10号 and the public code of the
    budget platform) give the score; completion and status are our own definitions, in the description of the columns. -#}
with indicators as (
    select * from {{ touched('int_indicators_corrected') }}
),

matches as (
    select * from {{ ref('int_indicators_matched') }}
),

prepared as (
    select
        indicators.*,
        matches.indicator_key,
        matches.is_ascending,
        matches.match_score,
        cast(indicators.target_value as double) as target,
        cast(indicators.actual_value as double) as actual,
        -- A sign or word that compares; without one a bare figure may be a floor or a ceiling.
        {{ regexp_found("coalesce(indicators.target_text, '')", "'[=＝═≥≤≧≦><＞＜]|等于|达|不[低高少多超大小]|以[上下内]'") }}
            as names_comparator,
        coalesce(indicators.target_unit_norm = indicators.actual_unit_norm, true) as is_same_unit
    from indicators
    inner join matches on indicators.indicator_norm = matches.indicator_norm
),

directed as (
    select
        *,
        case
            when target is null or actual is null or not is_same_unit then 'none'
            when target_comparator in ('<', '<=') then 'reverse'
            when target_comparator in ('>', '>=') then 'positive'
            when not names_comparator and is_ascending = false then 'reverse'
            else 'positive'
        end as rule_direction,
        -- `≥ 90` reached against a target of 95 does not tell whether 95 was reached.
        coalesce(
            (actual_comparator in ('>', '>=') and actual < target)
            or (actual_comparator in ('<', '<=') and actual > target), false
        ) as is_open_ended
    from prepared
),

compared as (
    select
        *,
        case
            when rule_direction = 'none' then null
            when rule_direction = 'reverse' and target_comparator = '<'
                then actual < target or (actual = target and coalesce(actual_comparator, '=') = '<')
            when rule_direction = 'reverse' then actual <= target
            when target_comparator = '>'
                then actual > target or (actual = target and coalesce(actual_comparator, '=') = '>')
            when target = 0 and coalesce(target_comparator, '=') in ('=', '~') then actual <= 0
            else actual >= target
        end as is_reached
    from directed
),

completed as (
    select
        *,
        case
            when rule_direction = 'none' then null
            when rule_direction = 'positive' and target > 0 then 100 * actual / target
            when rule_direction = 'positive' and target = 0 then case when actual <= 0 then 100 end
            when rule_direction = 'positive' then case when is_reached then 100 end
            when actual <= target then 100
            when target > 0 then greatest(0, 1 - (actual - target) / target) * 100
            when target = 0 then 0
        end as completion
    from compared
),

scored as (
    select
        *,
        case
            when weight is null or rule_direction = 'none' or is_open_ended then null
            when rule_direction = 'positive' and target > 0
                then least(1, greatest(0, actual / target)) * weight
            when rule_direction = 'positive' and target = 0 and target_comparator in ('>', '>=')
                then case when actual >= 0 then weight else 0 end
            when rule_direction = 'positive' and target = 0
                then case when actual <= 0 then weight else 0 end
            when rule_direction = 'positive' then case when is_reached then weight end
            when actual <= target then weight
            when actual >= 2 * target then 0
            else (1 - (actual - target) / target) * weight
        end as platform_score
    from completed
)

select
    {{ columns_except(['completion', 'platform_score']) }},
    {{ to_percent('completion') }} as computed_completion_pct,
    case
        when is_reached is null then 'unknown'
        when is_reached then 'met'
        when is_open_ended then 'unknown'
        when
            not names_comparator
            and coalesce(target_comparator, '=') in ('=', '~')
            and is_ascending is null
            then 'unknown'
        when completion >= 60 then 'partly_met'
        else 'not_met'
    end as computed_status,
    {{ to_value(rounded('platform_score', 2)) }} as recomputed_score
from scored
