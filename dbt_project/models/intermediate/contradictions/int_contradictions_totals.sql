{#- Totals against other totals, against their parts, and against what tasks and projects add up to. -#}
{%- set phases = ['approved', 'adjusted', 'executed'] -%}
{%- set magnitude = 'log10(' ~ divide('spending.executed_amount', 'chosen.executed_total_amount') ~ ')' -%}
{%- set nature_words = '基本支出|项目支出|人员类|运转类|特定目标类|上缴上级|经营支出|补助支出' -%}
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
                'round(100 * ' ~ divide('spending.executed_amount', 'chosen.adjusted_total_amount') ~ ', 2)', 2
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
    where
        spending.breakdown = 'total'
        and spending.executed_amount is not null
        and spending.direction is distinct from 'income'
        -- A grand total holds the money carried over as well.
        and not {{ regexp_found('spending.item_name', "'总计|结转|结余|年末'") }}
        and not {{ regexp_found('spending.quote', "'(支出|收支)总计'") }}
),

-- Parts against the total of the same phase.
natures as (
    select
        report_key,
        document_key,
        coalesce(table_seq, -1) as table_number,
        bool_or({{ regexp_found('item_name', "'" ~ nature_words ~ "'") }}) as has_natures,
        bool_or(item_name like '%基本支出%') as has_basic,
        bool_or(item_name like '%人员%') and bool_or(item_name like '%公用%') as has_parts_of_basic
    from spending
    where breakdown = 'nature' and fund_key is null
    group by report_key, document_key, coalesce(table_seq, -1)
),

parts as (
    select
        spending.report_key,
        spending.spending_key,
        spending.breakdown,
        spending.direction,
        spending.document_key,
        coalesce(spending.table_seq, -1) as table_number,
        spending.item_name,
        spending.fund_key,
        spending.quote,
        spending.page,
        spending.char_start,
        spending.char_end,
        spending.reading_order,
        -- 财政拨款 is made of the budgets and levels beside it: such lists may be added with it or with them.
        coalesce(spending.fund_key = 'fiscal_appropriation', false) as is_group,
        coalesce(spending.fund_key in (
            'general_public_budget', 'government_fund_budget', 'state_capital_budget', 'central_funds',
            'provincial_funds', 'city_funds', 'county_funds', 'lottery'
        ), false) as is_grouped,
        {%- for phase in phases %}
        spending.{{ phase }}_amount,
        spending.{{ phase }}_half_unit,
        {%- endfor %}
        spending.role
    from spending
    left join natures
        on
            spending.report_key = natures.report_key
            and spending.document_key = natures.document_key
            and coalesce(spending.table_seq, -1) = natures.table_number
    where
        spending.breakdown in ('fund', 'nature')
        and not spending.is_restatement
        and (spending.breakdown = 'fund' or spending.fund_key is null)
        -- Only 基本支出 and its peers are parts of the whole; 人员经费 and 公用经费 are where they stand for it, both of them.
        and (
            spending.breakdown = 'fund'
            or {{ regexp_found('spending.item_name', "'" ~ nature_words ~ "'") }}
            or (natures.has_natures and natures.has_parts_of_basic and not natures.has_basic)
        )
),

