{#- Lists that a sentence announces with their number: 涉及以下六项资金：…、…. Members that the text itself leaves open (等), or
    whose separators are of two kinds, cannot be counted. -#}
{%- set numeral = '(?:[0-9]{1,2}|[二两三四五六七八九十]{1,2})' -%}
with members as (
    select * from {{ touched('int_reports_documents') }}
),

texts as (
    select * from {{ touched('stg_document_texts', 'document_key') }}
),

announcements as (
    select
        members.report_key,
        members.document_key,
        texts.text,
        {{ each_member(regexp_all(
            'texts.text',
            '(?:共|以下|下列|分别|涉及|包括|包含|实施|安排)[^，。；;：:、\\n\\t0-9]{0,8}' ~ numeral
            ~ ' ?[个项类大][^，。；;：:、\\n\\t0-9]{0,8}[：:][^。；;：:！？\\n\\t]{6,300}[。；;\\n]'
        )) }} as clause_text
    from members
    inner join texts on members.document_key = texts.document_key
    where members.role = 'main'
),

read_announcements as (
    select
        *,
        {{ regexp_first(
            'clause_text', '(' ~ numeral ~ ') ?[个项类大][^，。；;：:、\\n\\t0-9]{0,8}[：:]', 1
        ) }} as numeral,
        {{ regexp_remove(
            regexp_remove(regexp_first('clause_text', '[：:](.*)[。；;\\n]$', 1), '（[^（）]*）|[(][^()]*[)]'), '[“”"《》]'
        ) }} as listed_text
    from announcements
),

counted as (
    select
        *,
        coalesce(
            try_cast(numeral as bigint),
            case numeral
                {%- for word in ['二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'] %}
                when '{{ word }}' then {{ loop.index + 1 }}
                {%- endfor %}
                when '两' then 2
            end
        ) as announced,
        length(listed_text) - length(replace(listed_text, '、', '')) + 1 as listed,
        length({{ regexp_remove('listed_text', '[^和及与]') }}) as joined,
        instr(text, clause_text) - 1 as place_in_text
    from read_announcements
),

announced_lists as (
    select
        report_key,
        'count_vs_list' as rule,
        'list+' || place_in_text as place,
        case
            when announced = listed then 'pass'
            -- 和 and 及 may join two members, or stand within one.
            when announced > listed and announced <= listed + joined then 'pass'
            when
                {{ regexp_found('listed_text', "'等|[，,0-9]|其中|以及其他|[^、]{25}'") }}
                or listed < 3
                or abs(announced - listed) > 1
                then 'insufficient_data'
            when announced < listed and joined > 0 then 'insufficient_data'
            else 'fail'
        end as outcome,
        'warning' as severity,
        announced || ' are announced, ' || listed || ' are listed' as detail,
        {{ to_value('announced') }} as expected_value,
        {{ to_value('listed') }} as stated_value,
        substr(clause_text, 1, 200) as quote_a,
        cast(null as string) as quote_b,
        document_key,
        cast(null as integer) as page,
        cast(place_in_text as integer) as char_start,
        cast(place_in_text + length(clause_text) as integer) as char_end,
        clause_text as quote
    from counted
    where announced between 3 and 12
    qualify row_number() over (partition by report_key, document_key, place_in_text order by announced) = 1
)

{{ told_where_failed('announced_lists') }}
