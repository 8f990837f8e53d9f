{#- Which items say again what another item of the report says. An item restates another when the names are alike, every
    amount it states stands there too, and the other says more or stands earlier. Tasks and projects in two tables restate
    one another when two amounts agree. -#}
{%- set amounts = [
    'approved_amount', 'adjusted_amount', 'executed_amount', 'unphased_amount', 'change_amount', 'received_amount',
    'carry_over_amount',
] -%}
with items as (
    select * from {{ touched('int_spending_items_keyed') }}
),

counted as (
    select
        spending_key,
        report_key,
        breakdown,
        direction,
        item_core,
        reading_order,
        fact_id,
        declared_rate_pct,
        {%- for amount in amounts %}
        {{ amount }},
        {%- endfor %}
        {% for amount in amounts -%}
        case when {{ amount }} is null then 0 else 1 end {{ '+ ' if not loop.last else '' }}
        {%- endfor %} as amount_count,
        {% for amount in amounts -%}
        case when {{ amount }} <> 0 then 1 else 0 end {{ '+ ' if not loop.last else '' }}
        {%- endfor %} as nonzero_count
    from (
        {{ comparable_rows('int_spending_items_keyed') }}
    ) as comparable
),

restated as (
    select distinct
        later.report_key,
        later.spending_key
    from counted as later
    inner join counted as other
        on
            later.report_key = other.report_key
            and later.spending_key <> other.spending_key
            and later.direction is not distinct from other.direction
    where
        later.amount_count > 0
        {%- for amount in amounts %}
        and (later.{{ amount }} is null or later.{{ amount }} = other.{{ amount }})
        {%- endfor %}
        and (later.declared_rate_pct is null or later.declared_rate_pct is not distinct from other.declared_rate_pct)
        and (
            later.amount_count < other.amount_count
            or (other.declared_rate_pct is not null and later.declared_rate_pct is null)
            or (later.reading_order, later.fact_id) > (other.reading_order, other.fact_id)
        )
        and (
            (later.breakdown = other.breakdown and later.breakdown = 'total')
            or (
                later.breakdown = other.breakdown
                and case
                    when later.nonzero_count = 0 then later.item_core = other.item_core
                    else {{ alike('later.item_core', 'other.item_core') }}
                end
            )
            or (
                later.breakdown in ('task', 'project')
                and other.breakdown in ('task', 'project')
                and later.nonzero_count >= 2
                and {{ alike('later.item_core', 'other.item_core') }}
            )
        )
)

select
    items.*,
    restated.spending_key is not null as is_restatement
from items
left join restated on items.report_key = restated.report_key and items.spending_key = restated.spending_key