parts_by_phase as (
    {%- for phase in phases %}
    select
        * exclude (
            approved_amount, adjusted_amount, executed_amount,
            approved_half_unit, adjusted_half_unit, executed_half_unit
        ),
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

-- Prose names a part again where its own paragraph begins, with its budget beside it: one part is added once.
distinct_parts as (
    select *
    from parts_by_phase
    qualify
        table_number >= 0
        or breakdown <> 'nature'
        or row_number() over (
            partition by
                report_key, document_key, table_number, breakdown, direction, phase, amount,
                coalesce({{ regexp_first('item_name', nature_words) }}, item_name)
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
        sum(half_unit) as half_units,
        {{ text_list(
            "case when amount <> 0 then " ~ in_wan('amount') ~ " end", ' + ', 'reading_order'
        ) }} as addition,
        max_by(quote, amount) as largest_quote,
        max_by(spending_key, amount) as largest_key,
        max_by(page, amount) as page,
        max_by(char_start, amount) as char_start,
        max_by(char_end, amount) as char_end,
        min_by(quote, reading_order) as first_quote
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

compared as (
    select
        sums.*,
        stated.spending_key as total_key,
        stated.amount as total_amount,
        stated.half_unit as total_half_unit,
        stated.figure,
        stated.quote as total_quote,
        stated.reading_order as total_order,
        case
            when not sums.has_groups then sums.whole_sum
            when abs(sums.sum_without_group - stated.amount) <= abs(sums.sum_without_grouped - stated.amount)
                then sums.sum_without_group
            else sums.sum_without_grouped
        end as part_sum
    from sums
    inner join stated
        on
            sums.report_key = stated.report_key
            and sums.phase = stated.phase
            and (
                sums.direction is not distinct from stated.direction
                or coalesce(sums.direction, 'both') = 'both'
                or coalesce(stated.direction, 'both') = 'both'
            )
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
            order by difference, total_order
        ) as position
    from parts_assessed
),

parts_vs_total as (
    select
        report_key,
        'parts_vs_total' as rule,
        largest_key || '+' || phase || '+' || total_key as place,
        case
            when difference <= tolerance then 'pass'
            when total_amount > 0 and cast(largest_amount as double) > cast(total_amount as double) + tolerance
                then 'fail'
            when total_amount = 0 and part_sum > 0 then 'fail'
            when part_count < 2 then 'insufficient_data'
            -- In prose 其中 may name some parts only: what is missing must be small to be a slip.
            when table_number = -1 and part_sum < total_amount and difference > 0.2 * cast(total_amount as double)
                then 'insufficient_data'
            when part_sum < total_amount and nonzero_count < 2 then 'insufficient_data'
            else 'fail'
        end as outcome,
        null as severity,
        'the parts by ' || breakdown || ' add up to ' || coalesce(addition, '0') || ' = ' || {{ in_wan('part_sum') }}
        || ' 万元 (' || phase || '), stated in all ' || {{ in_wan('total_amount') }} || ', difference '
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
    where position = 1
),

-- 人员经费 and 公用经费 against the 基本支出 that they are the two parts of: beside it in its table, or told right behind it.
basic_parts as (
    {%- for phase in phases %}
    select
        basic.report_key,
        'parts_vs_total' as rule,
        basic.spending_key || '+{{ phase }}+basic' as place,
        case
            when
                abs(cast(staff.{{ phase }}_amount + office.{{ phase }}_amount - basic.{{ phase }}_amount as double))
                <= basic.{{ phase }}_half_unit + staff.{{ phase }}_half_unit + office.{{ phase }}_half_unit + 0.001
                then 'pass'
            -- Further off there is a third part that is not told.
            when
                abs(cast(staff.{{ phase }}_amount + office.{{ phase }}_amount - basic.{{ phase }}_amount as double))
                <= 0.05 * cast(basic.{{ phase }}_amount as double)
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        'the parts of 基本支出 add up to ' || {{ in_wan('staff.' ~ phase ~ '_amount') }} || ' + '
        || {{ in_wan('office.' ~ phase ~ '_amount') }} || ' = '
        || {{ in_wan('staff.' ~ phase ~ '_amount + office.' ~ phase ~ '_amount') }} || ' 万元 ({{ phase }}), stated '
        || {{ in_wan('basic.' ~ phase ~ '_amount') }} || ', difference '
        || {{ in_wan('staff.' ~ phase ~ '_amount + office.' ~ phase ~ '_amount - basic.' ~ phase ~ '_amount') }}
            as detail,
        {{ to_value('staff.' ~ phase ~ '_amount + office.' ~ phase ~ '_amount') }} as expected_value,
        {{ to_value('basic.' ~ phase ~ '_amount') }} as stated_value,
        {{ clause('basic.quote', 'basic.' ~ phase ~ '_text') }} as quote_a,
        {{ row_head('staff.quote') }} as quote_b,
        basic.document_key,
        basic.page,
        basic.char_start,
        basic.char_end,
        basic.quote
    from spending as basic
    inner join spending as staff
        on
            basic.report_key = staff.report_key
            and basic.document_key = staff.document_key
            and basic.table_seq is not distinct from staff.table_seq
    inner join spending as office
        on
            basic.report_key = office.report_key
            and basic.document_key = office.document_key
            and basic.table_seq is not distinct from office.table_seq
    where
        basic.breakdown = 'nature'
        and {{ regexp_found('basic.item_name', "'基本支出'") }}
        and {{ regexp_found('staff.item_name', "'人员(经费|支出)'") }}
        and {{ regexp_found('office.item_name', "'公用(经费|支出)'") }}
        and staff.reading_order > basic.reading_order
        and office.reading_order > staff.reading_order
        and (basic.table_seq is not null or office.char_start - basic.char_start < 200)
        and basic.{{ phase }}_amount > 0
        and staff.{{ phase }}_amount is not null
        and office.{{ phase }}_amount is not null
    qualify
        row_number() over (
            partition by basic.report_key, basic.document_key, basic.table_seq
            order by basic.reading_order, staff.reading_order, office.reading_order
        ) = 1
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
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
        reading_order
    from spending
    where
        breakdown in ('task', 'project')
        and not is_restatement
        and coalesce(executed_amount, unphased_amount) > 0
        and not {{ regexp_found('item_name', "'^(合|总|小) *计|^总额'") }}
),

item_sums as (
    select
        report_key,
        'tasks' as scope,
        count(*) as item_count,
        sum(amount) as amount,
        min_by(quote, reading_order) as sample_quote,
        min_by(spending_key, reading_order) as sample_key,
        min_by(document_key, reading_order) as document_key,
        min_by(page, reading_order) as page,
        min_by(char_start, reading_order) as char_start,
        min_by(char_end, reading_order) as char_end
    from items
    where breakdown = 'task'
    group by report_key

    union all

    select
        report_key,
        'tasks and projects' as scope,
        count(*) as item_count,
        sum(amount) as amount,
        max_by(quote, amount) as sample_quote,
        max_by(spending_key, amount) as sample_key,
        max_by(document_key, amount) as document_key,
        max_by(page, amount) as page,
        max_by(char_start, amount) as char_start,
        max_by(char_end, amount) as char_end
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
            else 'fail'
        end as outcome,
        case when item_sums.amount > chosen.executed_total_amount then 'warning' end as severity,
        'the ' || item_sums.item_count || ' ' || item_sums.scope || ' add up to ' || {{ in_wan('item_sums.amount') }}
        || ' 万元, '
        || {{ plain_number(
            'round(100 * ' ~ divide('item_sums.amount', 'chosen.executed_total_amount') ~ ', 2)', 2
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
        min_by(quote, reading_order) filter (where breakdown = 'total') as total_quote,
        min_by(adjusted_text, reading_order) filter (where breakdown = 'total') as total_text,
        min_by(quote, reading_order) filter (where breakdown <> 'total') as item_quote,
        min_by(quote, reading_order) as quote,
        min_by(document_key, reading_order) as document_key,
        min_by(page, reading_order) as page,
        min_by(char_start, reading_order) as char_start,
        min_by(char_end, reading_order) as char_end
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
    select * exclude (position) from other_totals where position = 1
    union all
    select * from parts_vs_total
    union all
    select * from basic_parts
    union all
    select * from income_vs_expenditure
    union all
    select * from task_sums
    union all
    select * from equal_everywhere
)

select
    * exclude (severity, detail, quote_a, quote_b),
    {{ if_failed('severity') }} as severity,
    {{ if_failed('detail') }} as detail,
    {{ if_failed('quote_a') }} as quote_a,
    {{ if_failed('quote_b') }} as quote_b,
    cast(null as varchar) as other_report_key
from united
