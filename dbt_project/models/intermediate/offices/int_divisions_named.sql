{{ config(materialized='table', tags=['reference']) }}

{#- Every name a division goes by: its full name, the short form in speech, and old names. One row per name and code. -#}
{%- set ethnic_groups -%}
(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺)族
{%- endset -%}
with districts as (
    select * from {{ ref('dim_districts') }}
),

subdistricts as (
    select * from {{ ref('dim_subdistricts') }}
),

aliases as (
    select * from {{ ref('division_aliases') }}
),

divisions as (
    select distinct
        'province' as place_level,
        1 as depth,
        province_code as division_code,
        province_name as division_name,
        province_code,
        cast(null as string) as city_code,
        cast(null as string) as district_key,
        cast(null as string) as subdistrict_key
    from districts

    union all

    select distinct
        'city' as place_level,
        2 as depth,
        city_code as division_code,
        city_name as division_name,
        province_code,
        city_code,
        cast(null as string) as district_key,
        cast(null as string) as subdistrict_key
    from districts
    where city_name is not null and city_name <> province_name

    union all

    select
        'county' as place_level,
        3 as depth,
        district_key as division_code,
        district_name as division_name,
        province_code,
        city_code,
        district_key,
        cast(null as string) as subdistrict_key
    from districts
    -- A city without counties stands at both levels under one name: the city is meant.
    where district_name is distinct from city_name

    union all

    select
        'township' as place_level,
        4 as depth,
        subdistricts.subdistrict_key as division_code,
        -- A few are listed by the name of their office; everybody else's ends without it.
        {{ regexp_end_replaced('subdistricts.subdistrict_name', '街道办(事处)?$', '街道') }} as division_name,
        districts.province_code,
        districts.city_code,
        districts.district_key,
        subdistricts.subdistrict_key
    from subdistricts
    inner join districts on subdistricts.district_key = districts.district_key
),

short_names as (
    select
        *,
        case
            when place_level = 'township' and division_name like '%街道'
                then substr(division_name, 1, length(division_name) - 1)
            when {{ regexp_found('division_name', "'" ~ ethnic_groups ~ ".*(?:乡|镇|县|州|旗|区)$'") }}
                then {{ regexp_end_replaced('division_name', ethnic_groups ~ '.*(乡|镇|县|州|旗|区)$', group=1) }}
        end as short_name
    from divisions
),

all_names as (
    select
        divisions.division_name as place_name,
        'full' as name_kind,
        divisions.*
    from divisions

    union all

    select
        short_name as place_name,
        'short' as name_kind,
        {{ columns_except(['short_name']) }}
    from short_names
    where length(short_name) >= 3

    union all

    select
        aliases.alias as place_name,
        'full' as name_kind,
        divisions.*
    from aliases
    inner join divisions on cast(aliases.division_code as string) = divisions.division_code
)

select * from all_names
