{#- The office of each document: its key, full official name, type and level. Two documents that name one office
    differently (同德街, 白云区人民政府同德街道办事处) get one key: its division and what is left of its name. -#}
with matches as (
    select * from {{ touched('int_offices_matches', 'document_key') }}
),

districts as (
    select * from {{ ref('dim_districts') }}
),

cities as (
    select distinct
        city_code,
        city_name,
        province_name
    from districts
),

provinces as (
    select distinct
        province_code,
        province_name
    from districts
),

subdistricts as (
    select * from {{ ref('dim_subdistricts') }}
),

stem_aliases as (
    select * from {{ ref('office_stem_aliases') }}
),

office_types as (
    select * from {{ ref('office_types') }}
),

typed as (
    select
        matches.document_key,
        office_types.office_type,
        office_types.admin_level,
        row_number() over (partition by matches.document_key order by office_types.priority) as position
    from matches
    inner join office_types on {{ regexp_found('matches.office_name', 'office_types.name_pattern') }}
),

stemmed as (
    select
        matches.*,
        coalesce(typed.office_type, 'other') as printed_type,
        typed.admin_level as printed_level,
        {{ regexp_remove(
            "case when matches.division_end > 0 then substr(matches.office_name, cast(matches.division_end + 1 as bigint))"
            ~ " else " ~ regexp_remove('matches.office_name', '^(?:本|我)?(?:区|县|市|旗|镇|乡|街道|街)') ~ " end",
            var('generic_office_words')
        ) }} as printed_stem
    from matches
    left join typed on matches.document_key = typed.document_key and typed.position = 1
),

named as (
    select
        stemmed.*,
        coalesce(stem_aliases.stem, stemmed.printed_stem) as stem,
        districts.district_name,
        coalesce(districts.city_name, cities.city_name) as city_name,
        coalesce(districts.province_name, cities.province_name, provinces.province_name) as province_name,
        subdistricts.subdistrict_name
    from stemmed
    left join stem_aliases on stemmed.printed_stem = stem_aliases.printed_stem
    left join districts on stemmed.district_key = districts.district_key
    left join cities on stemmed.city_code = cities.city_code and stemmed.district_key is null
    left join provinces on stemmed.province_code = provinces.province_code
    left join subdistricts on stemmed.subdistrict_key = subdistricts.subdistrict_key
),

described as (
    select
        *,
        -- Only the office of the division itself is a sub-district office: its service stations are others.
        case
            when subdistrict_key is not null and stem = '' and subdistrict_name like '%街道%' then 'subdistrict_office'
            when subdistrict_key is not null and stem = '' then 'town_government'
            when subdistrict_key is not null and printed_type in ('subdistrict_office', 'town_government') then 'other'
            else printed_type
        end as office_type,
        case
            when subdistrict_key is not null then 'township'
            when printed_level is not null then printed_level
            when district_key is not null then 'county'
            when city_code is not null then 'city'
            when province_code is not null then 'province'
        end as admin_level,
        case
            when subdistrict_key is not null and instr(office_name, district_name) > 0 then office_name
            when district_key is not null and subdistrict_key is null and instr(office_name, district_name) > 0
                then office_name
            when district_key is null and city_name is not null and instr(office_name, city_name) > 0 then office_name
            when district_key is null and city_name is null and instr(office_name, province_name) > 0 then office_name
        end as full_printed_name,
        concat(
            coalesce(city_name, province_name, ''),
            case when district_name is distinct from city_name then coalesce(district_name, '') else '' end
        ) as seat
    from named
)

select
    document_key,
    case
        -- Whose report it is nothing says: an office of its own, as long as it comes from the same place.
        when office_name is null then {{ fingerprint(["'office'", "'unnamed'", 'first_path']) }}
        when division_code is null then {{ fingerprint(["'office'", "'unmatched'", normalise('office_name')]) }}
        else {{ fingerprint(["'office'", 'division_code', normalise('stem')]) }}
    end as office_key,
    case
        when division_code is null or office_name is null then office_name
        when full_printed_name is not null then full_printed_name
        when subdistrict_key is null then seat || case when stem = '' then '人民政府' else stem end
        when office_type = 'subdistrict_office'
            then seat || '人民政府' || {{ regexp_remove('subdistrict_name', '办事处$') }} || '办事处'
        when office_type = 'town_government' then seat || subdistrict_name || '人民政府'
        else seat || subdistrict_name || stem
    end as office_name,
    full_printed_name is not null as is_printed_in_full,
    office_type,
    admin_level,
    subdistrict_key,
    district_key,
    city_code,
    province_code,
    match_score,
    match_reason
from described
