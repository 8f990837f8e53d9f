{#- Declared rates against the amounts they are made of. A rate may be off by half a unit of its last printed digit and by what
    rounding of the amounts can do; twice that is told as a notice, more is the rule's own severity. A rate that another sum of
    the report explains is none of the budget: what came in, what was carried over, what the budget came to in the end. -#}
with totals as (
    select * from {{ touched('int_report_totals_computed') }}
),

spending as (
    select * from {{ touched('int_spending_items_compared') }}
),

texts as (
    select * from {{ touched('stg_document_texts', 'document_key') }}
),

rates as (
    select
        totals.report_key,
        'execution_rate' as rule,
        totals.report_totals_key as place,
        cast(totals.declared_execution_rate_pct as double) as declared,
        totals.execution_rate_print as rate_print,
        cast(totals.executed_total_amount as double) as dividend,
        executed.executed_half_unit as dividend_half_unit,
        cast(totals.adjusted_total_amount as double) as first_divisor,
        cast(totals.approved_total_amount as double) as second_divisor,
        coalesce(adjusted.adjusted_half_unit, approved.approved_half_unit) as divisor_half_unit,
        executed.document_key,
        executed.page,
        executed.char_start,
        executed.char_end,
        executed.quote,
        coalesce(adjusted.quote, approved.quote) as other_quote,
        coalesce(adjusted.adjusted_text, approved.approved_text) as other_figure,
        (
            totals.executed_row_key is distinct from coalesce(totals.adjusted_row_key, totals.approved_row_key)
            or {{ regexp_found('executed.quote', "'[；;。]'") }}
        ) as is_apart
    from totals
    left join spending as executed
        on totals.report_key = executed.report_key and totals.executed_row_key = executed.spending_key
    left join spending as adjusted
        on totals.report_key = adjusted.report_key and totals.adjusted_row_key = adjusted.spending_key
    left join spending as approved
        on totals.report_key = approved.report_key and totals.approved_row_key = approved.spending_key
    where totals.declared_execution_rate_pct is not null

    union all

    select
        spending.report_key,
        'execution_rate' as rule,
        spending.spending_key as place,
        cast(spending.declared_rate_pct as double) as declared,
        spending.rate_print,
        cast(spending.executed_amount as double) as dividend,
        spending.executed_half_unit as dividend_half_unit,
        cast(spending.adjusted_amount as double) as first_divisor,
        cast(spending.approved_amount as double) as second_divisor,
        coalesce(spending.adjusted_half_unit, spending.approved_half_unit) as divisor_half_unit,
        spending.document_key,
        spending.page,
        spending.char_start,
        spending.char_end,
        spending.quote,
        null as other_quote,
        null as other_figure,
        {{ regexp_found('spending.quote', "'[；;。]'") }} as is_apart
    from spending
    left join totals on spending.report_key = totals.report_key
    where
        spending.breakdown not in ('prior_year_change', 'budget_adjustment')
        and spending.declared_rate_pct is not null
        and spending.executed_amount is not null
        and not spending.is_restatement
        -- The whole said again, with a rate of its own.
        and (
            spending.breakdown <> 'total'
            or spending.spending_key not in (
                coalesce(totals.executed_row_key, ''),
                coalesce(totals.adjusted_row_key, ''),
                coalesce(totals.approved_row_key, '')
            )
        )

    union all

    select
        totals.report_key,
        'adjustment_rate' as rule,
        totals.report_totals_key as place,
        abs(cast(totals.declared_adjustment_rate_pct as double)) as declared,
        totals.adjustment_rate_print as rate_print,
        abs(cast(totals.adjusted_total_amount - totals.approved_total_amount as double)) as dividend,
        adjusted.adjusted_half_unit + approved.approved_half_unit as dividend_half_unit,
        cast(totals.approved_total_amount as double) as first_divisor,
        null as second_divisor,
        approved.approved_half_unit as divisor_half_unit,
        adjusted.document_key,
        adjusted.page,
        adjusted.char_start,
        adjusted.char_end,
        adjusted.quote,
        approved.quote as other_quote,
        approved.approved_text as other_figure,
        (totals.adjusted_row_key is distinct from totals.approved_row_key) as is_apart
    from totals
    left join spending as adjusted
        on totals.report_key = adjusted.report_key and totals.adjusted_row_key = adjusted.spending_key
    left join spending as approved
        on totals.report_key = approved.report_key and totals.approved_row_key = approved.spending_key
    where totals.declared_adjustment_rate_pct is not null
),

computed as (
    select
        *,
        100 * {{ divide('dividend', 'first_divisor') }} as first_rate,
        100 * {{ divide('dividend', 'second_divisor') }} as second_rate,
        {{ percent_half_unit('rate_print', 'declared') }}
        + 100 * {{ divide('dividend_half_unit', 'coalesce(nullif(first_divisor, 0), second_divisor)') }}
        + 100 * abs({{ divide('dividend', 'coalesce(nullif(first_divisor, 0), second_divisor)') }})
        * {{ divide('divisor_half_unit', 'abs(coalesce(nullif(first_divisor, 0), second_divisor))') }}
        + 0.000001 as tolerance
    from rates
),

assessed as (
    select
        *,
        coalesce(first_rate, second_rate) as expected,
        case
            when coalesce(first_rate, second_rate) is null then 'insufficient_data'
            when least(abs(declared - first_rate), abs(declared - second_rate)) <= tolerance then 'pass'
            else 'fail'
        end as outcome,
        case
            when least(abs(declared - first_rate), abs(declared - second_rate)) <= 2 * tolerance then 'notice'
            -- The rate is one of the adjusted budget; with only the approved one stated it may be right all the same.
            when coalesce(first_divisor, 0) = 0 then 'notice'
            -- So far off, amounts of two things stand together, as two sentences or a list of parts may bring about; what one
            -- clause or one row of a table prints side by side is of one thing.
            when is_apart and abs(declared - coalesce(first_rate, second_rate)) > 25 then 'notice'
        end as severity
    from computed
),

-- Not more than a reader would look into: each is held against every sum of its report.
unexplained as (
    select * from assessed
    where rule = 'execution_rate' and outcome = 'fail'
    qualify row_number() over (partition by report_key order by char_start, place) <= 100
),

comparable_spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

-- Every sum that the report prints with its unit, and those its rows hold.
sums_in_text as (
    select
        unexplained.report_key,
        unexplained.place,
        unexplained.quote,
        unexplained.rate_print,
        {{ each_member(regexp_all('texts.text', '[0-9][0-9,，]*(?:[.][0-9]+)? ?(?:亿元|万元|元)')) }} as print
    from unexplained
    inner join texts on unexplained.document_key = texts.document_key
),

sums as (
    select
        report_key,
        place,
        try_cast({{ regexp_remove('print', '[^0-9.]') }} as double)
        * {{ unit_factor(regexp_part('print', '(亿元|万元|元)$', 1)) }} as amount,
        false as is_received,
        -- Any sum that is told may be a budget too, where the rate is exact enough to tell chance from reason.
        {{ printed_decimals("coalesce(rate_print, '')") }} >= 2 as is_added_budget,
        instr(quote, print) > 0 as is_beside_rate
    from sums_in_text
    {%- for phase in ['approved', 'adjusted', 'unphased', 'received', 'change', 'carry_over'] %}

    union all

    select
        unexplained.report_key,
        unexplained.place,
        cast(spending.{{ phase }}_amount as double) as amount,
        {{ 'true' if phase == 'received' else 'false' }} as is_received,
        spending.breakdown in ('source', 'budget_adjustment') as is_added_budget,
        false as is_beside_rate
    from unexplained
    inner join comparable_spending as spending on unexplained.report_key = spending.report_key
    where spending.{{ phase }}_amount is not null
    {%- endfor %}
),

-- The rate of another sum, of the budget with one that came to it, or of all that was paid in one breath.
explained as (
    select distinct
        unexplained.report_key,
        unexplained.place
    from unexplained
    inner join sums on unexplained.report_key = sums.report_key and unexplained.place = sums.place
    where
        -- What was spent is all of itself: 100 % needs a sum that came in.
        ((sums.is_received or abs(sums.amount - unexplained.dividend) > 0.005) and {{ gives_rate(
            'unexplained.dividend', 'sums.amount', 'unexplained.declared', 'unexplained.rate_print'
        ) }})
        or (sums.is_added_budget and {{ gives_rate(
            'unexplained.dividend', 'unexplained.first_divisor + sums.amount', 'unexplained.declared', 'unexplained.rate_print'
        ) }})
        or (sums.is_beside_rate and {{ gives_rate(
            'unexplained.dividend + sums.amount', 'unexplained.first_divisor', 'unexplained.declared', 'unexplained.rate_print'
        ) }})
),

settled as (
    select
        {{ columns_except(['outcome'], 'assessed') }},
        case when explained.place is not null then 'pass' else assessed.outcome end as outcome
    from assessed
    left join explained
        on
            assessed.report_key = explained.report_key
            and assessed.place = explained.place
            and assessed.rule = 'execution_rate'
),

worded as (
    select
        {{ columns_except(['quote']) }},
        'declared ' || {{ plain_number('declared', 4) }} || '%, computed ' || {{ in_wan('dividend') }} || ' / '
        || {{ in_wan('coalesce(nullif(first_divisor, 0), second_divisor)') }} || ' = '
        || {{ plain_number(rounded('expected', 2), 4) }} || '%' as explanation,
        quote,
        {{ to_value('expected') }} as expected_value,
        {{ to_value('declared') }} as stated_value,
        cast(null as string) as other_report_key
    from settled
),

adjustment_signs as (
    select
        totals.report_key,
        'adjustment_sign' as rule,
        totals.report_totals_key as place,
        case
            when spending.printed_change_amount > 0 and spending.change_amount < 0 then 'fail'
            when
                totals.adjusted_total_amount < totals.approved_total_amount
                and totals.declared_adjustment_rate_pct > 0
                then 'fail'
            else 'pass'
        end as outcome,
        totals.approved_total_amount,
        totals.adjusted_total_amount,
        totals.declared_adjustment_rate_pct,
        spending.printed_change_amount,
        adjusted.quote as adjusted_quote,
        adjusted.adjusted_text,
        coalesce(spending.document_key, adjusted.document_key) as document_key,
        coalesce(spending.page, adjusted.page) as page,
        coalesce(spending.char_start, adjusted.char_start) as char_start,
        coalesce(spending.char_end, adjusted.char_end) as char_end,
        coalesce(spending.quote, adjusted.quote) as quote
    from totals
    left join spending
        on
            totals.report_key = spending.report_key
            and spending.breakdown = 'budget_adjustment'
            and not spending.is_restatement
    left join spending as adjusted
        on totals.report_key = adjusted.report_key and totals.adjusted_row_key = adjusted.spending_key
    where
        totals.approved_total_amount is not null
        and totals.adjusted_total_amount is not null
        and coalesce(spending.printed_change_amount, totals.declared_adjustment_rate_pct) is not null
    qualify row_number() over (partition by totals.report_key order by spending.reading_order) = 1
)

select
    report_key,
    rule,
    place,
    outcome,
    {{ if_failed('severity') }} as severity,
    {{ if_failed('explanation') }} as detail,
    expected_value,
    stated_value,
    {{ if_failed(clause('quote', 'rate_print')) }} as quote_a,
    {{ if_failed(clause('other_quote', 'other_figure')) }} as quote_b,
    other_report_key,
    document_key,
    page,
    char_start,
    char_end,
    quote
from worded

union all

select
    report_key,
    rule,
    place,
    outcome,
    null as severity,
    {{ if_failed(
        "'the budget fell from ' || " ~ in_wan('approved_total_amount') ~ " || ' to ' || "
        ~ in_wan('adjusted_total_amount') ~ " || ' 万元, a change of ' || "
        ~ in_wan('adjusted_total_amount - approved_total_amount') ~ " || ', printed without a sign'"
    ) }} as detail,
    {{ to_value('adjusted_total_amount - approved_total_amount') }} as expected_value,
    {{ to_value('printed_change_amount') }} as stated_value,
    {{ if_failed(clause('adjusted_quote', 'adjusted_text')) }} as quote_a,
    {{ if_failed(clause('quote')) }} as quote_b,
    null as other_report_key,
    document_key,
    page,
    char_start,
    char_end,
    quote
from adjustment_signs
