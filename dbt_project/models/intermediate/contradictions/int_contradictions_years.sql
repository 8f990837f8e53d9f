{#- This year's report against last year's of the same office and subject, where both are loaded. -#}
with year_pairs as (
    select * from {{ touched('int_reports_year_pairs') }}
),

spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

last_spending as (
    select *
    from {{ ref('int_spending_items_compared') }}
    where report_key in (select other_report_key from year_pairs)
    qualify {{ is_comparable() }}
),

-- What last year was, by this year's figure and its change: both stand in one passage.
changes as (
    select
        year_pairs.report_key,
        year_pairs.other_report_key,
        changes.spending_key,
        changes.direction,
        coalesce(bases.executed_amount, bases.adjusted_amount, bases.approved_amount) as base_amount,
        coalesce(bases.executed_amount, bases.adjusted_amount, bases.approved_amount) - changes.change_amount
            as last_amount,
        bases.executed_half_unit * 2 as tolerance,
        changes.quote,
        changes.document_key,
        changes.page,
        changes.char_start,
        changes.char_end,
        row_number() over (
            partition by changes.report_key, changes.spending_key
            order by
                case when {{ alike('changes.item_core', 'bases.item_core') }} then 0 else 1 end,
                abs(bases.char_start - changes.char_start)
        ) as position
    from year_pairs
    inner join spending as changes
        on
            year_pairs.report_key = changes.report_key
            and changes.breakdown = 'prior_year_change'
            and changes.change_amount is not null
            and not changes.is_restatement
    inner join spending as bases
        on
            changes.report_key = bases.report_key
            and changes.document_key = bases.document_key
            and bases.breakdown = 'total'
            and bases.direction is not distinct from changes.direction
            and changes.char_end >= bases.char_start
            and changes.char_start <= bases.char_end + 20
    where coalesce(bases.executed_amount, bases.adjusted_amount, bases.approved_amount) is not null
),

last_totals as (
    {%- for phase in ['executed', 'adjusted', 'approved'] %}
    select
        report_key,
        {{ phase }}_amount as amount,
        quote,
        reading_order
    from last_spending
    where breakdown = 'total' and {{ phase }}_amount is not null
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

last_compared as (
    select
        changes.*,
        last_totals.amount as stated_last_amount,
        last_totals.quote as last_quote,
        row_number() over (
            partition by changes.report_key, changes.spending_key
            order by abs(cast(last_totals.amount - changes.last_amount as double)) nulls last, last_totals.reading_order
        ) as nearness
    from changes
    inner join last_totals on changes.other_report_key = last_totals.report_key
    where changes.position = 1
),

last_year_figures as (
    select
        report_key,
        'last_year_figures' as rule,
        spending_key as place,
        case
            when abs(cast(stated_last_amount - last_amount as double)) <= 2 * tolerance + 0.001 then 'pass'
            else 'fail'
        end as outcome,
        null as severity,
        {{ in_wan('base_amount') }} || ' after a change of ' || {{ in_wan('base_amount - last_amount') }}
        || ' gives ' || {{ in_wan('last_amount') }} || ' 万元 for last year, whose report states '
        || {{ in_wan('stated_last_amount') }} as detail,
        {{ to_value('stated_last_amount') }} as expected_value,
        {{ to_value('last_amount') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        {{ clause('last_quote') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote,
        other_report_key
    from last_compared
    where nearness = 1
),

carried as (
    select
        year_pairs.report_key,
        year_pairs.other_report_key,
        now_rows.spending_key,
        coalesce(now_rows.adjusted_amount, now_rows.approved_amount, now_rows.received_amount) as carried_amount,
        before_rows.carry_over_amount,
        now_rows.quote,
        before_rows.quote as last_quote,
        now_rows.document_key,
        now_rows.page,
        now_rows.char_start,
        now_rows.char_end,
        row_number() over (
            partition by now_rows.report_key, now_rows.spending_key
            order by before_rows.breakdown = 'total' desc, before_rows.reading_order
        ) as position
    from year_pairs
    inner join spending as now_rows
        on
            year_pairs.report_key = now_rows.report_key
            and now_rows.fund_key = 'carry_over'
            and not now_rows.is_restatement
    inner join last_spending as before_rows
        on
            year_pairs.other_report_key = before_rows.report_key
            and before_rows.breakdown in ('total', 'fund')
            and before_rows.carry_over_amount is not null
    where coalesce(now_rows.adjusted_amount, now_rows.approved_amount, now_rows.received_amount) is not null
),

carried_over_funds as (
    select
        report_key,
        'carried_over_funds' as rule,
        spending_key as place,
        case when abs(cast(carried_amount - carry_over_amount as double)) <= 100 then 'pass' else 'fail' end as outcome,
        null as severity,
        {{ in_wan('carried_amount') }} || ' 万元 carried over, last year''s report leaves '
        || {{ in_wan('carry_over_amount') }} as detail,
        {{ to_value('carry_over_amount') }} as expected_value,
        {{ to_value('carried_amount') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        {{ clause('last_quote') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote,
        other_report_key
    from carried
    where position = 1
),

united as (
    select * from last_year_figures
    union all
    select * from carried_over_funds
)

select
    {{ columns_except(['severity', 'detail', 'quote_a', 'quote_b']) }},
    {{ if_failed('severity') }} as severity,
    {{ if_failed('detail') }} as detail,
    {{ if_failed('quote_a') }} as quote_a,
    {{ if_failed('quote_b') }} as quote_b
from united
