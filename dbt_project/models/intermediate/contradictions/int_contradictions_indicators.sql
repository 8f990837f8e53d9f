{#- Indicators against themselves: declared status and completion against the figures, repeated rows, units. -#}
with indicators as (
    {{ comparable_rows('int_indicators_computed', 'not is_repeated_statement') }}
),

spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

completion_prints as (
    select
        document_key,
        fact_id,
        min(quote) as completion_print
    from {{ touched('stg_evidence', 'document_key') }}
    where fact_table = 'indicators' and column_name = 'declared_completion_pct'
    group by document_key, fact_id
),

status_vs_actual as (
    select
        report_key,
        'status_vs_actual' as rule,
        indicator_fact_key as place,
        case
            -- 20个 says not whether 17个 will do: points taken off say that they did not, or the name that things are made,
            -- where nothing is told of points.
            when
                computed_status = 'unknown' and declared_status_norm = 'done'
                and computed_completion_pct < 100
                and coalesce(target_unit_norm, '') <> '元'
                and (declared_score < weight or (declared_score is null and not is_maybe_ceiling))
                then 'fail'
            when computed_status = 'unknown' then 'insufficient_data'
            when computed_status = 'met' and declared_status_norm = 'undone' then 'fail'
            when computed_status in ('partly_met', 'not_met') and declared_status_norm = 'done' then 'fail'
            else 'pass'
        end as outcome,
        case when computed_status in ('met', 'unknown') then 'warning' end as severity,
        indicator_name || ': declared ' || declared_status || ', target ' || coalesce(target_text, '') || ', actual '
        || coalesce(actual_text, '') as detail,
        {{ to_value('target_value') }} as expected_value,
        {{ to_value('actual_value') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from (
        select
            *,
            case
                when {{ regexp_found('declared_status', "'^(?:" ~ var('undone_words') ~ ")$'") }} then 'undone'
                when {{ regexp_found('declared_status', "'^(?:" ~ var('done_words') ~ ")$'") }} then 'done'
            end as declared_status_norm,
            -- What should not grow beyond its target, as far as names and units tell.
            {{ regexp_found('indicator_norm', "'" ~ var('names_of_ceilings') ~ "'") }}
            or coalesce(target_unit_norm, '') in (
                '天', '日', '工作日', '个工作日', '月', '个月', '年', '小时', '分钟', '分', '秒', '岁'
            ) as is_maybe_ceiling
        from indicators
        where declared_status is not null
    ) as read_status
    where declared_status_norm is not null
),

completions as (
    select
        indicators.*,
        cast(indicators.declared_completion_pct as double) as declared,
        cast(indicators.computed_completion_pct as double) as computed,
        100 * {{ divide('indicators.actual_value', 'indicators.target_value') }} as plain_ratio,
        {{ percent_half_unit('completion_prints.completion_print', 'indicators.declared_completion_pct') }} + 0.000001
            as half_unit
    from indicators
    left join completion_prints
        on
            indicators.document_key = completion_prints.document_key
            and indicators.fact_id = completion_prints.fact_id
    where indicators.declared_completion_pct is not null
),

completion_vs_computed as (
    select
        report_key,
        'completion_vs_computed' as rule,
        indicator_fact_key as place,
        case
            when computed is null or rule_direction = 'reverse' or is_open_ended then 'insufficient_data'
            -- Capped at 100, uncapped, the actual rate itself, or the share of the points: the usual ways.
            when
                least(
                    abs(declared - computed), abs(declared - least(computed, 100)), abs(declared - plain_ratio),
                    case when actual_unit_norm = '%' then abs(declared - actual) end,
                    abs(declared - 100 * {{ divide('declared_score', 'weight') }})
                ) <= half_unit
                then 'pass'
            else 'fail'
        end as outcome,
        case
            when least(abs(declared - computed), abs(declared - least(computed, 100))) <= 2 * half_unit then 'notice'
        end as severity,
        indicator_name || ': declared ' || {{ plain_number('declared', 4) }} || '%, computed '
        || {{ plain_number(rounded('computed', 2), 4) }} || '% (target ' || coalesce(target_text, '') || ', actual '
        || coalesce(substr(actual_text, 1, 40), '') || ')' as detail,
        {{ to_value('computed') }} as expected_value,
        {{ to_value('declared') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from completions
),

numbered_and_worded as (
    select
        numbered.report_key,
        'words_for_a_number' as rule,
        worded.indicator_fact_key as place,
        case
            when
                worded.declared_completion_pct >= 100
                or {{ regexp_found("coalesce(worded.declared_status, '')", "'^已完成|^完成'") }}
                then 'fail'
            else 'pass'
        end as outcome,
        null as severity,
        worded.indicator_name || ': ' || coalesce(numbered.actual_text, '') || ' in one place, '
        || substr(coalesce(worded.actual_text, ''), 1, 60) || ' in another' as detail,
        {{ to_value('numbered.actual_value') }} as expected_value,
        cast(null as decimal(38, 10)) as stated_value,
        {{ clause('numbered.quote') }} as quote_a,
        case
            when length(worded.quote) <= 200 then worded.quote
            else substr(worded.quote, cast(length(worded.quote) - 59 as bigint))
        end as quote_b,
        worded.document_key,
        worded.page,
        worded.char_start,
        worded.char_end,
        worded.quote,
        row_number() over (partition by worded.report_key, worded.indicator_fact_key order by numbered.reading_order)
            as position
    from indicators as worded
    inner join indicators as numbered
        on
            worded.report_key = numbered.report_key
            and worded.indicator_norm = numbered.indicator_norm
            and worded.target_id = numbered.target_id
            and worded.context_norm is distinct from numbered.context_norm
    where
        worded.actual_value is null
        and length(worded.actual_text) > 1
        and worded.target_value is not null
        and numbered.actual_value is not null
        and length(worded.indicator_norm) >= 4
),

two_actuals as (
    select
        earlier.report_key,
        'two_figures' as rule,
        later.indicator_fact_key as place,
        case
            when earlier.actual_value = later.actual_value then 'pass'
            -- Bounds and approximate figures need not be the same.
            when coalesce(earlier.actual_comparator, '=') <> '=' or coalesce(later.actual_comparator, '=') <> '='
                then 'insufficient_data'
            else 'fail'
        end as outcome,
        case when earlier.is_general_name then 'notice' end as severity,
        later.indicator_name || ': ' || coalesce(earlier.actual_text, '') || ' and ' || coalesce(later.actual_text, '')
            as detail,
        {{ to_value('earlier.actual_value') }} as expected_value,
        {{ to_value('later.actual_value') }} as stated_value,
        {{ clause('earlier.quote') }} as quote_a,
        {{ clause('later.quote') }} as quote_b,
        later.document_key,
        later.page,
        later.char_start,
        later.char_end,
        later.quote,
        row_number() over (partition by later.report_key, later.indicator_fact_key order by earlier.reading_order)
            as position
    from (
        select
            *,
            -- A name of the dictionary stands in every form; what it measures is the form's own.
            match_score = 1 or length(indicator_norm) < 6 as is_general_name
        from indicators
        where actual_value is not null
    ) as earlier
    inner join indicators as later
        on
            earlier.report_key = later.report_key
            and earlier.indicator_norm = later.indicator_norm
            and earlier.actual_unit_norm is not distinct from later.actual_unit_norm
            and earlier.reading_order < later.reading_order
    where
        later.actual_value is not null
        and earlier.target_id = later.target_id
        and earlier.target_value is not null
        and not earlier.is_general_name
        -- The parts of one packed cell share its name.
        and not (
            earlier.document_key = later.document_key
            and earlier.table_seq is not distinct from later.table_seq
            and earlier.row_seq is not distinct from later.row_seq
        )
),

duplicate_indicators as (
    select
        later.report_key,
        'duplicate_rows' as rule,
        later.indicator_fact_key as place,
        case when later.is_duplicate_row then 'fail' else 'pass' end as outcome,
        null as severity,
        later.indicator_name || ' stands twice in one table: target ' || coalesce(later.target_text, '') || ', actual '
        || coalesce(later.actual_text, '') as detail,
        {{ to_value('later.actual_value') }} as expected_value,
        {{ to_value('later.actual_value') }} as stated_value,
        {{ clause('later.quote', 'later.indicator_name') }} as quote_a,
        {{ clause('later.quote', 'later.indicator_name') }} as quote_b,
        later.document_key,
        later.page,
        later.char_start,
        later.char_end,
        later.quote
    from indicators as later
    where later.table_seq is not null
),

duplicate_items as (
    select
        later.report_key,
        'duplicate_rows' as rule,
        later.spending_key as place,
        'fail' as outcome,
        null as severity,
        later.item_name || ' stands in two tables with the same amounts: ' || {{ in_wan('later.executed_amount') }}
        || ' 万元 is counted twice when they are added' as detail,
        {{ to_value('earlier.executed_amount') }} as expected_value,
        {{ to_value('later.executed_amount') }} as stated_value,
        {{ row_head('earlier.quote') }} as quote_a,
        {{ row_head('later.quote') }} as quote_b,
        later.document_key,
        later.page,
        later.char_start,
        later.char_end,
        later.quote,
        row_number() over (partition by later.report_key, later.spending_key order by earlier.reading_order) as position
    from spending as later
    inner join spending as earlier
        on
            later.report_key = earlier.report_key
            and later.document_key = earlier.document_key
            and later.executed_amount = earlier.executed_amount
            and later.adjusted_amount = earlier.adjusted_amount
            and later.reading_order > earlier.reading_order
    where
        later.breakdown in ('task', 'project')
        and earlier.breakdown in ('task', 'project')
        and later.executed_amount > 0
        and later.table_seq is not null
        and earlier.table_seq is not null
        and {{ alike('later.item_core', 'earlier.item_core') }}
        -- The total of a project's own form says again what a list of projects says of it.
        and contains(later.quote, later.item_name)
        and contains(earlier.quote, earlier.item_name)
),

unit_mismatch as (
    select
        report_key,
        'unit_mismatch' as rule,
        indicator_fact_key as place,
        case
            when is_same_unit and not is_count_in_percent then 'pass'
            when target_unit_norm is null or actual_unit_norm is null then 'insufficient_data'
            when is_count_in_percent then 'fail'
            when (target_unit_norm = '%') <> (actual_unit_norm = '%') then 'fail'
            when {{ alike('target_unit_norm', 'actual_unit_norm') }} then 'pass'
            else 'fail'
        end as outcome,
        null as severity,
        indicator_name || ': target ' || coalesce(target_text, '') || ', actual ' || coalesce(actual_text, '')
            as detail,
        {{ to_value('target_value') }} as expected_value,
        {{ to_value('actual_value') }} as stated_value,
        {{ clause('quote', 'indicator_name') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from (
        select
            *,
            coalesce(target_unit_norm, actual_unit_norm) = '%'
            and {{ regexp_found('indicator_norm', "'(次数|频率|人数|人次|户数|件数|个数|面积|场次)$'") }}
                as is_count_in_percent
        from indicators
        where coalesce(target_value, actual_value) is not null
    ) as with_units
    where coalesce(target_unit_norm, actual_unit_norm) is not null
),

united as (
    select * from status_vs_actual
    union all
    select * from completion_vs_computed
    union all
    select {{ columns_except(['position']) }} from numbered_and_worded where position = 1
    union all
    select {{ columns_except(['position']) }} from two_actuals where position = 1
    union all
    select * from duplicate_indicators
    union all
    select {{ columns_except(['position']) }} from duplicate_items where position = 1
    union all
    select * from unit_mismatch
)

{{ told_where_failed('united') }}
