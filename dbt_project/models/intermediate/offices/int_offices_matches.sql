{#- The division of each document's office, or none with the reason. A match needs a score of 0.7 and a lead of 0.1 over the
    next division of the same level; a name without any division's name (区残联) is matched by context alone, when one
    division of the level it speaks of is mentioned at least twice as often as any other. -#}
with offices as (
    select * from {{ touched('int_offices_named', 'document_key') }}
),

scored as (
    select * from {{ touched('int_offices_scored', 'document_key') }}
),

mentioned as (
    select * from {{ touched('int_places_mentioned', 'document_key') }}
),

divisions as (
    select distinct
        division_code,
        province_code,
        city_code,
        district_key,
        subdistrict_key
    from {{ ref('int_divisions_named') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by document_key order by depth desc, match_score desc, run_end desc, division_code asc
        ) as position,
        max(depth) over (partition by document_key) as deepest
    from scored
),

runners_up as (
    select
        best.document_key,
        max(others.match_score) as match_score
    from ranked as best
    inner join ranked as others
        on
            best.document_key = others.document_key
            and best.depth = others.depth
            and best.division_code <> others.division_code
    where best.position = 1
    group by best.document_key
),

by_name as (
    select
        best.document_key,
        best.place_name,
        best.run_end,
        best.match_score,
        case
            when best.match_score < 0.7
                then
                    'unmatched: ' || best.namesakes || ' divisions may be meant by ' || best.place_name
                    || ' and nothing in the document tells which'
            when best.match_score - coalesce(runners_up.match_score, 0) < 0.1
                then 'unmatched: ambiguous, several divisions fit ' || best.place_name || ' equally well'
        end as refusal,
        best.division_code
    from ranked as best
    left join runners_up on best.document_key = runners_up.document_key
    where best.position = 1
),

levels_spoken_of as (
    select
        offices.document_key,
        case
            when {{ regexp_found('offices.office_name', "'^(本|我)?(街|镇|乡)'") }} then 'township'
            when {{ regexp_found('offices.office_name', "'^(本|我)?(区|县|旗)'") }} then 'county'
            when {{ regexp_found('offices.office_name', "'^(本|我)?市'") }} then 'city'
        end as place_level
    from offices
    left join by_name on offices.document_key = by_name.document_key
    where by_name.document_key is null
),

context_ranked as (
    select
        levels_spoken_of.document_key,
        mentioned.division_code,
        coalesce(cities.share, 0) as city_share,
        row_number() over (
            partition by levels_spoken_of.document_key
            order by mentioned.weight desc, coalesce(cities.share, 0) desc, mentioned.division_code asc
        ) as position,
        mentioned.weight * (1 + coalesce(cities.share, 0)) as strength
    from levels_spoken_of
    inner join mentioned
        on
            levels_spoken_of.document_key = mentioned.document_key
            and levels_spoken_of.place_level = mentioned.place_level
    inner join divisions on mentioned.division_code = divisions.division_code
    left join mentioned as cities
        on
            levels_spoken_of.document_key = cities.document_key
            and cities.place_level = 'city'
            and divisions.city_code = cities.division_code
),

by_context as (
    select
        best.document_key,
        best.division_code
    from context_ranked as best
    left join context_ranked as second
        on best.document_key = second.document_key and second.position = 2
    where best.position = 1 and best.strength >= 2 * coalesce(second.strength, 0)
),

decided as (
    select
        offices.*,
        case
            when by_name.refusal is null then coalesce(by_name.division_code, by_context.division_code)
        end as division_code,
        coalesce(by_name.run_end, 0) as division_end,
        cast(case
            when by_name.division_code is not null then by_name.match_score
            when by_context.division_code is not null then 0.7
            else 0
        end as decimal(5, 4)) as match_score,
        case
            when by_name.refusal is not null then by_name.refusal
            when by_name.division_code is not null then 'name and context: ' || by_name.place_name
            when by_context.division_code is not null
                then 'context only: the one division of its level that the document speaks of'
            when offices.office_name is null then 'unmatched: no office name'
            else 'unmatched: no name of a division in it'
        end as match_reason
    from offices
    left join by_name on offices.document_key = by_name.document_key
    left join by_context on offices.document_key = by_context.document_key
)

select
    decided.*,
    divisions.province_code,
    divisions.city_code,
    divisions.district_key,
    divisions.subdistrict_key
from decided
left join divisions on decided.division_code = divisions.division_code
