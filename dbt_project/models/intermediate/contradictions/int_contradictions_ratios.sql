{#- Rates against the counts stated in the same breath, and parts against the whole they are parts of. Near means: in one
    quote, or within 60 characters under one heading. And single figures that cannot be as they are printed: shares above the
    whole, points for thousands commas. -#}
with statistics as (
    {{ comparable_rows('int_statistics_compared', "value is not null and coalesce(comparator, '=') = '='") }}
),

indicators as (
    {{ comparable_rows('int_indicators_computed', 'not is_repeated_statement') }}
),

rates as (
    select
        *,
        {{ regexp_remove('subject_norm', '率$') }} as stem,
        {{ percent_half_unit('value_text', 'value') }} as half_unit
    from statistics
    where
        unit_norm = '%'
        and subject_norm like '%率'
        and not {{ regexp_found('subject_norm', "'增长|增速|同比|环比|下降|提高|提升|满意|执行'") }}
),

counts as (
    select * from statistics
    where unit_norm not in ('%', '元', '') and value > 0 and value = cast(value as bigint)
),

near_counts as (
    select
        rates.report_key,
        rates.statistic_key as rate_key,
        rates.subject as rate_subject,
        rates.stem,
        rates.value as rate,
        rates.half_unit,
        rates.quote as rate_quote,
        rates.value_text as rate_text,
        rates.document_key,
        rates.page,
        rates.char_start,
        rates.char_end,
        counts.statistic_key as count_key,
        counts.subject_norm as count_subject,
        counts.value as count_value,
        counts.unit_norm,
        counts.quote as count_quote,
        counts.value_text as count_text
    from rates
    inner join counts
        on
            rates.report_key = counts.report_key
            and rates.document_key = counts.document_key
            and rates.section_norm is not distinct from counts.section_norm
    where
        (rates.char_start = counts.char_start and rates.char_end = counts.char_end)
        or rates.char_start - counts.char_end between 0 and 60
),

fractions as (
    select
        parts.*,
        wholes.count_value as whole_value,
        wholes.count_quote as whole_quote,
        wholes.count_text as whole_text,
        wholes.count_key as whole_key,
        100 * {{ divide('parts.count_value', 'wholes.count_value') }} as fraction,
        -- 系统管理率 is no rate of 规范管理患者: such words are in many names.
        instr(parts.count_subject, substr(parts.stem, cast(greatest(1, length(parts.stem) - 1) as bigint), 2)) > 0
        and not {{ regexp_found('parts.stem', "'(管理|服务|工作)$'") }}
        -- A bare 完成率 is of what was told right before it, and of its plan: no other thing's.
        and not (
            parts.stem = '完成'
            and not {{ alike(
                regexp_remove('parts.count_subject', '完成|实际|累计|计划|任务|目标|应'),
                regexp_remove('wholes.count_subject', '完成|实际|累计|计划|任务|目标|应')
            ) }}
        ) as names_last_word,
        -- 居民参与率 is no rate of 居民微心愿: who takes part is no name of what is counted.
        length(parts.stem) >= 4
        and instr(parts.count_subject, substr(parts.stem, cast(greatest(1, length(parts.stem) - 3) as bigint), 2)) > 0
        and not {{ regexp_found(
            'substr(parts.stem, cast(greatest(1, length(parts.stem) - 3) as bigint), 2)',
            "'" ~ var('who_takes_part_words') ~ "'"
        ) }} as names_other_word
    from near_counts as parts
    inner join near_counts as wholes
        on
            parts.report_key = wholes.report_key
            and parts.rate_key = wholes.rate_key
            and parts.unit_norm = wholes.unit_norm
            and parts.count_key <> wholes.count_key
            -- What grew from one count to another is no part of it: 由年初的 412 增加到年末的 436.
            and not (
                parts.count_quote = wholes.count_quote
                and {{ regexp_found('parts.count_quote', "'[由从].*[0-9].*[增减升降扩缩提][^0-9]{0,4}[到至为].*[0-9]'") }}
            )
            -- Of two things named side by side neither is a part of the other: 造林 0.82万亩、封育 0.95万亩. A part stands behind.
            and not (
                parts.count_quote = wholes.count_quote
                and instr(parts.count_quote, parts.count_text) < instr(parts.count_quote, wholes.count_text)
                and {{ regexp_found(
                    'substr(parts.count_quote, instr(parts.count_quote, parts.count_text),'
                    ~ ' cast(greatest(0, instr(parts.count_quote, wholes.count_text)'
                    ~ ' - instr(parts.count_quote, parts.count_text)) as bigint))',
                    "'^[^,，。;；]*、[^,，。;；]*$'"
                ) }}
            )
            -- Above 100 % more was done than was asked for.
            and case
                when parts.rate > 100 then parts.count_value >= wholes.count_value
                else parts.count_value <= wholes.count_value
            end
),

judged as (
    select
        *,
        abs(fraction - cast(rate as double)) as difference,
        bool_or(abs(fraction - cast(rate as double)) <= half_unit + 0.000001) over (
            partition by report_key, rate_key
        ) as is_explained,
        row_number() over (
            partition by report_key, rate_key
            order by
                case when names_last_word then 0 when names_other_word then 1 else 2 end,
                abs(fraction - cast(rate as double)) nulls last,
                whole_value desc
        ) as position
    from fractions
),

ratio_vs_counts as (
    select
        report_key,
        'ratio_vs_counts' as rule,
        rate_key as place,
        case
            when is_explained then 'pass'
            when (names_last_word or names_other_word) and difference <= 20 then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        rate_subject || ' declared '
        || coalesce({{ regexp_remove('rate_text', '[%％\\s]') }}, {{ plain_number('rate', 4) }}) || '%, computed '
        || {{ plain_number('count_value') }} || ' / ' || {{ plain_number('whole_value') }} || ' = '
        || {{ plain_number(rounded('fraction', 2), 2) }} || '%' as detail,
        {{ to_value('fraction') }} as expected_value,
        {{ to_value('rate') }} as stated_value,
        {{ clause('rate_quote', 'rate_text') }} as quote_a,
        {{ clause('whole_quote', 'whole_text') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        rate_quote as quote
    from judged
    where position = 1
),

settled as (
    select
        *,
        {{ regexp_remove('subject_norm', '现场|责令|及时|全部|完成|落实|已|整改|办结|解决|处理|处置|关停|排除|消除') }} as object_norm
    from counts
    where {{ regexp_found('subject_norm', "'整改|办结|解决|处理|处置|关停|排除|消除'") }}
),

found as (
    select
        *,
        {{ regexp_remove('subject_norm', '累计|共|发现|上报|受理|接到|收到|排查|摸排|查出|检查|巡查') }} as object_norm
    from counts
    where
        {{ regexp_found('subject_norm', "'发现|受理|接到|收到|查出|上报'") }}
        and not {{ regexp_found('subject_norm', "'整改|办结|解决|处理|处置|关停|排除|消除'") }}
),

subset_exceeds_whole as (
    select
        settled.report_key,
        'subset_exceeds_whole' as rule,
        settled.statistic_key as place,
        case when settled.value > found.value then 'fail' else 'pass' end as outcome,
        null as severity,
        settled.subject || ' ' || {{ plain_number('settled.value') }} || ' ' || settled.unit || ', but '
        || found.subject || ' only ' || {{ plain_number('found.value') }} as detail,
        {{ to_value('found.value') }} as expected_value,
        {{ to_value('settled.value') }} as stated_value,
        {{ clause('found.quote', 'found.value_text') }} as quote_a,
        {{ clause('settled.quote', 'settled.value_text') }} as quote_b,
        settled.document_key,
        settled.page,
        settled.char_start,
        settled.char_end,
        settled.quote,
        row_number() over (
            partition by settled.report_key, settled.statistic_key
            order by abs(settled.char_start - found.char_start), found.reading_order desc
        ) as position
    from settled
    inner join found
        on
            settled.report_key = found.report_key
            and settled.document_key = found.document_key
            and settled.unit_norm = found.unit_norm
            and settled.section_norm is not distinct from found.section_norm
    where
        (
            (settled.char_start = found.char_start and settled.char_end = found.char_end)
            or settled.char_start - found.char_end between 0 and 40
        )
        and {{ alike('settled.object_norm', 'found.object_norm') }}
),

-- A share of a whole cannot be more than the whole: 覆盖率 104.6%. What is done beyond a plan (完成率, 执行率) can.
percentages as (
    select
        report_key,
        statistic_key as place,
        subject as name,
        subject_norm as name_norm,
        value,
        value_text as figure,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from statistics
    -- A row of indicators that lost its table: ≥90% 93.2% 103.56% ends with its completion.
    where unit_norm = '%' and not {{ regexp_found('quote', "'[≥≤＞＜>＝=].*[%％].*[%％]'") }}
    union all
    select
        report_key,
        indicator_fact_key as place,
        indicator_name as name,
        indicator_norm as name_norm,
        actual_value as value,
        actual_text as figure,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from indicators
    where actual_unit_norm = '%' and actual_value is not null
),

rate_above_100 as (
    select
        report_key,
        'rate_above_100' as rule,
        place,
        case when value > 100 then 'fail' else 'pass' end as outcome,
        null as severity,
        name || ': ' || coalesce(figure, {{ plain_number('value') }} || '%') || ' of a whole' as detail,
        {{ to_value('100') }} as expected_value,
        {{ to_value('value') }} as stated_value,
        {{ clause('quote', 'figure') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from percentages
    where {{ regexp_found('name_norm', "'" ~ var('shares_of_a_whole') ~ "'") }}
),

points_for_commas as (
    select
        report_key,
        'number_format' as rule,
        statistic_key as place,
        'fail' as outcome,
        null as severity,
        subject || ' ' || value_text || ': a count with three decimals of zero, a point for a thousands comma'
            as detail,
        {{ to_value(
            'try_cast(' ~ regexp_remove(regexp_first('value_text', '[0-9]{1,3}[.．]000'), '[.．]') ~ ' as bigint)'
        ) }} as expected_value,
        {{ to_value('value') }} as stated_value,
        {{ clause('quote', 'value_text') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from {{ touched('int_statistics_compared') }}
    where
        {{ regexp_found('value_text', "'(^|[^0-9.,，])[0-9]{1,3}[.．]000([^0-9]|$)'") }}
        and unit_norm in ('名', '人', '人次', '次', '个', '户', '场', '场次', '件', '宗', '份', '条', '处', '位', '家')
),

united as (
    select * from ratio_vs_counts
    union all
    select * from rate_above_100
    union all
    select * from points_for_commas
    union all
    select {{ columns_except(['position']) }} from subset_exceeds_whole where position = 1
)

{{ told_where_failed('united') }}
