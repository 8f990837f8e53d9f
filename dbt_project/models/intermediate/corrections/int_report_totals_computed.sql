{#- The office's whole budget, score and staff, corrected; rates, their basis and the grade follow the corrected values. -#}
with thresholds as (
    select * from {{ ref('grade_thresholds') }}
),

corrected as (
    {{ corrected_rows(
        'fct_report_totals', 'int_report_totals_assembled', 'int_corrections_matched_totals', ['report_key']
    ) }}
),

scaled as (
    select
        *,
        {{ scaled_score('self_score', 'self_score_maximum') }} as scaled_self_score
    from corrected
)

select
    {{ columns_except(['scaled_self_score'], 'scaled') }},
    {{ execution_rate('executed_total_amount', 'adjusted_total_amount') }} as computed_execution_rate_pct,
    {{ rate_basis(
        'executed_total_amount', 'adjusted_total_amount', 'approved_total_amount', 'declared_execution_rate_pct',
        'rate_half_unit'
    ) }} as declared_rate_basis,
    thresholds.grade as computed_grade
from scaled
left join thresholds
    on
        scaled.scaled_self_score >= coalesce(thresholds.lowest_score, -1)
        and scaled.scaled_self_score < coalesce(thresholds.below_score, 1000)
