{#- What each printed indicator name means: a concept of the dictionary, or the name itself with what its words
    tell. A name of the dictionary scores 1, a pattern 0.7, the last pattern (nothing tells) 0. Whole in every
    build: a name is described by all reports that print it; its key, direction and score follow from the name
    alone, so the indicators of untouched reports stand. -#}
{{ config(materialized='table') }}

with indicators as (
    select * from {{ ref('stg_indicators') }}
),

concepts as (
    select
        *,
        {{ normalise('alias') }} as alias_norm
    from {{ ref('indicator_concepts') }}
),

patterns as (
    select * from {{ ref('indicator_patterns') }}
),

names as (
    select
        {{ normalise('indicator_name') }} as indicator_norm,
        {{ min_by('indicator_name', '(length(indicator_name), indicator_name)') }} as printed_name,
        min(level1) as level1,
        min(level2) as level2,
        bool_or(coalesce(target_unit, actual_unit, '') = '%') as has_percent,
        bool_or(target_value is not null or actual_value is not null) as has_number
    from indicators
    group by {{ normalise('indicator_name') }}
),

by_pattern as (
    select
        names.indicator_norm,
        {{ min_by('patterns.priority', 'patterns.priority') }} as priority
    from names
    inner join patterns on {{ regexp_found('names.indicator_norm', 'patterns.name_pattern') }}
    group by names.indicator_norm
),

matched as (
    select
        names.indicator_norm,
        coalesce(
            concepts.indicator_name, patterns.indicator_name, {{ regexp_remove('names.printed_name', '\\s+') }}
        ) as indicator_name,
        coalesce(concepts.level1, names.level1) as level1,
        coalesce(concepts.level2, names.level2) as level2,
        coalesce(concepts.measure, case
            when patterns.name_pattern <> '.*' then patterns.measure
            when names.has_percent then 'percentage'
            when names.has_number then 'unit'
            else 'qualitative'
        end) as measure,
        case when concepts.alias is not null then concepts.is_ascending else patterns.is_ascending end as is_ascending,
        coalesce(concepts.usual_unit, patterns.usual_unit) as usual_unit,
        cast(case
            when concepts.alias is not null then 1
            when patterns.name_pattern <> '.*' then 0.7
            else 0
        end as decimal(5, 4)) as match_score
    from names
    left join concepts on names.indicator_norm = concepts.alias_norm
    left join by_pattern on names.indicator_norm = by_pattern.indicator_norm
    left join patterns on by_pattern.priority = patterns.priority
)

select
    {{ fingerprint(["'indicator'", normalise('indicator_name')]) }} as indicator_key,
    *
from matched
