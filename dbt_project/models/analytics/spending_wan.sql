-- Every item of money with the names of its dimensions, amounts in 万元. Parts and totals stand together: filter by
-- breakdown before adding up, and by is_restatement.
select
    spending.spending_key,
    spending.report_key,
    spending.office_key,
    offices.office_name,
    spending.year_key,
    spending.district_key,
    districts.district_name,
    districts.city_name,
    spending.breakdown,
    spending.direction,
    spending.item_name,
    spending.parent_item_name,
    spending.context,
    spending.fund_key,
    funds.fund_name,
    {{ wan_of('spending.approved_amount') }} as approved_wan,
    {{ wan_of('spending.adjusted_amount') }} as adjusted_wan,
    {{ wan_of('spending.executed_amount') }} as executed_wan,
    {{ wan_of('spending.unphased_amount') }} as unphased_wan,
    {{ wan_of('spending.change_amount') }} as change_wan,
    {{ wan_of('spending.received_amount') }} as received_wan,
    {{ wan_of('spending.carry_over_amount') }} as carry_over_wan,
    spending.declared_rate_pct,
    spending.computed_rate_pct,
    spending.is_restatement,
    spending.document_key,
    spending.page,
    spending.quote
from {{ ref('fct_spending') }} as spending
left join {{ ref('dim_offices') }} as offices on spending.office_key = offices.office_key
left join {{ ref('dim_districts') }} as districts on spending.district_key = districts.district_key
left join {{ ref('dim_funds') }} as funds on spending.fund_key = funds.fund_key
