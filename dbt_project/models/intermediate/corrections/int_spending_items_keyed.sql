{#- Every item of money with its key, corrected, and its rate. -#}
with items as (
    {{ corrected_rows('fct_spending', 'int_spending_items_extracted', 'int_corrections_matched') }}
)

select
    *,
    {{ execution_rate('executed_amount', 'adjusted_amount') }} as computed_rate_pct
from items
