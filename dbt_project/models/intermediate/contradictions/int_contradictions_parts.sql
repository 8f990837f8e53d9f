{#- Parts against the total they are parts of: by fund, by nature, of income and expenditure. The parts of
    基本支出 are int_contradictions_lists. -#}
{%- set phases = ['approved', 'adjusted', 'executed'] -%}
with spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

-- Parts against the total of the same phase.
placed as (
    select
        *,
        {{ is_nature_of_the_whole(
            'item_name', ['report_key', 'document_key', 'table_seq', 'breakdown', 'fund_key is null']
        ) }} as is_nature_of_the_whole
    from spending
),

-- Funds that divide 项目支出 are no parts of the total beside it.
natures as (
    select distinct
        report_key,
        item_name
    from spending
    where breakdown = 'nature'
),

parts as (
    select
        placed.report_key,
        placed.spending_key,
        case when placed.fund_key = 'carry_over' then 'fund' else placed.breakdown end as breakdown,
        placed.direction,
        placed.document_key,
        coalesce(placed.table_seq, -1) as table_number,
        placed.item_name,
        placed.fund_key,
        placed.quote,
        placed.page,
        placed.char_start,
        placed.char_end,
        placed.reading_order,
        placed.fact_id,
        coalesce(placed.fund_key = 'carry_over', false) as is_carried_over,
        {{ is_group_of_funds('placed.fund_key') }} as is_group,
        {{ is_fund_of_a_group('placed.fund_key') }} as is_grouped,
        {%- for phase in phases %}
        placed.{{ phase }}_amount,
        placed.{{ phase }}_half_unit,
        {%- endfor %}
        placed.role
    from placed
    left join natures
        on
            placed.report_key = natures.report_key
            and placed.parent_item_name = natures.item_name
            and placed.breakdown <> 'nature'
    where
        natures.item_name is null
        and (
            placed.breakdown in ('fund', 'nature')
            -- Beside the funds of one table what was carried over is one of them, or is told apart: both may add up.
            or (placed.breakdown = 'source' and placed.fund_key = 'carry_over' and placed.table_seq is not null)
        )
        and not placed.is_restatement
        and (
            placed.breakdown in ('fund', 'source')
            or (placed.fund_key is null and placed.is_nature_of_the_whole)
        )
),

parts_by_phase as (
    {%- for phase in phases %}
    select
        {{ columns_except([
            'approved_amount', 'adjusted_amount', 'executed_amount', 'approved_half_unit',
            'adjusted_half_unit', 'executed_half_unit',
        ]) }},
        '{{ phase }}' as phase,
        {{ phase }}_amount as amount,
        {{ phase }}_half_unit as half_unit
    from parts
    where {{ phase }}_amount is not null
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

-- Sources beside the funds of a table or of prose: what the funds leave out of the total may be one of them.
other_sources as (
    {%- for phase in phases %}
    select
        report_key,
        document_key,
        coalesce(table_seq, -1) as table_number,
        '{{ phase }}' as phase,
        {{ phase }}_amount as amount,
        breakdown = 'fund' as is_income
    from spending
    where
        {{ phase }}_amount > 0
        -- Or what came in beside the budgets and was spent with them: 其他收入.
        and (breakdown = 'source' or (breakdown = 'fund' and direction = 'income'))
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

-- Prose names a part again where its own paragraph begins, with its budget beside it: one part is added once.
distinct_parts as (
    select
        *,
        -- Where prose returns to 项目支出 with another figure it may speak of a part of it, or have rounded it.
        table_number = -1
        and breakdown = 'nature'
        and row_number() over (
            partition by
                report_key, document_key, table_number, breakdown, direction, phase,
                coalesce(nullif({{ nature_word('item_name') }}, ''), item_name)
            order by reading_order, spending_key
        ) > 1 as is_said_again
    from parts_by_phase
    qualify
        table_number >= 0
        or breakdown <> 'nature'
        or row_number() over (
            partition by
                report_key, document_key, table_number, breakdown, direction, phase, amount,
                coalesce(nullif({{ nature_word('item_name') }}, ''), item_name)
            order by reading_order, spending_key
        ) = 1
),

sums as (
    select
        report_key,
        breakdown,
        direction,
        document_key,
        table_number,
        phase,
        count(*) as part_count,
        count(*) filter (where amount <> 0) as nonzero_count,
        max(amount) as largest_amount,
        sum(amount) as whole_sum,
        sum(amount) filter (where not is_group) as sum_without_group,
        sum(amount) filter (where not is_grouped) as sum_without_grouped,
        bool_or(is_group) and bool_or(is_grouped) as has_groups,
        sum(amount) filter (where not is_carried_over) as sum_without_carried_over,
        sum(amount) filter (where not is_said_again) as sum_of_first,
        bool_or(is_said_again) as has_said_again,
        bool_or(is_carried_over and amount <> 0) as has_carried_over,
        bool_or(not is_carried_over) as has_funds,
        sum(half_unit) as half_units,
        {{ text_list(
            "case when amount <> 0 then " ~ in_wan('amount') ~ " end", ' + ', 'reading_order'
        ) }} as addition,
        {{ max_by('quote', '(amount, -reading_order)') }} as largest_quote,
        {{ max_by('spending_key', '(amount, -reading_order)') }} as largest_key,
        {{ max_by('page', '(amount, -reading_order)') }} as page,
        {{ max_by('char_start', '(amount, -reading_order)') }} as char_start,
        {{ max_by('char_end', '(amount, -reading_order)') }} as char_end,
        {{ min_by('quote', '(reading_order, fact_id)') }} as first_quote
    from distinct_parts
    group by report_key, breakdown, direction, document_key, table_number, phase
),

stated as (
    {%- for phase in phases %}
    select
        report_key,
        spending_key,
        '{{ phase }}' as phase,
        direction,
        {{ phase }}_amount as amount,
        {{ phase }}_half_unit as half_unit,
        {{ phase }}_text as figure,
        quote,
        reading_order
    from spending
    where breakdown = 'total' and {{ phase }}_amount is not null
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

-- The ways in which a list may be meant to add up: of them the one nearest to the total counts.
readings as (
    select
        *,
        whole_sum as part_sum
    from sums where not has_groups
    union all
    select
        *,
        sum_without_group as part_sum
    from sums where has_groups
    union all
    select
        *,
        sum_without_grouped as part_sum
    from sums where has_groups
    union all
    select
        *,
        sum_without_carried_over as part_sum
    from sums where has_carried_over and not has_groups
    union all
    select
        *,
        sum_of_first as part_sum
    from sums where has_said_again
),

compared as (
    select
        readings.*,
        stated.spending_key as total_key,
        stated.amount as total_amount,
        stated.half_unit as total_half_unit,
        stated.figure,
        stated.quote as total_quote,
        stated.reading_order as total_order
    from readings
    inner join stated
        on
            readings.report_key = stated.report_key
            and readings.phase = stated.phase
            and (
                readings.direction is not distinct from stated.direction
                or coalesce(readings.direction, 'both') = 'both'
                or coalesce(stated.direction, 'both') = 'both'
            )
    where readings.has_funds and readings.part_sum is not null
),

parts_assessed as (
    select
        *,
        abs(cast(part_sum - total_amount as double)) as difference,
        half_units + total_half_unit + 0.001 as tolerance
    from compared
),

-- Of several stated totals (the restated one, the second executed figure) the nearest is meant.
nearest as (
    select
        *,
        row_number() over (
            partition by report_key, breakdown, direction, document_key, table_number, phase
            order by difference nulls last, total_order
        ) as position
    from parts_assessed
),

left_out as (
    select distinct
        nearest.report_key,
        nearest.largest_key,
        nearest.phase,
        'source' as place
    from nearest
    inner join other_sources
        on
            nearest.report_key = other_sources.report_key
            and nearest.document_key = other_sources.document_key
            and nearest.table_number = other_sources.table_number
            and nearest.phase = other_sources.phase
    where
        nearest.position = 1
        and nearest.breakdown = 'fund'
        and (not other_sources.is_income or nearest.direction = 'expenditure')
        and (
            abs(cast(nearest.part_sum + other_sources.amount - nearest.total_amount as double)) <= nearest.tolerance
            -- Or the funds are those of one source, and of the whole only with the others: 财政拨款支出 and its budgets.
            or (
                not other_sources.is_income
                and abs(cast(nearest.part_sum - other_sources.amount as double)) <= nearest.tolerance
            )
        )
),

parts_vs_total as (
    select
        nearest.report_key,
        'parts_vs_total' as rule,
        nearest.largest_key || '+' || nearest.phase || '+' || total_key as place,
        case
            when difference <= tolerance then 'pass'
            when
                total_amount > 0
                and cast(largest_amount as double) > cast(total_amount as double) + tolerance
                -- A part twice the total and more is a part of something else.
                then case when largest_amount <= 2 * total_amount then 'fail' else 'insufficient_data' end
            when total_amount = 0 and part_sum > 0 then 'fail'
            when part_count < 2 then 'insufficient_data'
            when left_out.place is not null then 'pass'
            -- In prose 其中 may name some parts only: what is missing must be small to be a slip.
            when table_number = -1 and part_sum < total_amount and difference > 0.2 * cast(total_amount as double)
                then 'insufficient_data'
            when part_sum < total_amount and nonzero_count < 2 then 'insufficient_data'
            else 'fail'
        end as outcome,
        null as severity,
        'the parts by ' || breakdown || ' add up to ' || coalesce(addition, '0') || ' = ' || {{ in_wan('part_sum') }}
        || ' 万元 (' || nearest.phase || '), stated in all ' || {{ in_wan('total_amount') }} || ', difference '
        || {{ in_wan('part_sum - total_amount') }} as detail,
        {{ to_value('part_sum') }} as expected_value,
        {{ to_value('total_amount') }} as stated_value,
        {{ clause('total_quote', 'figure') }} as quote_a,
        {{ row_head('largest_quote') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        largest_quote as quote
    from nearest
    left join left_out
        on
            nearest.report_key = left_out.report_key
            and nearest.largest_key = left_out.largest_key
            and nearest.phase = left_out.phase
    where position = 1
),

-- Budgeted income against budgeted expenditure, where neither has a stated total of the phase.
income_vs_expenditure as (
    select
        incomes.report_key,
        'income_vs_expenditure' as rule,
        incomes.largest_key || '+' || incomes.phase || '+' || expenditures.largest_key as place,
        case
            when
                abs(cast(incomes.whole_sum - expenditures.whole_sum as double))
                <= incomes.half_units + expenditures.half_units + 0.001
                then 'pass'
            when
                abs(cast(incomes.whole_sum - expenditures.whole_sum as double))
                <= 0.05 * cast(expenditures.whole_sum as double)
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        'income ' || coalesce(incomes.addition, '0') || ' = ' || {{ in_wan('incomes.whole_sum') }} || ', expenditure '
        || coalesce(expenditures.addition, '0') || ' = ' || {{ in_wan('expenditures.whole_sum') }} || ' 万元 ('
        || incomes.phase || '), difference ' || {{ in_wan('expenditures.whole_sum - incomes.whole_sum') }} as detail,
        {{ to_value('incomes.whole_sum') }} as expected_value,
        {{ to_value('expenditures.whole_sum') }} as stated_value,
        {{ row_head('incomes.largest_quote') }} as quote_a,
        {{ row_head('expenditures.first_quote') }} as quote_b,
        expenditures.document_key,
        expenditures.page,
        expenditures.char_start,
        expenditures.char_end,
        expenditures.largest_quote as quote
    from sums as incomes
    inner join sums as expenditures
        on
            incomes.report_key = expenditures.report_key
            and incomes.phase = expenditures.phase
            and incomes.document_key = expenditures.document_key
    where
        incomes.direction = 'income'
        and expenditures.direction = 'expenditure'
        and incomes.phase in ('approved', 'adjusted')
        and incomes.nonzero_count >= 2
        and expenditures.nonzero_count >= 2
        and incomes.table_number >= 0
        and expenditures.table_number >= 0
        and not incomes.has_groups
        and not expenditures.has_groups
),

united as (
    select * from parts_vs_total
    union all
    select * from income_vs_expenditure
)

{{ told_where_failed('united') }}
