{{ config(tags=['reference']) }}

with years as (
    select 2009 + counted.number as year_key
    from (select {{ each_member(integers_to(26)) }} as number) as counted
),

plans as (
    select * from {{ ref('five_year_plans') }}
)

select
    cast(years.year_key as integer) as year_key,
    make_date(years.year_key, 1, 1) as start_date,
    make_date(years.year_key, 12, 31) as end_date,
    plans.five_year_plan,
    cast(years.year_key - plans.first_year + 1 as integer) as five_year_plan_year
from years
left join plans on years.year_key between plans.first_year and plans.last_year
