{#- What grew or fell against last year, and what is left of the budget: declared rates of change against the figures they are
    made of, money left over against budget less spending. -#}
{%- set number = '[0-9][0-9,，]*(?:[.][0-9]+)?' -%}
{%- set rise_or_fall = '(?:增长|增加|上升|提高|下降|减少|降低)' -%}
with spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

totals as (
    select * from {{ touched('int_report_totals_computed') }}
),

members as (
    select * from {{ touched('int_reports_documents') }}
),

texts as (
    select * from {{ touched('stg_document_texts', 'document_key') }}
),

-- A change with its rate, as rows: 支出 5,860.20 万元, 增加 439.40 万元, 增长 9.11 %. Its base is the last figure before it of
-- the item that changed.
changes as (
    select
        changes.report_key,
        changes.spending_key as place,
        abs(cast(changes.change_amount as double)) as change,
        abs(cast(changes.declared_rate_pct as double)) as declared,
        {{ percent_half_unit('changes.rate_print', 'changes.declared_rate_pct') }} as half_unit,
        cast(coalesce(bases.executed_amount, bases.adjusted_amount, bases.approved_amount) as double) as base,
        cast(bases.adjusted_amount as double) as adjusted_base,
        cast(bases.approved_amount as double) as approved_base,
        changes.change_amount < 0 as is_fall,
        changes.quote,
        bases.quote as base_quote,
        changes.document_key,
        changes.page,
        changes.char_start,
        changes.char_end
    from spending as changes
    inner join spending as bases
        on
            changes.report_key = bases.report_key
            and changes.document_key = bases.document_key
            and changes.char_start - bases.char_start between 0 and 250
            and changes.reading_order >= bases.reading_order
    where
        changes.breakdown = 'prior_year_change'
        and changes.table_seq is null
        and changes.change_amount <> 0
        and changes.declared_rate_pct is not null
        and bases.breakdown <> 'prior_year_change'
        and bases.table_seq is null
        and (
            -- The name of the parent is folded: its quotation marks have no direction.
            replace(replace(bases.item_name, '“', '"'), '”', '"')
            = replace(replace(changes.parent_item_name, '“', '"'), '”', '"')
            or (
                bases.breakdown = 'total'
                and bases.direction = changes.direction
                and {{ regexp_found('changes.item_name', "'(收入|支出)(合计|总计|总额|决算|比|较)'") }}
                -- 三公经费支出比上年减少 is a change of no whole, nor is that of 项目支出.
                and not {{ regexp_found('changes.item_name', "'三公|公务|接待|因公|机关运行|采购|基本支出|项目支出'") }}
            )
        )
        and coalesce(bases.executed_amount, bases.adjusted_amount, bases.approved_amount) > 0
    qualify
        row_number() over (
            partition by changes.report_key, changes.spending_key
            order by bases.reading_order desc, bases.spending_key asc
        ) = 1
),

change_rates as (
    select
        *,
        100 * {{ divide('change', 'case when is_fall then base + change else base - change end') }} as expected,
        -- What grew may be another phase that the same sentence tells: 核定预算…，较上年增加…；全年预算为….
        100 * {{ divide('change', 'case when is_fall then adjusted_base + change else adjusted_base - change end') }}
            as expected_of_adjusted,
        100 * {{ divide('change', 'case when is_fall then approved_base + change else approved_base - change end') }}
            as expected_of_approved,
        -- Some take the rate of this year's figure, or name last year's before the change.
        100 * {{ divide('change', 'base') }} as rate_of_base
    from changes
),

growth_of_rows as (
    select
        report_key,
        'growth_rate' as rule,
        place,
        case
            when expected is null or expected <= 0 then 'insufficient_data'
            when
                least(
                    abs(declared - expected), abs(declared - rate_of_base), abs(declared - expected_of_adjusted),
                    abs(declared - expected_of_approved)
                ) <= 2 * half_unit + 0.05
                then 'pass'
            when abs(declared - expected) <= 5 then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        'declared ' || {{ plain_number('declared', 4) }} || '%, a change of ' || {{ in_wan('change') }} || ' to '
        || {{ in_wan('base') }} || ' 万元 is ' || {{ plain_number('round(expected, 2)', 2) }} || '%' as detail,
        {{ to_value('expected') }} as expected_value,
        {{ to_value('declared') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        {{ clause('base_quote') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from change_rates
),

-- This year's figure, last year's and the rate in one clause: 258.40 万元, 较上年 236.10 万元增长 12.4 %.
clauses as (
    select
        members.report_key,
        members.document_key,
        texts.text,
        {{ each_member(regexp_all(
            'texts.text',
            number ~ ' ?(?:亿元|万元|元)[，,]?(?:较|比|同比)?(?:上一?年|去年|[0-9]{4}年)[^，。；;0-9增减升降提]{0,6}'
            ~ number ~ ' ?(?:亿元|万元|元)(?:相比)?[，,]?' ~ rise_or_fall ~ '了?[0-9.]+ ?[%％]'
        )) }} as clause_text
    from members
    inner join texts on members.document_key = texts.document_key
    where members.role = 'main'
),

read_clauses as (
    select
        *,
        {{ regexp_first('clause_text', '(亿元|万元|元)', 1) }} as now_unit,
        {{ regexp_first('clause_text', number ~ ' ?(亿元|万元|元)(?:相比)?[，,]?' ~ rise_or_fall, 1) }} as last_unit,
        try_cast(
            {{ regexp_remove(regexp_first('clause_text', '^(' ~ number ~ ')', 1), '[,，]') }} as double
        ) as this_year,
        try_cast({{ regexp_remove(
            regexp_first('clause_text', '(' ~ number ~ ') ?(?:亿元|万元|元)(?:相比)?[，,]?' ~ rise_or_fall, 1), '[,，]'
        ) }} as double) as last_year,
        {{ regexp_first('clause_text', '([0-9.]+) ?[%％]$', 1) }} as rate_print,
        {{ regexp_found('clause_text', "'(下降|减少|降低)了?[0-9.]+ ?[%％]$'") }} as is_fall
    from clauses
),

clause_rates as (
    select
        *,
        try_cast(rate_print as double) as declared,
        100 * {{ divide('case when is_fall then last_year - this_year else this_year - last_year end', 'last_year') }}
            as expected,
        0.5 * pow(10, -{{ printed_decimals('rate_print') }}) as half_unit,
        instr(text, clause_text) - 1 as place_in_text
    from read_clauses
    where now_unit = last_unit
),

growth_of_clauses as (
    select
        report_key,
        'growth_rate' as rule,
        'clause+' || place_in_text as place,
        case
            when expected is null or declared is null then 'insufficient_data'
            when abs(declared - expected) <= 2 * half_unit + 0.05 then 'pass'
            else 'fail'
        end as outcome,
        null as severity,
        'declared ' || rate_print || '%, from ' || {{ plain_number('last_year', 4) }} || ' to '
        || {{ plain_number('this_year', 4) }} || ' is ' || {{ plain_number('round(expected, 2)', 2) }} || '%' as detail,
        {{ to_value('expected') }} as expected_value,
        {{ to_value('declared') }} as stated_value,
        clause_text as quote_a,
        cast(null as string) as quote_b,
        document_key,
        cast(null as integer) as page,
        cast(place_in_text as integer) as char_start,
        cast(place_in_text + length(clause_text) as integer) as char_end,
        clause_text as quote
    from clause_rates
    qualify row_number() over (partition by report_key, document_key, place_in_text order by rate_print) = 1
),

-- Money left for next year against budget less spending. What else may be left or taken back is not told: only a figure that
-- differs by a slip of the pen contradicts.
left_over as (
    select
        spending.report_key,
        'left_over_funds' as rule,
        spending.spending_key as place,
        case
            when abs(cast(spending.left_amount - spending.expected_amount as double)) <= spending.tolerance then 'pass'
            when
                {{ is_one_slip('spending.left_amount / 100', 'spending.expected_amount / 100') }}
                and abs(cast(spending.left_amount - spending.expected_amount as double))
                <= 0.25 * cast(spending.expected_amount as double)
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        {{ in_wan('spending.left_amount') }} || ' 万元 left over, budget less spending is '
        || {{ in_wan('spending.expected_amount') }} as detail,
        {{ to_value('spending.expected_amount') }} as expected_value,
        {{ to_value('spending.left_amount') }} as stated_value,
        {{ clause('spending.quote') }} as quote_a,
        {{ clause('spending.executed_quote') }} as quote_b,
        spending.document_key,
        spending.page,
        spending.char_start,
        spending.char_end,
        spending.quote
    from (
        select
            left_rows.*,
            coalesce(
                left_rows.carry_over_amount, left_rows.adjusted_amount, left_rows.executed_amount,
                left_rows.unphased_amount
            ) as left_amount,
            totals.adjusted_total_amount - totals.executed_total_amount as expected_amount,
            executed.quote as executed_quote,
            3 * executed.executed_half_unit + 1 as tolerance
        from spending as left_rows
        inner join totals on left_rows.report_key = totals.report_key
        inner join spending as executed
            on totals.report_key = executed.report_key and totals.executed_row_key = executed.spending_key
        where
            left_rows.table_seq is null
            and left_rows.document_key = executed.document_key
            and (
                {{ regexp_found('left_rows.item_name', "'结转下年|结转次年|年末结转|年末结余|^结余|结转结余|未支出|未执行'") }}
                -- Said in one sentence with the spending it is left by.
                or (left_rows.spending_key = executed.spending_key and left_rows.carry_over_amount is not null)
            )
            and left_rows.direction is distinct from 'income'
            -- Told right behind the spending it is left by.
            and left_rows.char_start - executed.char_start between 0 and 200
    ) as spending
    where spending.left_amount > 0 and spending.expected_amount > 0
),

united as (
    select * from growth_of_rows
    union all
    select * from growth_of_clauses
    union all
    select * from left_over
)

{{ told_where_failed('united') }}
