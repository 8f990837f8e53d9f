{{ config(tags=['reference']) }}

select
    fund_key,
    fund_name,
    fund_name_en
from {{ ref('funds') }}
