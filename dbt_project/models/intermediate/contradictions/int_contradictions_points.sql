{#- What single scores say, and full marks: points beyond full marks or lost without a reason, rates of points, grades of parts,
    full marks that do not come to those of the whole. The total score, its parts and its grade are int_contradictions_scores. -#}
with scores as (
    select * from {{ touched('int_scores_keyed') }}
    where not is_repeated_statement
),

indicators as (
    select * from {{ touched('int_indicators_computed') }}
    where not is_repeated_statement and not is_duplicate_row
),

grade_names as (
    select * from {{ ref('grade_names') }}
),

main_scores as (
    select * from scores
    where component_norm = 'total' and score is not null
    qualify row_number() over (partition by report_key order by reading_order, fact_id) = 1
),

score_above_max as (
    select
        report_key,
        'score_above_max' as rule,
        score_key as place,
        case when score > max_score then 'fail' else 'pass' end as outcome,
        null as severity,
        component || ': ' || {{ plain_number('score', 4) }} || ' of ' || {{ plain_number('max_score', 4) }} || ' points'
            as detail,
        {{ to_value('max_score') }} as expected_value,
        {{ to_value('score') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from scores
    where max_score is not null and score is not null

    union all

    select
        report_key,
        'score_above_max' as rule,
        indicator_fact_key as place,
        case when declared_score > weight then 'fail' else 'pass' end as outcome,
        null as severity,
        indicator_name || ': ' || {{ plain_number('declared_score', 4) }} || ' of ' || {{ plain_number('weight', 4) }}
        || ' points' as detail,
        {{ to_value('weight') }} as expected_value,
        {{ to_value('declared_score') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from indicators
    where weight is not null and declared_score is not null
),

reasons as (
    select
        report_key,
        document_key,
        bool_or(length({{ normalise('deviation_reason_text') }}) > 1) as has_reasons
    from indicators
    group by report_key, document_key
),

points_lost as (
    select
        indicators.report_key,
        'score_below_weight_without_reason' as rule,
        indicators.indicator_fact_key as place,
        case
            when indicators.declared_score >= indicators.weight then 'pass'
            when length({{ normalise("coalesce(indicators.deviation_reason_text, '')") }}) > 1 then 'pass'
            when not coalesce(reasons.has_reasons, false) then 'insufficient_data'
            else 'fail'
        end as outcome,
        null as severity,
        indicators.indicator_name || ': ' || {{ plain_number('indicators.declared_score', 4) }} || ' of '
        || {{ plain_number('indicators.weight', 4) }} || ' points, no reason given' as detail,
        {{ to_value('indicators.weight') }} as expected_value,
        {{ to_value('indicators.declared_score') }} as stated_value,
        {{ clause('indicators.quote') }} as quote_a,
        cast(null as string) as quote_b,
        indicators.document_key,
        indicators.page,
        indicators.char_start,
        indicators.char_end,
        indicators.quote
    from indicators
    left join reasons
        on indicators.report_key = reasons.report_key and indicators.document_key = reasons.document_key
    where indicators.weight is not null and indicators.declared_score is not null
),

full_scores as (
    select
        report_key,
        'full_score_but_missed' as rule,
        indicator_fact_key as place,
        case
            -- A miss so small that the rule's points round to full marks is none.
            when
                declared_score = weight
                and computed_status in ('partly_met', 'not_met')
                and coalesce(round(recomputed_score, 2) < declared_score, true)
                -- Less time or cost than "=" prints is no miss, nor where the name took the sign: 成本<.
                and not coalesce(
                    actual < target
                    and target_comparator = '='
                    and (is_ascending = false or {{ regexp_found('indicator_name', "'[<＜≤≦]$|造价|单价|成本|时限|工期'") }}),
                    false
                )
                then 'fail'
            else 'pass'
        end as outcome,
        null as severity,
        indicator_name || ': target ' || coalesce(target_text, '') || ', actual ' || coalesce(actual_text, '') || ', '
        || {{ plain_number('declared_score', 4) }} || ' of ' || {{ plain_number('weight', 4) }} || ' points, by rule '
        || coalesce({{ plain_number('recomputed_score', 2) }}, '?') as detail,
        {{ to_value('recomputed_score') }} as expected_value,
        {{ to_value('declared_score') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from indicators
    where weight > 0 and declared_score is not null and computed_status <> 'unknown'
),

-- 得分率 against points and full marks. Where most rows of a report print something else there, the column is no 得分率.
rated as (
    select
        *,
        100 * {{ divide('score', 'max_score') }} as computed_rate,
        2 * {{ percent_half_unit('cast(null as string)', 'score_rate_pct') }} + 0.000001 as tolerance
    from scores
    where max_score > 0 and score is not null and score_rate_pct is not null
),

rates_counted as (
    select
        report_key,
        document_key,
        count(*) as rate_count,
        count(*) filter (where abs(computed_rate - cast(score_rate_pct as double)) <= tolerance) as agreeing_count
    from rated
    group by report_key, document_key
),

score_rates as (
    select
        rated.report_key,
        'score_rate' as rule,
        rated.score_key as place,
        case
            when abs(rated.computed_rate - cast(rated.score_rate_pct as double)) <= rated.tolerance then 'pass'
            when counted.rate_count >= 3 and counted.agreeing_count >= 0.6 * counted.rate_count then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        rated.component || ': declared ' || {{ plain_number('rated.score_rate_pct', 4) }} || '%, computed '
        || {{ plain_number('rated.score', 4) }} || ' / ' || {{ plain_number('rated.max_score', 4) }} || ' = '
        || {{ plain_number('round(rated.computed_rate, 2)', 2) }} || '%' as detail,
        {{ to_value('rated.computed_rate') }} as expected_value,
        {{ to_value('rated.score_rate_pct') }} as stated_value,
        {{ clause('rated.quote') }} as quote_a,
        cast(null as string) as quote_b,
        rated.document_key,
        rated.page,
        rated.char_start,
        rated.char_end,
        rated.quote
    from rated
    inner join rates_counted as counted
        on rated.report_key = counted.report_key and rated.document_key = counted.document_key
),

-- The grade that a list prints beside the score of each part or project. A list of its own scale disagrees in most rows.
graded as (
    select
        scores.*,
        grade_names.grade as read_grade
    from scores
    inner join grade_names on scores.grade = grade_names.printed_grade
    where
        scores.component_norm <> 'total'
        and scores.score is not null
        and scores.computed_grade is not null
),

grades_counted as (
    select
        report_key,
        document_key,
        count(*) as grade_count,
        count(*) filter (where read_grade = computed_grade) as agreeing_count
    from graded
    group by report_key, document_key
),

part_grades as (
    select
        graded.report_key,
        'grade_vs_score' as rule,
        graded.score_key as place,
        case
            when graded.read_grade = graded.computed_grade then 'pass'
            when counted.grade_count >= 3 and counted.agreeing_count >= 0.6 * counted.grade_count then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        graded.component || ': score ' || {{ plain_number('graded.score', 4) }} || ' with grade ' || graded.grade
        || ', by the thresholds ' || graded.computed_grade as detail,
        cast(null as decimal(38, 10)) as expected_value,
        {{ to_value('graded.score') }} as stated_value,
        {{ clause('graded.quote') }} as quote_a,
        cast(null as string) as quote_b,
        graded.document_key,
        graded.page,
        graded.char_start,
        graded.char_end,
        graded.quote
    from graded
    inner join grades_counted as counted
        on graded.report_key = counted.report_key and graded.document_key = counted.document_key
),

-- Full marks of the parts against those of the whole. The points must come to the score: then no part was overlooked.
marks as (
    select
        scores.report_key,
        scores.document_key,
        coalesce(scores.extraction_rule = 'score_of_level', false) as is_level,
        count(*) as part_count,
        count(scores.max_score) as max_count,
        sum(scores.max_score) as max_sum,
        sum(scores.score) as score_sum,
        bool_or({{ regexp_found('scores.component', "'加分|附加|奖励|扣分|减分'") }}) as has_bonus,
        {{ text_list(plain_number('scores.max_score', 4), ' + ', 'scores.reading_order') }} as addition,
        {{ max_by('scores.quote', 'scores.max_score') }} as largest_quote
    from scores
    where scores.component_norm <> 'total' and scores.score is not null and coalesce(scores.max_score, 0) < 100
    group by scores.report_key, scores.document_key, is_level
),

full_marks as (
    select
        main_scores.report_key,
        'weights_sum' as rule,
        case when marks.is_level then 'levels+' else 'components+' end || main_scores.score_key as place,
        case
            when marks.max_count < marks.part_count or marks.part_count < 2 then 'insufficient_data'
            when marks.max_sum = main_scores.max_score then 'pass'
            when
                marks.has_bonus
                or abs(cast(marks.score_sum - main_scores.score as double)) > 0.0051 * marks.part_count
                then 'insufficient_data'
            else 'fail'
        end as outcome,
        'warning' as severity,
        'full marks of ' || marks.addition || ' add up to ' || {{ plain_number('marks.max_sum', 4) }}
        || ', stated in all ' || {{ plain_number('main_scores.max_score', 4) }} as detail,
        {{ to_value('main_scores.max_score') }} as expected_value,
        {{ to_value('marks.max_sum') }} as stated_value,
        {{ clause('main_scores.quote') }} as quote_a,
        {{ clause('marks.largest_quote') }} as quote_b,
        main_scores.document_key,
        main_scores.page,
        main_scores.char_start,
        main_scores.char_end,
        main_scores.quote
    from main_scores
    inner join marks on main_scores.report_key = marks.report_key and main_scores.document_key = marks.document_key
    where main_scores.max_score is not null
),

united as (
    select * from score_above_max
    union all
    select * from points_lost
    union all
    select * from full_scores
    union all
    select * from score_rates
    union all
    select * from part_grades
    union all
    select * from full_marks
)

{{ told_where_failed('united') }}
