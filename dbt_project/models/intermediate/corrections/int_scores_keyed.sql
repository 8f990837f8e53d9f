{#- Components of the self-score, corrected, with the official grade of the score scaled to 100 points. -#}
with thresholds as (
    select * from {{ ref('grade_thresholds') }}
),

corrected as (
    {{ corrected_rows('fct_scores', 'int_scores_extracted', 'int_corrections_matched') }}
),

scaled as (
    select
        {{ replaced_columns({'scaled_score': scaled_score('score', 'max_score')}) }}
    from corrected
)

select
    {{ replaced_columns({'computed_grade': 'thresholds.grade'}, relation='scaled') }}
from scaled
left join thresholds
    on
        scaled.scaled_score >= coalesce(thresholds.lowest_score, -1)
        and scaled.scaled_score < coalesce(thresholds.below_score, 1000)
