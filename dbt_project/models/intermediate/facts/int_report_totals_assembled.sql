{#- One row per report version, as read: the office's whole budget, its rates, score and headcount. Of two executed figures the one that
    the declared rate is built on is taken, else the first; a report that states its money only by parts has no total. -#}
with documents as (
    select * from {{ touched('int_reports_documents') }}
),

spending as (
    select * from {{ touched('int_spending_items_divided') }}
),

scores as (
    select * from {{ touched('int_scores_keyed') }}
),

figures as (
    {{ reported_facts('stg_figures') }}
),

headers as (
    select * from {{ touched('stg_headers', 'document_key') }}
),

reports as (
    select
        report_key,
        min(series_key) as series_key,
        bool_or(is_current) as is_current,
        min(office_key) as office_key,
        min(district_key) as district_key,
        min(year_key) as year_key,
        min(document_key) filter (where document_seq = 1) as document_key
    from documents
    group by report_key
),

stated_figures as (
    select
        report_key,
        {%- for name in [
            'headcount_total', 'headcount_established', 'headcount_administrative', 'headcount_institution',
            'headcount_contract', 'declared_execution_rate_pct', 'declared_adjustment_rate_pct',
        ] %}
        {{ min_by('value', '(reading_order, fact_id)') }} filter (
            where figure = '{{ name }}' and value is not null
        ) as {{ name }},
        {%- endfor %}
        {{ min_by('value_text', '(reading_order, fact_id)') }} filter (
            where figure = 'declared_execution_rate_pct' and value is not null
        ) as execution_rate_print,
        {{ min_by('value_text', '(reading_order, fact_id)') }} filter (
            where figure = 'declared_adjustment_rate_pct' and value is not null
        ) as adjustment_rate_print
    from figures
    group by report_key
),

total_rows as (
    select
        *,
        -- What both sides come to holds the money carried over as well.
        case direction when 'income' then 3 when 'both' then 2 else 1 end as direction_rank,
        -- Income that came in whole says nothing of what was spent of it.
        coalesce(direction = 'income', false)
        and bool_or(direction is distinct from 'income' and executed_amount is not null) over (partition by report_key)
            as is_income_beside_spending
    from spending
    where breakdown = 'total'
),

-- What a part was adjusted by (农林水支出…,比年初预算增加…,增长19.74%) is no rate of the whole.
named_parts as (
    select distinct
        report_key,
        item_name
    from spending
    where breakdown not in ('total', 'prior_year_change', 'budget_adjustment') and item_name is not null
),

execution_rates as (
    select
        report_key,
        {{ min_by('declared_rate_pct', '(direction_rank, reading_order, fact_id)') }} as execution_rate_pct,
        {{ min_by('rate_print', '(direction_rank, reading_order, fact_id)') }} as execution_rate_print
    from total_rows
    where executed_amount is not null and declared_rate_pct is not null and not is_income_beside_spending
    group by report_key
),

adjustment_rates as (
    select
        spending.report_key,
        {{ min_by('declared_rate_pct', '(reading_order, fact_id)') }} filter (
            where breakdown = 'budget_adjustment' and declared_rate_pct is not null and named_parts.item_name is null
        ) as adjustment_rate_pct,
        {{ min_by('rate_print', '(reading_order, fact_id)') }} filter (
            where breakdown = 'budget_adjustment' and declared_rate_pct is not null and named_parts.item_name is null
        ) as adjustment_rate_print
    from spending
    left join named_parts
        on spending.report_key = named_parts.report_key and spending.parent_item_name = named_parts.item_name
    group by spending.report_key
),

-- A budget that the declared rate fits is the one it is a rate of; else expenditure before income, the first before others.
ranked_totals as (
    select
        total_rows.report_key,
        total_rows.spending_key,
        total_rows.approved_amount,
        total_rows.adjusted_amount,
        total_rows.direction_rank * 1000000000000 + total_rows.reading_order as plain_order,
        bool_or({{ fits_rate(
            'executed.executed_amount', 'total_rows.adjusted_amount', 'executed.declared_rate_pct', 'executed.rate_print'
        ) }}) as fits_a_rate
    from total_rows
    left join total_rows as executed
        on
            total_rows.report_key = executed.report_key
            and executed.executed_amount is not null
            and executed.declared_rate_pct is not null
            and not executed.is_income_beside_spending
    group by
        total_rows.report_key, total_rows.spending_key, total_rows.approved_amount, total_rows.adjusted_amount,
        total_rows.direction_rank, total_rows.reading_order
),

budgets as (
    select
        report_key,
        {{ min_by('approved_amount', 'plain_order') }} filter (where approved_amount is not null) as approved_amount,
        {{ min_by('spending_key', 'plain_order') }} filter (where approved_amount is not null) as approved_row_key,
        {{ min_by('adjusted_amount', 'fitting_order') }} filter (where adjusted_amount is not null) as adjusted_amount,
        {{ min_by('spending_key', 'fitting_order') }} filter (where adjusted_amount is not null) as adjusted_row_key
    from (
        select
            *,
            plain_order + case when fits_a_rate then 0 else 10000000000000 end as fitting_order
        from ranked_totals
    ) as ordered_totals
    group by report_key
),

rates as (
    select
        reports.report_key,
        budgets.approved_amount,
        budgets.adjusted_amount,
        budgets.approved_row_key,
        budgets.adjusted_row_key,
        coalesce(execution_rates.execution_rate_pct, stated_figures.declared_execution_rate_pct) as execution_rate_pct,
        case
            when execution_rates.execution_rate_pct is not null then execution_rates.execution_rate_print
            else stated_figures.execution_rate_print
        end as execution_rate_print,
        coalesce(adjustment_rates.adjustment_rate_pct, stated_figures.declared_adjustment_rate_pct)
            as adjustment_rate_pct,
        case
            when adjustment_rates.adjustment_rate_pct is not null then adjustment_rates.adjustment_rate_print
            else stated_figures.adjustment_rate_print
        end as adjustment_rate_print
    from reports
    left join budgets on reports.report_key = budgets.report_key
    left join execution_rates on reports.report_key = execution_rates.report_key
    left join adjustment_rates on reports.report_key = adjustment_rates.report_key
    left join stated_figures on reports.report_key = stated_figures.report_key
),

executed_rows as (
    select
        total_rows.report_key,
        total_rows.executed_amount,
        total_rows.spending_key as executed_row_key,
        row_number() over (
            partition by total_rows.report_key
            order by
                total_rows.is_income_beside_spending,
                case
                    when total_rows.declared_rate_pct is not null then 1
                    when
                        {{ fits_rate(
                            'total_rows.executed_amount', 'rates.adjusted_amount', 'rates.execution_rate_pct',
                            'rates.execution_rate_print'
                        ) }}
                        then 2
                    else 3
                end,
                total_rows.direction_rank,
                total_rows.reading_order,
                total_rows.fact_id
        ) as position
    from total_rows
    inner join rates on total_rows.report_key = rates.report_key
    where total_rows.executed_amount is not null
),

computed_totals as (
    select
        {%- for phase in ['approved', 'adjusted', 'executed'] %}
        sum({{ phase }}_amount) filter (where is_{{ phase }}_part) as {{ phase }}_amount,
        {%- endfor %}
        report_key
    from spending
    group by report_key
),

total_scores as (
    select
        *,
        row_number() over (partition by report_key order by reading_order, fact_id) as position
    from scores
    where component_norm = 'total'
),

any_grades as (
    select
        report_key,
        {{ min_by('grade', '(reading_order, fact_id)') }} as grade
    from scores
    where component_norm = 'total' and grade is not null
    group by report_key
),

assembled as (
    select
        reports.*,
        headers.page,
        headers.char_start,
        headers.char_end,
        headers.quote,
        headers.extraction_rule,
        rates.approved_amount as approved_total_amount,
        rates.adjusted_amount as adjusted_total_amount,
        executed_rows.executed_amount as executed_total_amount,
        rates.approved_row_key,
        rates.adjusted_row_key,
        executed_rows.executed_row_key,
        {%- for phase in ['approved', 'adjusted', 'executed'] %}
        {{ to_amount('computed_totals.' ~ phase ~ '_amount') }} as computed_{{ phase }}_total_amount,
        {%- endfor %}
        {{ to_percent('rates.execution_rate_pct') }} as declared_execution_rate_pct,
        rates.execution_rate_print,
        {{ to_percent('rates.adjustment_rate_pct') }} as declared_adjustment_rate_pct,
        rates.adjustment_rate_print,
        total_scores.score as self_score,
        total_scores.max_score as self_score_maximum,
        any_grades.grade as declared_grade,
        {%- for name in ['total', 'established', 'administrative', 'institution', 'contract'] %}
        {{ to_decimal('stated_figures.headcount_' ~ name, 18, 0) }} as headcount_{{ name }},
        {%- endfor %}
        {{ percent_half_unit('rates.execution_rate_print', 'rates.execution_rate_pct') }} + 0.000001 as rate_half_unit
    from reports
    left join headers on reports.document_key = headers.document_key
    left join rates on reports.report_key = rates.report_key
    left join executed_rows on reports.report_key = executed_rows.report_key and executed_rows.position = 1
    left join computed_totals on reports.report_key = computed_totals.report_key
    left join total_scores on reports.report_key = total_scores.report_key and total_scores.position = 1
    left join any_grades on reports.report_key = any_grades.report_key
    left join stated_figures on reports.report_key = stated_figures.report_key
)

{%- set headcounts = {} -%}
{%- for name in ['total', 'established', 'administrative', 'institution', 'contract'] -%}
{%- do headcounts.update({'headcount_' ~ name: 'try_cast(headcount_' ~ name ~ ' as integer)'}) -%}
{%- endfor %}

select
    {{ fingerprint(['series_key', "'report_totals'"]) }} as report_totals_key,
    {{ replaced_columns(headcounts) }}
from assembled
