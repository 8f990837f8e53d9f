{#- Components of the self-score, corrected, with the official grade of the score scaled to 100 points. -#}
with thresholds as (
    select * from {{ ref('grade_thresholds') }}
),

corrected as (
    {{ corrected_rows('fct_scores', 'int_scores_extracted', 'int_corrections_matched') }}
),

scaled as (
    select
        *,
        {{ scaled_score('score', 'max_score') }} as scaled_score
    from corrected
)

select
    scaled.*,
    thresholds.grade as computed_grade
from scaled
left join thresholds
    on
        scaled.scaled_score >= coalesce(thresholds.lowest_score, -1)
        and scaled.scaled_score < coalesce(thresholds.below_score, 1000)
