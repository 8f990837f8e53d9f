{#- Every item of money as read, with its key and its signed change. The sign of a budget adjustment is arithmetic: a change
    printed without one is negative when the budget in force is that much below the approved one. -#}
with facts as (
    {{ reported_facts('stg_spending') }}
),

named as (
    select
        *,
        {{ normalise('item_name') }} as item_norm,
        {{ normalise('context') }} as context_norm,
        {{ normalise('parent_item_name') }} as parent_norm
    from facts
),

numbered as (
    select
        *,
        {{ ordinal(['breakdown', 'direction', 'context_norm', 'parent_norm', 'item_norm']) }} as ordinal
    from named
),

totals as (
    select
        report_key,
        {{ min_by('approved_amount', 'reading_order') }} filter (where approved_amount is not null) as approved_amount,
        {{ min_by('adjusted_amount', 'reading_order') }} filter (where adjusted_amount is not null) as adjusted_amount
    from facts
    where breakdown = 'total'
    group by report_key
),

rate_prints as (
    select
        document_key,
        fact_id,
        min(quote) as rate_print
    from {{ touched('stg_evidence', 'document_key') }}
    where fact_table = 'spending' and column_name = 'declared_rate_pct'
    group by document_key, fact_id
)

select
    {{ fingerprint([
        'numbered.series_key', "'spending'", 'numbered.breakdown', 'numbered.direction', 'numbered.context_norm',
        'numbered.parent_norm', 'numbered.item_norm', 'numbered.ordinal',
    ]) }} as spending_key,
    {{ columns_except(['change_amount'], 'numbered') }},
    numbered.change_amount as printed_change_amount,
    case
        when
            numbered.breakdown = 'budget_adjustment'
            and numbered.change_amount > 0
            and totals.adjusted_amount < totals.approved_amount
            and abs(totals.approved_amount - totals.adjusted_amount - numbered.change_amount)
            <= 0.0002 * numbered.change_amount
            then -numbered.change_amount
        else numbered.change_amount
    end as change_amount,
    rate_prints.rate_print,
    {{ amount_half_unit('numbered.approved_text', 'numbered.amount_unit') }} as approved_half_unit,
    {{ amount_half_unit('numbered.adjusted_text', 'numbered.amount_unit') }} as adjusted_half_unit,
    {{ amount_half_unit('numbered.executed_text', 'numbered.amount_unit') }} as executed_half_unit,
    {{ name_core('numbered.item_name', var('generic_item_words')) }} as item_core
from numbered
left join totals on numbered.report_key = totals.report_key
left join rate_prints
    on numbered.document_key = rate_prints.document_key and numbered.fact_id = rate_prints.fact_id
