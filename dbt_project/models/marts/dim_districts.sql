{{ config(tags=['reference']) }}

with districts as (
    select * from {{ ref('division_districts') }}
),

cities as (
    select * from {{ ref('division_cities') }}
),

provinces as (
    select * from {{ ref('division_provinces') }}
)

select
    districts.district_key,
    districts.district_name,
    cities.city_code,
    -- A municipality's districts belong to the municipality; a county directly under a province to no city.
    case
        when cities.city_name in ('市辖区', '县') then provinces.province_name
        when cities.city_name like '%直辖县级行政区划' then null
        else cities.city_name
    end as city_name,
    provinces.province_code,
    provinces.province_name
from districts
inner join cities on substr(districts.district_key, 1, 4) || '00' = cities.city_code
inner join provinces on substr(districts.district_key, 1, 2) || '0000' = provinces.province_code
