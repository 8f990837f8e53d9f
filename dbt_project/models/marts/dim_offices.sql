{#- One name per office: the fullest that any document prints in full, else the one built from its division. -#}
with identified as (
    select * from {{ ref('int_offices_identified') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by office_key
            order by
                match_score desc,
                case when is_printed_in_full then 0 else 1 end asc,
                length(office_name) desc,
                office_name asc,
                document_key asc
        ) as position
    from identified
)

select
    office_key,
    office_name,
    office_type,
    admin_level,
    subdistrict_key,
    district_key,
    city_code,
    province_code,
    {{ to_decimal('match_score', 5, 4) }} as match_score,
    match_reason
from ranked
where position = 1
