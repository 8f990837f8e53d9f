{#- Every division an office's name may mean, with a score between 0 and 1 built from what the name and the context say.
    A division that contradicts a county or city named in the same name is no candidate. -#}
with offices as (
    select * from {{ touched('int_offices_named', 'document_key') }}
),

found as (
    select * from {{ touched('int_places_found', 'document_key') }}
),

divisions as (
    select * from {{ ref('int_divisions_named') }}
),

mentioned as (
    select * from {{ touched('int_places_mentioned', 'document_key') }}
),

hits as (
    select
        offices.document_key,
        offices.office_name,
        found.run_end,
        divisions.*
    from offices
    inner join found on offices.document_key = found.document_key and offices.office_name = found.source_text
    inner join divisions on found.place_name = divisions.place_name
),

levels_named as (
    select
        document_key,
        max(case when depth = 1 then 1 else 0 end) as names_province,
        max(case when depth = 2 then 1 else 0 end) as names_city,
        max(case when depth = 3 then 1 else 0 end) as names_county
    from hits
    group by document_key
),

candidates as (
    select distinct
        hits.document_key,
        hits.place_level,
        hits.depth,
        hits.division_code,
        hits.place_name,
        hits.name_kind,
        hits.run_end,
        hits.province_code,
        hits.city_code,
        hits.district_key,
        hits.subdistrict_key,
        levels_named.names_county = 1 and hits.depth > 3 as has_county,
        levels_named.names_city = 1 and hits.depth > 2 as has_city,
        levels_named.names_province = 1 and hits.depth > 1 as has_province
    from hits
    inner join levels_named on hits.document_key = levels_named.document_key
    left join hits as counties
        on
            hits.document_key = counties.document_key
            and counties.depth = 3
            and hits.district_key = counties.division_code
    left join hits as cities
        on
            hits.document_key = cities.document_key
            and cities.depth = 2
            and hits.city_code = cities.division_code
    left join hits as provinces
        on
            hits.document_key = provinces.document_key
            and provinces.depth = 1
            and hits.province_code = provinces.division_code
    where
        (levels_named.names_county = 0 or hits.depth <= 3 or counties.division_code is not null)
        and (levels_named.names_city = 0 or hits.depth <= 2 or cities.division_code is not null)
        and (levels_named.names_province = 0 or hits.depth <= 1 or provinces.division_code is not null)
),

with_context as (
    select
        candidates.*,
        count(*) over (partition by candidates.document_key, candidates.depth) as namesakes,
        coalesce(counties.share, 0) as county_share,
        coalesce(cities.share, 0) as city_share,
        coalesce(provinces.share, 0) as province_share
    from candidates
    left join mentioned as counties
        on
            candidates.document_key = counties.document_key
            and candidates.depth > 3
            and counties.place_level = 'county'
            and candidates.district_key = counties.division_code
    left join mentioned as cities
        on
            candidates.document_key = cities.document_key
            and candidates.depth > 2
            and cities.place_level = 'city'
            and candidates.city_code = cities.division_code
    left join mentioned as provinces
        on
            candidates.document_key = provinces.document_key
            and candidates.depth > 1
            and provinces.place_level = 'province'
            and candidates.province_code = provinces.division_code
)

select
    *,
    least(
        1.0,
        case name_kind when 'full' then 0.5 else 0.4 end
        -- What stands above it: all of it in the name itself, less of it when only the document mentions it.
        + case
            when depth <= 2 then 0.35
            when depth = 3 then case when has_city then 0.35 else 0.3 * city_share end
            else
                case when has_county then 0.35 else 0.3 * county_share end
                + case when has_city then 0.15 else 0.15 * city_share end
        end
        + case when has_province then 0.05 else 0.05 * province_share end
        + case when namesakes = 1 then 0.25 else 0 end
    ) as match_score
from with_context
