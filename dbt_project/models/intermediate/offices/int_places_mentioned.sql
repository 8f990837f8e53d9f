{#- The context of each document: which divisions it mentions beside its office's name, and how strongly (0 to 1 within a
    level). A title weighs like five mentions, a path or address like three. -#}
with mentions as (
    select * from {{ touched('stg_place_mentions', 'document_key') }}
),

offices as (
    select * from {{ touched('int_offices_named', 'document_key') }}
),

found as (
    select * from {{ touched('int_places_found', 'document_key') }}
),

divisions as (
    select * from {{ ref('int_divisions_named') }}
),

named as (
    select
        document_key,
        place_name,
        mentions as weight
    from mentions

    union all

    select
        offices.document_key,
        found.place_name,
        5 as weight
    from offices
    inner join found on offices.document_key = found.document_key and offices.title = found.source_text

    union all

    select
        offices.document_key,
        found.place_name,
        3 as weight
    from offices
    inner join found on offices.document_key = found.document_key and offices.origin = found.source_text
),

weighed as (
    select
        named.document_key,
        divisions.place_level,
        divisions.division_code,
        sum(named.weight) as weight
    from named
    inner join divisions on named.place_name = divisions.place_name
    group by named.document_key, divisions.place_level, divisions.division_code
)

select
    document_key,
    place_level,
    division_code,
    weight,
    {{ divide('weight', 'max(weight) over (partition by document_key, place_level)') }} as share
from weighed
