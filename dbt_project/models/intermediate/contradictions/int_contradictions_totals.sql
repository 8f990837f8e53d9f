{#- The spent total against other totals, against what tasks and projects add up to, and against the budget. -#}
{%- set magnitude = 'log10(' ~ divide('spending.executed_amount', 'chosen.executed_total_amount') ~ ')' -%}
with totals as (
    select * from {{ touched('int_report_totals_computed') }}
),

spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

chosen as (
    select
        totals.report_key,
        totals.executed_total_amount,
        totals.adjusted_total_amount,
        totals.declared_execution_rate_pct,
        spending.spending_key,
        spending.quote,
        spending.executed_text,
        spending.executed_half_unit,
        spending.document_key,
        spending.page,
        spending.char_start,
        spending.char_end
    from totals
    inner join spending
        on totals.report_key = spending.report_key and totals.executed_row_key = spending.spending_key
),

texts as (
    select * from {{ touched('stg_document_texts', 'document_key') }}
),

-- What prose calls spent, with the sum of what was told before it: rows that follow one another may be the chosen total's parts.
told_amounts as (
    select
        report_key,
        spending_key,
        document_key,
        executed_amount as amount,
        char_start,
        reading_order,
        sum(executed_amount) over (
            partition by report_key, document_key order by reading_order, spending_key
        ) as sum_so_far
    from spending
    where
        table_seq is null
        and executed_amount > 0
        and direction is distinct from 'income'
        and breakdown in ('total', 'source', 'fund', 'nature', 'project')
),

told_parts as (
    select distinct
        middles.report_key,
        middles.spending_key
    from chosen
    inner join told_amounts as firsts
        on chosen.report_key = firsts.report_key and chosen.executed_total_amount > firsts.amount
    inner join told_amounts as lasts
        on
            firsts.report_key = lasts.report_key
            and firsts.document_key = lasts.document_key
            and firsts.reading_order < lasts.reading_order
            and lasts.char_start - firsts.char_start < 300
    inner join told_amounts as middles
        on
            firsts.report_key = middles.report_key
            and firsts.document_key = middles.document_key
            and middles.reading_order between firsts.reading_order and lasts.reading_order
    where
        abs(cast(lasts.sum_so_far - firsts.sum_so_far + firsts.amount - chosen.executed_total_amount as double))
        <= 0.0005 * cast(chosen.executed_total_amount as double)
),

-- A table of income alone: the sum row under it is none of spending, whatever its name.
tables_of_income as (
    select
        report_key,
        document_key,
        table_seq
    from spending
    where table_seq is not null and breakdown <> 'total'
    group by report_key, document_key, table_seq
    having bool_and(direction = 'income')
),

-- What was spent by some month before the last is no figure of the year.
part_years as (
    select
        spending.report_key,
        spending.spending_key
    from spending
    inner join texts on spending.document_key = texts.document_key
    where
        spending.breakdown = 'total'
        and spending.executed_amount is not null
        and {{ regexp_found(
            "substr(texts.text, cast(greatest(1, spending.char_start - 19) as bigint), "
            ~ "cast(least(20, spending.char_start) as bigint)) || substr(spending.quote, 1, 20)",
            "'(^|[^0-9])([1-9]|1[01])月([0-9]+[日号]|末|底|份|，|止)|上半年|前三季度'"
        ) }}
),

-- What one source or one kind of budget holds, or gave: 一般公共预算财政拨款支出决算 of it is no second total.
funds_of_a_total as (
    select distinct
        report_key,
        coalesce(executed_amount, adjusted_amount) as amount
    from spending
    where breakdown in ('fund', 'source') and coalesce(executed_amount, adjusted_amount) > 0
),

-- Two executed figures.
other_totals as (
    select
        chosen.report_key,
        'two_executed_figures' as rule,
        spending.spending_key as place,
        case
            when
                abs(spending.executed_amount - chosen.executed_total_amount)
                <= spending.executed_half_unit + chosen.executed_half_unit
                then 'pass'
            when told_parts.spending_key is not null then 'pass'
            when tables_of_income.table_seq is not null then 'insufficient_data'
            when funds_of_a_total.amount is not null then 'insufficient_data'
            when part_years.spending_key is not null or chosen_part_years.spending_key is not null
                then 'insufficient_data'
            when
                spending.executed_amount between 0.5 * chosen.executed_total_amount
                and 2 * chosen.executed_total_amount
                then 'fail'
            when spending.executed_amount <= 0 or chosen.executed_total_amount <= 0 then 'insufficient_data'
            -- Further apart the two are no one figure, but for a slip of the unit.
            when abs({{ magnitude }} - round({{ magnitude }})) < 0.0005 then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        'spent ' || {{ in_wan('chosen.executed_total_amount') }} || ' and ' || {{ in_wan('spending.executed_amount') }}
        || ' 万元, difference ' || {{ in_wan('abs(spending.executed_amount - chosen.executed_total_amount)') }}
        || coalesce(
            '; ' || {{ in_wan('spending.executed_amount') }} || ' would be '
            || {{ plain_number(
                rounded('100 * ' ~ divide('spending.executed_amount', 'chosen.adjusted_total_amount'), 2), 2
            ) }} || '% of the budget, declared '
            || {{ plain_number('chosen.declared_execution_rate_pct', 4) }} || '%', ''
        ) as detail,
        {{ to_value('chosen.executed_total_amount') }} as expected_value,
        {{ to_value('spending.executed_amount') }} as stated_value,
        {{ clause('chosen.quote', 'chosen.executed_text') }} as quote_a,
        {{ clause('spending.quote', 'spending.executed_text') }} as quote_b,
        spending.document_key,
        spending.page,
        spending.char_start,
        spending.char_end,
        spending.quote,
        row_number() over (
            partition by spending.report_key, spending.executed_amount order by spending.reading_order
        ) as position
    from chosen
    inner join spending on chosen.report_key = spending.report_key
    -- Versions of one report share their keys.
    left join told_parts
        on spending.report_key = told_parts.report_key and spending.spending_key = told_parts.spending_key
    left join tables_of_income
        on
            spending.report_key = tables_of_income.report_key
            and spending.document_key = tables_of_income.document_key
            and spending.table_seq = tables_of_income.table_seq
    left join funds_of_a_total
        on
            chosen.report_key = funds_of_a_total.report_key
            and least(chosen.executed_total_amount, spending.executed_amount) = funds_of_a_total.amount
    left join part_years
        on spending.report_key = part_years.report_key and spending.spending_key = part_years.spending_key
    left join part_years as chosen_part_years
        on chosen.report_key = chosen_part_years.report_key and chosen.spending_key = chosen_part_years.spending_key
    where
        spending.breakdown = 'total'
        and spending.executed_amount is not null
        and spending.direction is distinct from 'income'
        -- A grand total holds the money carried over as well.
        and not {{ regexp_found('spending.item_name', "'总计|结转|结余|年末'") }}
        and not {{ regexp_found('spending.quote', "'(支出|收支|收、支)总计'") }}
        and not {{ regexp_found('chosen.quote', "'(支出|收支|收、支)总计'") }}
),

-- Tasks and projects against the total.
items as (
    select
        report_key,
        spending_key,
        breakdown,
        item_core,
        table_seq,
        coalesce(executed_amount, unphased_amount) as amount,
        quote,
        document_key,
        page,
        char_start,
        char_end,
        reading_order,
        fact_id
    from spending
    where
        breakdown in ('task', 'project')
        and not is_restatement
        and coalesce(executed_amount, unphased_amount) > 0
        and not {{ regexp_found('item_name', "'^(合|总|小) *计|(合|总|小) *计$|^总额'") }}
),

item_sums as (
    select
        report_key,
        'tasks' as scope,
        count(*) as item_count,
        sum(amount) as amount,
        sum(amount) as largest_kind,
        {{ min_by('quote', '(reading_order, fact_id)') }} as sample_quote,
        {{ min_by('spending_key', '(reading_order, fact_id)') }} as sample_key,
        {{ min_by('document_key', '(reading_order, fact_id)') }} as document_key,
        {{ min_by('page', '(reading_order, fact_id)') }} as page,
        {{ min_by('char_start', '(reading_order, fact_id)') }} as char_start,
        {{ min_by('char_end', '(reading_order, fact_id)') }} as char_end
    from items
    where breakdown = 'task'
    group by report_key

    union all

    select
        report_key,
        'tasks and projects' as scope,
        count(*) as item_count,
        sum(amount) as amount,
        greatest(
            sum(amount) filter (where breakdown = 'task'), sum(amount) filter (where breakdown = 'project')
        ) as largest_kind,
        {{ max_by('quote', '(amount, -reading_order)') }} as sample_quote,
        {{ max_by('spending_key', '(amount, -reading_order)') }} as sample_key,
        {{ max_by('document_key', '(amount, -reading_order)') }} as document_key,
        {{ max_by('page', '(amount, -reading_order)') }} as page,
        {{ max_by('char_start', '(amount, -reading_order)') }} as char_start,
        {{ max_by('char_end', '(amount, -reading_order)') }} as char_end
    from items
    where table_seq is not null
    group by report_key
    having bool_or(breakdown = 'task') and bool_or(breakdown = 'project')
),

task_sums as (
    select
        chosen.report_key,
        'task_sum_vs_total' as rule,
        item_sums.scope || '+' || item_sums.sample_key as place,
        case
            when
                abs(cast(item_sums.amount - chosen.executed_total_amount as double))
                <= 0.005 * cast(chosen.executed_total_amount as double)
                then 'pass'
            -- Projects may be what the tasks are made of.
            when
                item_sums.amount > chosen.executed_total_amount
                and item_sums.largest_kind <= 1.0005 * chosen.executed_total_amount
                and item_sums.scope <> 'tasks'
                then 'insufficient_data'
            else 'fail'
        end as outcome,
        case when item_sums.amount > chosen.executed_total_amount then 'warning' end as severity,
        'the ' || item_sums.item_count || ' ' || item_sums.scope || ' add up to ' || {{ in_wan('item_sums.amount') }}
        || ' 万元, '
        || {{ plain_number(
            rounded('100 * ' ~ divide('item_sums.amount', 'chosen.executed_total_amount'), 2), 2
        ) }} || '% of the total ' || {{ in_wan('chosen.executed_total_amount') }} || '; difference '
        || {{ in_wan('chosen.executed_total_amount - item_sums.amount') }} as detail,
        {{ to_value('chosen.executed_total_amount') }} as expected_value,
        {{ to_value('item_sums.amount') }} as stated_value,
        {{ clause('chosen.quote', 'chosen.executed_text') }} as quote_a,
        {{ row_head('item_sums.sample_quote') }} as quote_b,
        item_sums.document_key,
        item_sums.page,
        item_sums.char_start,
        item_sums.char_end,
        item_sums.sample_quote as quote
    from chosen
    inner join item_sums on chosen.report_key = item_sums.report_key
    where item_sums.item_count >= 3 and chosen.executed_total_amount > 0
),

-- Budget equals spending in every place.
both_stated as (
    select
        report_key,
        count(*) as place_count,
        count(*) filter (where adjusted_amount = executed_amount) as equal_count,
        {{ min_by('quote', '(reading_order, fact_id)') }} filter (where breakdown = 'total') as total_quote,
        {{ min_by('adjusted_text', '(reading_order, fact_id)') }} filter (where breakdown = 'total') as total_text,
        {{ min_by('quote', '(reading_order, fact_id)') }} filter (where breakdown <> 'total') as item_quote,
        {{ min_by('quote', '(reading_order, fact_id)') }} as quote,
        {{ min_by('document_key', '(reading_order, fact_id)') }} as document_key,
        {{ min_by('page', '(reading_order, fact_id)') }} as page,
        {{ min_by('char_start', '(reading_order, fact_id)') }} as char_start,
        {{ min_by('char_end', '(reading_order, fact_id)') }} as char_end
    from spending
    where adjusted_amount > 0 and executed_amount is not null
    group by report_key
),

equal_everywhere as (
    select
        report_key,
        'budget_equals_spending' as rule,
        'report' as place,
        case
            when place_count < 5 then 'insufficient_data'
            when equal_count = place_count then 'fail'
            else 'pass'
        end as outcome,
        null as severity,
        'budget and spending agree to the last digit in all ' || place_count || ' places that state both' as detail,
        cast(null as decimal(38, 10)) as expected_value,
        {{ to_value('equal_count') }} as stated_value,
        {{ clause('coalesce(total_quote, quote)', 'total_text') }} as quote_a,
        {{ row_head('item_quote') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from both_stated
),

united as (
    select {{ columns_except(['position']) }} from other_totals where position = 1
    union all
    select * from task_sums
    union all
    select * from equal_everywhere
)

{{ told_where_failed('united') }}
