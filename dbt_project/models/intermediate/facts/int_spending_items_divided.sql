{#- Which items are the parts that the office's whole is computed from, phase by phase: each part once, no part of a part, no
    group of funds beside what it is made of, one breakdown and direction. Expenditure before income, by nature before by fund
    before by function; a breakdown that has fewer than two parts of the phase does not divide it. -#}
{%- set phases = ['approved', 'adjusted', 'executed'] -%}
{%- set list = ['report_key', 'breakdown', 'direction', 'phase'] -%}
with items as (
    select * from {{ touched('int_spending_items_compared') }}
),

amounts as (
    {%- for phase in phases %}
    select
        report_key,
        spending_key,
        breakdown,
        direction,
        '{{ phase }}' as phase,
        item_name,
        item_core,
        fund_key,
        {{ phase }}_amount as amount,
        -- A table may divide by a name more than once; what prose says of it again is no further part.
        table_seq is null as is_prose,
        document_key || '+' || case
            when table_seq is null then fact_id else cast(table_seq as string)
        end as place,
        reading_order,
        fact_id
    from items
    where
        breakdown in ('nature', 'fund', 'function')
        and not is_restatement
        -- 项目支出 of one fund is a part of that fund, not of the whole.
        and (breakdown <> 'nature' or fund_key is null)
        and {{ phase }}_amount is not null
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

described as (
    select
        *,
        {{ is_nature_of_the_whole('item_name', list) }} as is_nature,
        {{ is_group_of_funds('fund_key') }} as is_group,
        {{ is_fund_of_a_group('fund_key') }} as is_grouped,
        case
            when breakdown = 'nature' then coalesce(nullif({{ nature_word('item_name') }}, ''), item_core)
            when
                breakdown = 'fund'
                and ({{ is_group_of_funds('fund_key') }} or {{ is_fund_of_a_group('fund_key') }})
                then fund_key
            else item_core
        end as part_name
    from amounts
),

told_once as (
    select
        *,
        place = first_value(place) over (
            partition by {{ list | join(', ') }}, part_name
            order by is_prose, reading_order, fact_id
        ) as is_told_first
    from described
    where breakdown <> 'nature' or is_nature
),

weighed as (
    select
        *,
        sum(case when is_group then amount end) over one_list as group_amount,
        sum(case when is_grouped then amount end) over one_list as grouped_amount,
        sum(amount) over (
            partition by {{ list | join(', ') }}
            order by reading_order, fact_id
            rows between unbounded preceding and current row
        ) as running_total
    from told_once
    where is_told_first
    window one_list as (partition by {{ list | join(', ') }})
),

-- Functions nest (201 over 20105 over 2010501), and nothing else tells it: one that the next ones add up to is made of them.
nesting as (
    select distinct
        outer_functions.report_key,
        outer_functions.spending_key,
        outer_functions.phase
    from weighed as outer_functions
    inner join weighed as inner_functions
        on
            outer_functions.report_key = inner_functions.report_key
            and outer_functions.phase = inner_functions.phase
            and outer_functions.direction is not distinct from inner_functions.direction
            and outer_functions.running_total + outer_functions.amount = inner_functions.running_total
    where
        outer_functions.breakdown = 'function'
        and inner_functions.breakdown = 'function'
        and outer_functions.amount > 0
        and inner_functions.amount > 0
),

counted as (
    select
        weighed.*,
        count(*) over one_list as part_count,
        case weighed.breakdown when 'nature' then 0 when 'fund' then 1 else 2 end
        + case weighed.direction when 'expenditure' then 0 when 'both' then 3 when 'income' then 9 else 6 end
            as preference
    from weighed
    left join nesting
        on
            weighed.report_key = nesting.report_key
            and weighed.spending_key = nesting.spending_key
            and weighed.phase = nesting.phase
    where
        case weighed.breakdown
            -- Of a group and its members the larger side counts: a group of 0 is a mere heading.
            when 'fund'
                then
                    not (weighed.is_group or weighed.is_grouped)
                    or coalesce(weighed.is_group = (weighed.group_amount >= weighed.grouped_amount), true)
            when 'function' then nesting.spending_key is null
            else true
        end
    window one_list as (partition by weighed.report_key, weighed.breakdown, weighed.direction, weighed.phase)
),

preferred as (
    select
        *,
        part_count >= 2 and preference = min(
            case when part_count >= 2 then preference end
        ) over (partition by report_key, phase) as is_part
    from counted
),

parts as (
    select
        {%- for phase in phases %}
        bool_or(is_part and phase = '{{ phase }}') as is_{{ phase }}_part,
        {%- endfor %}
        report_key,
        spending_key
    from preferred
    group by report_key, spending_key
)

select
    {%- for phase in phases %}
    coalesce(parts.is_{{ phase }}_part, false) as is_{{ phase }}_part,
    {%- endfor %}
    items.*
from items
left join parts on items.report_key = parts.report_key and items.spending_key = parts.spending_key
