{#- Which divisions' names stand in a text: office names, titles and origins of documents. Every run of 2 to 14 characters
    that ends like a division is looked up, so the join is one of equality however many offices there are. -#}
with offices as (
    select * from {{ touched('int_offices_named', 'document_key') }}
),

names as (
    select distinct place_name from {{ ref('int_divisions_named') }}
),

texts as (
    select
        document_key,
        office_name as source_text
    from offices
    where office_name is not null
    union
    select
        document_key,
        title as source_text
    from offices
    where title is not null
    union
    select
        document_key,
        origin as source_text
    from offices
),

lengths as (
    select counted.number + 1 as run_length
    from (select {{ each_member(integers_to(13)) }} as number) as counted
),

ends as (
    select
        document_key,
        source_text,
        {{ each_member(integers_to('length(source_text)')) }} as run_end
    from texts
),

name_ends as (
    select
        document_key,
        source_text,
        run_end
    from ends
    where instr('省市区县旗州盟镇乡道街木场会处团园岛域', substr(source_text, run_end, 1)) > 0
),

runs as (
    select
        name_ends.document_key,
        name_ends.source_text,
        name_ends.run_end - lengths.run_length + 1 as run_start,
        name_ends.run_end,
        substr(
            name_ends.source_text, cast(name_ends.run_end - lengths.run_length + 1 as bigint), lengths.run_length
        ) as place_name
    from name_ends
    inner join lengths on name_ends.run_end >= lengths.run_length
),

found as (
    select runs.*
    from runs
    inner join names on runs.place_name = names.place_name
),

-- 云城街 inside 云城街道 is no name of its own.
enclosed as (
    select distinct
        found.document_key,
        found.source_text,
        found.run_start,
        found.run_end
    from found
    inner join found as longer
        on
            found.document_key = longer.document_key
            and found.source_text = longer.source_text
            and found.run_start >= longer.run_start
            and found.run_end <= longer.run_end
            and found.run_end - found.run_start < longer.run_end - longer.run_start
)

select found.*
from found
left join enclosed
    on
        found.document_key = enclosed.document_key
        and found.source_text = enclosed.source_text
        and found.run_start = enclosed.run_start
        and found.run_end = enclosed.run_end
where enclosed.source_text is null
