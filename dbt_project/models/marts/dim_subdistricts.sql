{{ config(tags=['reference']) }}

select
    subdistrict_key,
    subdistrict_name,
    substr(subdistrict_key, 1, 6) as district_key
from {{ ref('division_subdistricts') }}
