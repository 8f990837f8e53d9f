{#- Money of one item in two places, of which one is a slip of the pen: 松材线虫病防治 861.20 in a table, 816.20 in prose. Figures
    further apart may be of two things; the total of the report is int_contradictions_totals. -#}
{%- set phases = ['adjusted', 'executed'] -%}
with spending as (
    {{ comparable_rows(
        'int_spending_items_compared', "breakdown in ('task', 'project', 'three_public') and direction is distinct from 'income'"
    ) }}
),

named as (
    {%- for phase in phases %}
    select
        *,
        '{{ phase }}' as phase,
        {{ phase }}_amount as amount,
        {{ phase }}_text as figure,
        case
            when breakdown = 'three_public' and {{ regexp_found('item_name', "'三公'") }} then '三公'
            else {{ name_core('item_name', var('generic_item_words')) }}
        end as name
    from spending
    where
        {{ phase }}_amount > 0
        -- Of a part of the office, or of another year, the figure is another.
        and not {{ regexp_found('item_name', "'本级|机关|下属|上年|累计|总投资|合同'") }}
        and not {{ regexp_found('quote', "'上年|累计|截至|剩余'") }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

pairs as (
    select
        later.report_key,
        later.spending_key,
        later.phase,
        earlier.spending_key || '+' || later.spending_key || '+' || later.phase as place,
        later.item_name,
        earlier.amount as earlier_amount,
        later.amount as later_amount,
        earlier.quote as earlier_quote,
        earlier.figure as earlier_figure,
        later.quote as later_quote,
        later.figure as later_figure,
        later.document_key,
        later.page,
        later.char_start,
        later.char_end,
        earlier.reading_order as earlier_order
    from named as later
    inner join named as earlier
        on
            later.report_key = earlier.report_key
            and later.document_key = earlier.document_key
            and later.phase = earlier.phase
            and later.reading_order > earlier.reading_order
            and (
                later.name = earlier.name
                or (
                    length(earlier.name) >= 5
                    and length(later.name) >= 5
                    and (contains(later.name, earlier.name) or contains(earlier.name, later.name))
                )
            )
            -- Two rows of one table are two things.
            and (later.table_seq is distinct from earlier.table_seq)
    where length(later.name) >= 4 or later.name = '三公'
),

money_twice as (
    select
        report_key,
        'two_figures' as rule,
        place,
        case
            when abs(cast(earlier_amount - later_amount as double)) <= 0.005 * cast(later_amount as double) then 'pass'
            when
                cast(later_amount as double) between 0.8 * cast(earlier_amount as double)
                and 1.25 * cast(earlier_amount as double)
                and {{ is_one_slip('earlier_amount / 100', 'later_amount / 100') }}
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        item_name || ': ' || {{ in_wan('earlier_amount') }} || ' and ' || {{ in_wan('later_amount') }} || ' 万元 ('
        || phase || '), difference ' || {{ in_wan('later_amount - earlier_amount') }} as detail,
        {{ to_value('earlier_amount') }} as expected_value,
        {{ to_value('later_amount') }} as stated_value,
        {{ clause('earlier_quote', 'earlier_figure') }} as quote_a,
        {{ clause('later_quote', 'later_figure') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        later_quote as quote
    from pairs
    -- One place that agrees settles the item.
    qualify
        row_number() over (
            partition by report_key, spending_key, phase
            order by abs(cast(earlier_amount - later_amount as double)), earlier_order, place
        ) = 1
)

{{ told_where_failed('money_twice') }}
