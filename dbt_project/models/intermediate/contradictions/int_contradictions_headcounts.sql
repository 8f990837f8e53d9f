{#- Heads counted by kind against the count of all of them, as one sentence or one block of a form tells them: 在编 81 人 (行政 17 人、
    事业 66 人). Posts (编制) and heads in them are two things: parts that fit either whole agree. -#}
{%- set kinds = ['total', 'established', 'administrative', 'institution', 'contract'] -%}
{%- set other_kinds = "'工勤|工人|参公|军转|雇员|政法|专技|专业技术|借调|其他人员|党群|干部'" -%}
with figures as (
    {{ reported_facts('stg_figures') }}
),

heads as (
    select
        report_key,
        document_key,
        {%- for kind in kinds %}
        {{ min_by('cast(value as double)', 'reading_order') }}
        filter (where figure = 'headcount_{{ kind }}') as {{ kind }},
        {{ min_by('quote', 'reading_order') }} filter (where figure = 'headcount_{{ kind }}') as {{ kind }}_quote,
        {{ min_by('char_start', 'reading_order') }} filter (where figure = 'headcount_{{ kind }}') as {{ kind }}_start,
        {%- endfor %}
        {{ min_by('char_end', 'reading_order') }}
        filter (where figure = 'headcount_administrative') as administrative_end,
        {{ min_by('char_end', 'reading_order') }} filter (where figure = 'headcount_contract') as contract_end,
        {{ min_by('page', 'reading_order') }} as page
    from figures
    where figure like 'headcount%' and value is not null
    group by report_key, document_key
),

-- 行政 and 事业 against the heads (or posts) told right before them.
officials as (
    select
        *,
        administrative + institution as part_sum,
        coalesce(established, total) as whole,
        case when established is null then total_quote else established_quote end as whole_quote,
        case when established is null then total_start else established_start end as whole_start
    from heads
    where
        administrative is not null
        and institution is not null
        and coalesce(established, total) is not null
        and abs(institution_start - administrative_start) <= 40
),

official_parts as (
    select
        report_key,
        'headcount_parts' as rule,
        'officials' as place,
        case
            when part_sum in (established, total) then 'pass'
            when part_sum + coalesce(contract, 0) in (established, total) then 'pass'
            when
                {{ regexp_found('whole_quote', other_kinds) }}
                or {{ regexp_found('administrative_quote', other_kinds) }}
                then 'insufficient_data'
            -- Heads by kind stand behind their whole; posts are no whole of heads.
            when
                administrative_start - whole_start between 0 and 60
                and abs(part_sum - whole) <= 0.15 * whole
                and not (
                    {{ regexp_found('whole_quote', "'编制|核定'") }}
                    and not {{ regexp_found('whole_quote', "'编制[^，。；;]{0,8}[0-9]+[人名个]?[，,]?(其中|[（(])'") }}
                )
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        {{ plain_number('administrative') }} || ' + ' || {{ plain_number('institution') }} || ' = '
        || {{ plain_number('part_sum') }} || ' heads by kind, stated in all ' || {{ plain_number('whole') }} as detail,
        {{ to_value('part_sum') }} as expected_value,
        {{ to_value('whole') }} as stated_value,
        {{ clause('whole_quote') }} as quote_a,
        {{ clause('administrative_quote') }} as quote_b,
        document_key,
        page,
        administrative_start as char_start,
        administrative_end as char_end,
        administrative_quote as quote
    from officials
),

-- Heads with a post and heads without one against all of them.
all_heads as (
    select
        report_key,
        'headcount_parts' as rule,
        'all heads' as place,
        case
            when established + contract = total then 'pass'
            when total in (established, administrative + institution, administrative + institution + contract)
                then 'pass'
            when
                established < total
                and contract_start - total_start between 0 and 60
                and established_start between total_start and contract_start
                and abs(established + contract - total) <= 0.15 * total
                and {{ regexp_found('established_quote', "'在编|编制内'") }}
                and not {{ regexp_found('contract_quote', "'(另有|另聘|另外|不含|不占|不计)[^，。；;]{0,12}(编外|聘|劳务|派遣|公益)'") }}
                and not {{ regexp_found('total_quote', other_kinds) }}
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        {{ plain_number('established') }} || ' + ' || {{ plain_number('contract') }} || ' = '
        || {{ plain_number('established + contract') }} || ' heads with and without a post, stated in all '
        || {{ plain_number('total') }} as detail,
        {{ to_value('established + contract') }} as expected_value,
        {{ to_value('total') }} as stated_value,
        {{ clause('total_quote') }} as quote_a,
        {{ clause('contract_quote') }} as quote_b,
        document_key,
        page,
        contract_start as char_start,
        contract_end as char_end,
        contract_quote as quote
    from heads
    where established is not null and contract is not null and total is not null
),

united as (
    select * from official_parts
    union all
    select * from all_heads
)

{{ told_where_failed('united') }}
