{#- Two figures for one thing: in prose said twice, in prose and in an indicator, in prose and in a table of money. Names that
    are merely alike are not enough: the figures must be near, or the passage the same, or the name the whole name, in two
    chapters, of what was done. -#}
{#- How much more was done than asked for (超额) is no count of all that was done. -#}
{%- set told = "value > 0 and subject not in ('目标', '任务') and not " ~ regexp_found('quote', "'超额|超出|超计划|多完成'") -%}
with comparable_statistics as (
    {{ comparable_rows('int_statistics_compared', told) }}
),

tasks as (
    {{ comparable_rows('int_tasks_keyed', 'goal_text is not null') }}
),

-- What the goal of a task says and its result does not.
goals as (
    select distinct
        comparable_statistics.report_key,
        comparable_statistics.statistic_key
    from comparable_statistics
    inner join tasks
        on
            comparable_statistics.report_key = tasks.report_key
            and instr(tasks.goal_text, comparable_statistics.quote) > 0
            and instr(coalesce(tasks.result_text, ''), comparable_statistics.quote) = 0
),

statistics as (
    select
        comparable.*,
        {{ name_core('subject', var('generic_item_words')) }} as money_core,
        {{ name_core('subject', var('generic_indicator_words')) }} as subject_core,
        {{ regexp_remove(normalise('quote'), '[0-9万亿余多约近逾超]+') }} as skeleton,
        coalesce(comparator, '=') as sign,
        coalesce({{ regexp_found("coalesce(value_text, '') || coalesce(unit, '')", "'余|多|逾|超'") }}, false)
        or coalesce(comparator, '=') in ('>', '>=') as is_floor,
        {{ printed_decimals("coalesce(value_text, '')") }} as decimals,
        {{ significant_digits('value') }} as digits,
        -- What rounding may hide: 2.45万 is 24,524 too.
        0.5 * pow(10, -{{ printed_decimals("coalesce(value_text, '')") }})
        * case
            when value_text like '%亿%' then 100000000.0
            when value_text like '%万%' then 10000.0
            else 1.0
        end as half_unit,
        -- What was planned and what was done are two things.
        {{ regexp_found('quote', "'计划|目标|预计|任务'") }} as is_planned,
        -- So are they by the goal or the chapter they stand in.
        goals.statistic_key is not null
        or {{ regexp_found('quote', "'预期|力争|确保|^将|今后|下一步'") }}
        or (
            {{ regexp_found("coalesce(section, '')", "'" ~ var('chapters_of_plans') ~ "'") }}
            and not {{ regexp_found("coalesce(section, '')", "'" ~ var('chapters_of_results') ~ "'") }}
        ) as is_in_plan,
        goals.statistic_key is null
        and {{ regexp_found('quote', "'全年|实际|累计|已完成|共完成'") }}
        and {{ regexp_found("coalesce(section, '')", "'" ~ var('chapters_of_results') ~ "'") }} as is_told_as_done
    from comparable_statistics as comparable
    left join goals on comparable.report_key = goals.report_key and comparable.statistic_key = goals.statistic_key
),

indicators as (
    select
        *,
        {{ name_core('indicator_name', var('generic_indicator_words')) }} as indicator_core
    from (
        {{ comparable_rows(
            'int_indicators_computed', 'not is_repeated_statement and not is_duplicate_row and actual_value > 0'
        ) }}
    ) as comparable
),

-- Prose that tells what was asked for, though it does not say so.
told_targets as (
    select distinct
        statistics.report_key,
        statistics.statistic_key
    from statistics
    inner join indicators
        on
            statistics.report_key = indicators.report_key
            and statistics.unit_norm = indicators.actual_unit_norm
            and statistics.value = indicators.target_value
    where
        indicators.actual_value <> indicators.target_value
        and {{ pair_overlap('statistics.subject_norm', 'indicators.indicator_norm') }} >= 0.5
),

placed_statistics as (
    select
        statistics.*,
        told_targets.statistic_key is not null as is_target,
        {{ regexp_part("coalesce(statistics.section, '')", '^[^/]*') }} as chapter
    from statistics
    left join told_targets
        on statistics.report_key = told_targets.report_key and statistics.statistic_key = told_targets.statistic_key
),

spending as (
    {{ comparable_rows('int_spending_items_compared', "breakdown in ('task', 'project') and executed_amount > 0") }}
),

pairs as (
    select
        earlier.report_key,
        earlier.statistic_key || '+' || later.statistic_key as place,
        later.statistic_key as later_key,
        later.subject,
        earlier.value as earlier_value,
        later.value as later_value,
        earlier.value_text as earlier_text,
        later.value_text as later_text,
        later.unit,
        earlier.quote as earlier_quote,
        later.quote as later_quote,
        earlier.reading_order as earlier_order,
        later.document_key,
        later.page,
        later.char_start,
        later.char_end,
        cast(greatest(earlier.value, later.value) as double) / cast(least(earlier.value, later.value) as double)
            as factor,
        earlier.subject_norm = later.subject_norm as is_same_subject,
        earlier.skeleton = later.skeleton and length(later.skeleton) >= 8 as is_same_passage,
        earlier.is_floor as earlier_floor,
        later.is_floor as later_floor,
        earlier.sign as earlier_sign,
        later.sign as later_sign,
        earlier.decimals as earlier_decimals,
        later.decimals as later_decimals,
        earlier.subject_norm as earlier_subject,
        later.subject_norm as later_subject,
        earlier.digits as earlier_digits,
        later.digits as later_digits,
        abs(cast(earlier.value - later.value as double)) <= greatest(earlier.half_unit, later.half_unit) as is_rounded,
        earlier.is_target <> later.is_target as is_target_and_result,
        earlier.is_in_plan <> later.is_in_plan as is_plan_and_result,
        -- The whole name in another chapter of what was done; chapters on one town or one project have each their own.
        length(later.subject_core) >= 4
        and {{ has_same_characters('earlier.subject_core', 'later.subject_core') }}
        and earlier.chapter <> later.chapter
        and earlier.chapter <> ''
        and later.chapter <> ''
        and not earlier.is_in_plan
        and not later.is_in_plan
        and not {{ regexp_found('earlier.chapter', "'" ~ var('chapters_of_one_member') ~ "'") }}
        and not {{ regexp_found('later.chapter', "'" ~ var('chapters_of_one_member') ~ "'") }} as is_same_thing,
        {{ has_same_digits('earlier.value', 'later.value') }} as has_same_digits
    from placed_statistics as earlier
    inner join placed_statistics as later
        on
            earlier.report_key = later.report_key
            and earlier.unit_norm = later.unit_norm
            and earlier.reading_order < later.reading_order
            and earlier.is_planned = later.is_planned
    where
        earlier.value <> later.value
        -- In one breath two figures are two things: before and after, one kind and another.
        and (earlier.document_key <> later.document_key or later.char_start - earlier.char_end > 40)
        and cast(greatest(earlier.value, later.value) as double) / cast(least(earlier.value, later.value) as double)
        < 1001
),

stated_twice as (
    select
        *,
        case
            when
                abs(factor - 1000) < 0.5
                and (
                    (earlier_decimals = 3 and earlier_value < later_value)
                    or (later_decimals = 3 and later_value < earlier_value)
                )
                and {{ pair_overlap('earlier_subject', 'later_subject') }} >= 0.5
                then 'comma'
            when is_same_passage and is_same_subject then 'passage'
            when
                has_same_digits
                and {{ pair_overlap('earlier_subject', 'later_subject') }} >= 0.5
                then 'digits'
            when
                {{ is_one_slip('earlier_value', 'later_value') }}
                and length(earlier_digits) >= 4
                and length(earlier_digits) = length(later_digits)
                and factor <= 1.1
                and {{ pair_overlap('earlier_subject', 'later_subject') }} >= 0.6
                then 'digits'
            when
                factor <= 1.02
                and greatest(
                    length({{ regexp_remove('cast(try_cast(round(earlier_value) as bigint) as string)', '0+$') }}),
                    length({{ regexp_remove('cast(try_cast(round(later_value) as bigint) as string)', '0+$') }})
                ) >= 3
                and {{ pair_overlap('earlier_subject', 'later_subject') }} >= 0.5
                then 'near'
            when is_same_thing and factor < 2 and not earlier_floor and not later_floor then 'name'
        end as likeness
    from pairs
    where
        factor <= 1.1
        or is_same_subject
        or (factor > 999 and factor < 1001)
        or (factor < 10 and has_same_digits)
        or (factor < 2 and is_same_thing)
),

prose_assessed as (
    select
        *,
        case
            when likeness = 'comma' then 'fail'
            when is_target_and_result then 'pass'
            -- Exchanged digits are a slip wherever they stand; else a plan may have been missed.
            when is_plan_and_result and likeness <> 'digits' then 'insufficient_data'
            -- More than 210,000 does not fit 209,853; more than 200,000 does.
            when later_floor and not earlier_floor
                then case when earlier_value < later_value then 'fail' else 'pass' end
            when earlier_floor and not later_floor
                then case when later_value < earlier_value then 'fail' else 'pass' end
            when is_rounded then 'pass'
            when earlier_sign = '=' and later_sign = '=' then 'fail'
            else 'pass'
        end as outcome
    from stated_twice
    where likeness is not null
),

prose_vs_prose as (
    select
        report_key,
        'two_figures' as rule,
        place,
        outcome,
        null as severity,
        subject || ': ' || coalesce(earlier_text, {{ plain_number('earlier_value') }} || unit) || ' and '
        || coalesce(later_text, {{ plain_number('later_value') }} || unit)
        || case when likeness = 'comma' then ', a factor of 1000: a point for a thousands comma' else '' end as detail,
        {{ to_value('earlier_value') }} as expected_value,
        {{ to_value('later_value') }} as stated_value,
        {{ clause('earlier_quote', 'earlier_text') }} as quote_a,
        {{ clause('later_quote', 'later_text') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        later_quote as quote,
        row_number() over (
            partition by report_key, later_key order by outcome, factor nulls last, earlier_order
        ) as position
    from prose_assessed
),

prose_vs_indicator as (
    select
        statistics.report_key,
        'two_figures' as rule,
        indicators.indicator_fact_key || '+' || statistics.statistic_key as place,
        case
            when statistics.value = indicators.actual_value then 'pass'
            -- Another project has an indicator of this name, and prose tells that one's.
            when
                bool_or(statistics.value = indicators.actual_value) over (
                    partition by statistics.report_key, statistics.statistic_key
                )
                then 'pass'
            -- Prose tells the target, unless it says that so much was done.
            when statistics.value = indicators.target_value and not statistics.is_told_as_done then 'pass'
            when abs(cast(statistics.value - indicators.actual_value as double)) <= statistics.half_unit then 'pass'
            when coalesce(indicators.actual_comparator, '=') <> '=' or statistics.sign <> '=' then 'insufficient_data'
            else 'fail'
        end as outcome,
        case when indicators.match_score = 1 then 'notice' end as severity,
        indicators.indicator_name || ': ' || coalesce(indicators.actual_text, '') || ' in the table, '
        || coalesce(statistics.value_text, {{ plain_number('statistics.value') }} || statistics.unit)
        || ' in prose' as detail,
        {{ to_value('indicators.actual_value') }} as expected_value,
        {{ to_value('statistics.value') }} as stated_value,
        {{ clause('indicators.quote', 'indicators.indicator_name') }} as quote_a,
        {{ clause('statistics.quote', 'statistics.value_text') }} as quote_b,
        statistics.document_key,
        statistics.page,
        statistics.char_start,
        statistics.char_end,
        statistics.quote,
        row_number() over (
            partition by statistics.report_key, indicators.indicator_fact_key
            -- One place in prose that agrees settles the indicator.
            order by case when statistics.value = indicators.actual_value then 0 else 1 end, statistics.reading_order
        ) as position
    from statistics
    inner join indicators
        on
            statistics.report_key = indicators.report_key
            and statistics.unit_norm = indicators.actual_unit_norm
    where
        (
            (statistics.subject_core = indicators.indicator_core and length(statistics.subject_core) >= 3)
            -- 危房改造 and 改造危房 are one name.
            or (
                length(indicators.indicator_core) >= 4
                and {{ has_same_characters('statistics.subject_core', 'indicators.indicator_core') }}
            )
            -- 新建灌溉泵站87座 is of the indicator 新建灌溉泵站数量 too: the words right before the figure are its name.
            or (
                length(indicators.indicator_core) >= 4
                and {{ ends_with('indicators.indicator_core', 'statistics.subject_core') }}
                and {{ regexp_remove(normalise('statistics.quote'), '[0-9万亿余多约近逾超].*$') }}
                = indicators.indicator_core
            )
            -- Two digits changed places: 立案 126 件 and 162 of the indicator 立案审查调查数.
            or (
                statistics.value <> indicators.actual_value
                and {{ has_same_digits('statistics.value', 'indicators.actual_value') }}
                and {{ is_one_slip('statistics.value', 'indicators.actual_value') }}
                and {{ pair_overlap('statistics.subject_norm', 'indicators.indicator_norm') }} >= 0.5
            )
        )
        -- The result cell of the same row states both.
        and not (
            statistics.document_key = indicators.document_key
            and statistics.char_start < indicators.char_end
            and indicators.char_start < statistics.char_end
        )
),

prose_vs_money as (
    select
        statistics.report_key,
        'two_figures' as rule,
        spending.spending_key || '+' || statistics.statistic_key as place,
        statistics.statistic_key,
        case
            when abs(cast(statistics.value - spending.executed_amount as double)) < 0.005 then 'pass'
            -- What was left of the budget is told, not what was spent of it.
            when abs(cast(spending.adjusted_amount - spending.executed_amount - statistics.value as double)) < 0.005
                then 'pass'
            else 'fail'
        end as outcome,
        case
            when
                abs(cast(statistics.value - spending.executed_amount as double)) <= spending.executed_half_unit
                then 'notice'
        end as severity,
        spending.item_name || ': ' || {{ in_wan('spending.executed_amount') }} || ' 万元 spent by the table, '
        || {{ in_wan('statistics.value') }} || ' 万元 in prose, difference '
        || {{ in_wan('statistics.value - spending.executed_amount') }} as detail,
        {{ to_value('spending.executed_amount') }} as expected_value,
        {{ to_value('statistics.value') }} as stated_value,
        {{ clause('spending.quote', 'spending.executed_text') }} as quote_a,
        {{ clause('statistics.quote', 'statistics.value_text') }} as quote_b,
        statistics.document_key,
        statistics.page,
        statistics.char_start,
        statistics.char_end,
        statistics.quote,
        row_number() over (
            partition by statistics.report_key, statistics.money_core
            order by
                abs(cast(statistics.value - spending.executed_amount as double)) nulls last, statistics.reading_order,
                spending.reading_order
        ) as position
    from statistics
    inner join spending on statistics.report_key = spending.report_key
    where
        statistics.unit_norm = '元'
        and cast(statistics.value as double) between 0.8 * cast(spending.executed_amount as double)
        and 1.25 * cast(spending.executed_amount as double)
        and (
            (
                length(statistics.money_core) >= 4
                and length(spending.item_core) >= 4
                and {{ pair_overlap('statistics.money_core', 'spending.item_core') }} >= 0.6
            )
            or (
                -- The result cell of the row itself states the money again.
                statistics.document_key = spending.document_key
                and statistics.char_start < spending.char_end
                and spending.char_start < statistics.char_end
                and (
                    {{ pair_overlap('statistics.subject_norm', 'spending.item_core') }} >= 0.5
                    or abs(cast(statistics.value - spending.executed_amount as double))
                    <= 0.01 * cast(spending.executed_amount as double)
                )
            )
        )
),

united as (
    select {{ columns_except(['position']) }} from prose_vs_prose where position = 1
    union all
    select {{ columns_except(['position']) }} from prose_vs_indicator where position = 1
    union all
    select {{ columns_except(['position', 'statistic_key']) }} from prose_vs_money where position = 1
)

{{ told_where_failed('united') }}
