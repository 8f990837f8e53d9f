{#- The total score against what it is made of: components, levels, points of indicators; full marks against weights; the grade
    against the score. Scores that are told twice are int_contradictions_twice. -#}
{%- set gap = 'abs(cast(lists.score_sum - main_scores.score as double))' -%}
{%- set marked_gap = 'abs(cast(lists.marked_sum - main_scores.score as double))' -%}
with totals as (
    select * from {{ touched('int_report_totals_computed') }}
),

scores as (
    select
        *,
        {{ percent_half_unit('cast(null as string)', 'score') }} as half_unit,
        {{ is_tabled_score() }} as is_tabled
    from {{ touched('int_scores_keyed') }}
    where not is_repeated_statement
),

printed_indicators as (
    select * from {{ touched('int_indicators_computed') }}
    where not is_repeated_statement
),

spending as (
    select * from {{ touched('int_spending_items_compared') }}
),

grade_names as (
    select * from {{ ref('grade_names') }}
),

main_scores as (
    select * from scores
    where component_norm = 'total' and score is not null
    qualify row_number() over (partition by report_key order by reading_order, fact_id) = 1
),

-- Of criteria, the levels above them, and what sentences tell, each add up to the total by themselves. What is given beyond full
-- marks has none of its own.
components as (
    select
        scores.report_key,
        scores.document_key,
        coalesce(scores.extraction_rule = 'score_of_level', false) as is_level,
        scores.is_tabled,
        coalesce(sum(scores.score), 0) as score_sum,
        sum(scores.max_score) as max_sum,
        sum(scores.score) filter (
            where scores.max_score is not null or scores.component_norm like '加分%'
        ) as marked_sum,
        count(*) as component_count,
        count(*) filter (where scores.max_score is not null or scores.component_norm like '加分%') as max_count,
        {{ text_list(plain_number('scores.score', 4), ' + ', 'scores.reading_order') }} as addition,
        {{ max_by('scores.quote', '(scores.score, -scores.reading_order)') }} as largest_quote,
        max(length({{ regexp_first(plain_number('scores.score', 4), '[.](.*)$', 1) }})) as decimals
    from scores
    -- Full marks of a whole are those of a project with a form of its own.
    where scores.component_norm <> 'total' and scores.score is not null and coalesce(scores.max_score, 0) < 100
    group by scores.report_key, scores.document_key, is_level, scores.is_tabled
),

-- Beside a table of components, sentences may tell some of them.
lists as (
    select
        *,
        not is_tabled and bool_or(is_tabled) over (partition by report_key, document_key) as is_beside_table
    from components
),

score_parts as (
    select
        main_scores.report_key,
        'score_parts' as rule,
        case
            when lists.is_level then 'levels+'
            when lists.is_beside_table then 'told+'
            else 'components+'
        end || main_scores.score_key as place,
        case
            when lists.component_count < 2 then 'insufficient_data'
            when {{ gap }} <= 0.0051 * lists.component_count then 'pass'
            -- A total that is printed with fewer decimals than its parts is rounded.
            when
                lists.decimals > {{ printed_decimals(plain_number('main_scores.score', 4)) }}
                and {{ printed_decimals(plain_number('main_scores.score', 4)) }} > 0
                and {{ gap }} <= main_scores.half_unit + 0.0051
                then 'pass'
            when
                lists.max_count = lists.component_count
                and abs(lists.max_sum - coalesce(main_scores.max_score, 100)) < 0.01
                then 'fail'
            -- Parts without full marks are told of those that have them, and these come to the whole.
            when
                lists.max_count between 2 and lists.component_count - 1
                and abs(lists.max_sum - coalesce(main_scores.max_score, 100)) < 0.01
                and not lists.is_level
                and {{ marked_gap }} <= 10
                then case when {{ marked_gap }} <= 0.0051 * lists.max_count then 'pass' else 'fail' end
            when lists.max_count = 0 and not lists.is_beside_table and {{ gap }} <= 10 then 'fail'
            else 'insufficient_data'
        end as outcome,
        case when lists.max_count < lists.component_count then 'warning' end as severity,
        case
            when lists.max_count between 1 and lists.component_count - 1
                then 'the components with full marks add up to ' || {{ plain_number('lists.marked_sum', 4) }}
            else 'the components add up to ' || lists.addition || ' = ' || {{ plain_number('lists.score_sum', 4) }}
        end
        || ', stated in all ' || {{ plain_number('main_scores.score', 4) }} as detail,
        {{ to_value(
            'case when lists.max_count between 1 and lists.component_count - 1 then lists.marked_sum'
            ~ ' else lists.score_sum end'
        ) }} as expected_value,
        {{ to_value('main_scores.score') }} as stated_value,
        {{ clause('main_scores.quote') }} as quote_a,
        {{ clause('lists.largest_quote') }} as quote_b,
        main_scores.document_key,
        main_scores.page,
        main_scores.char_start,
        main_scores.char_end,
        main_scores.quote
    from main_scores
    inner join lists
        on main_scores.report_key = lists.report_key and main_scores.document_key = lists.document_key
),

settled_scores as (
    select distinct report_key
    from score_parts
    where outcome = 'pass'
),

-- A form on one project beside the office's: its points are held against its own score. `form` is null for the office's.
forms as (
    select distinct
        report_key,
        component as form
    from scores
    where component_norm <> 'total'

    union

    select distinct
        report_key,
        item_name as form
    from spending
    where breakdown = 'project'
),

form_scores as (
    select
        main_scores.*,
        cast(null as string) as form
    from main_scores

    union all

    select
        *,
        component as form
    from scores
    where component_norm <> 'total' and score is not null
    qualify row_number() over (partition by report_key, document_key, component order by reading_order, fact_id) = 1
),

-- The execution rate is an indicator of the form, though it stands in the block of money.
execution_points as (
    select
        report_key,
        document_key,
        case when breakdown = 'project' then item_name end as form,
        {{ min_by('weight', '(reading_order, fact_id)') }} as weight,
        {{ min_by('declared_score', '(reading_order, fact_id)') }} as declared_score
    from spending
    where weight is not null
    group by report_key, document_key, case when breakdown = 'project' then item_name end
),

-- The parts of a packed cell share its weight and points.
weighed as (
    select
        printed_indicators.*,
        forms.form
    from printed_indicators
    left join forms on printed_indicators.report_key = forms.report_key and printed_indicators.context = forms.form
    where
        coalesce(printed_indicators.part_seq, 1) = 1
        -- What sentences say of an indicator again, without its points.
        and (
            printed_indicators.table_seq is not null
            or printed_indicators.weight is not null
            or printed_indicators.declared_score is not null
        )
),

indicator_points as (
    select
        report_key,
        document_key,
        form,
        count(*) as indicator_count,
        count(weight) as weight_count,
        count(declared_score) as score_count,
        sum(weight) filter (where not is_duplicate_row) as weight_sum,
        sum(weight) as printed_weight_sum,
        sum(declared_score) filter (where not is_duplicate_row) as score_sum,
        min(declared_score) as least_score,
        count(distinct table_seq) as table_count,
        {{ min_by('quote', '(reading_order, fact_id)') }} as first_quote,
        {{ min_by('indicator_fact_key', '(reading_order, fact_id)') }} as first_key,
        {{ min_by('page', '(reading_order, fact_id)') }} as page,
        {{ min_by('char_start', '(reading_order, fact_id)') }} as char_start,
        {{ min_by('char_end', '(reading_order, fact_id)') }} as char_end
    from weighed
    group by report_key, document_key, form
),

points as (
    select
        indicator_points.*,
        coalesce(execution_points.weight, 0) as execution_weight,
        execution_points.weight is not null as has_execution,
        -- Some forms print the execution rate's full marks and no points: what is missing may be theirs.
        execution_points.weight is not null and execution_points.declared_score is null as has_unknown_points,
        indicator_points.weight_sum + coalesce(execution_points.weight, 0) as all_weights,
        indicator_points.printed_weight_sum + coalesce(execution_points.weight, 0) as all_printed_weights,
        indicator_points.score_sum + coalesce(execution_points.declared_score, 0) as all_scores
    from indicator_points
    left join execution_points
        on
            indicator_points.report_key = execution_points.report_key
            and indicator_points.document_key = execution_points.document_key
            and indicator_points.form is not distinct from execution_points.form
    -- Several tables with weights are several forms: their weights are no one sum.
    where
        indicator_points.table_count <= 1
        and (
            indicator_points.weight_count >= 3
            or (
                indicator_points.weight_count = 0
                and indicator_points.indicator_count >= 3
                and indicator_points.score_count = indicator_points.indicator_count
            )
        )
),

weights_sum as (
    select
        points.report_key,
        'weights_sum' as rule,
        points.first_key as place,
        case
            when points.weight_count < points.indicator_count then 'insufficient_data'
            when points.all_weights in (100, coalesce(form_scores.max_score, 100)) then 'pass'
            -- A row that stands twice may be two indicators of one name.
            when points.all_printed_weights = coalesce(form_scores.max_score, 100) then 'pass'
            when not points.has_execution and points.weight_sum in (80, 90) then 'pass'
            else 'fail'
        end as outcome,
        -- Rows that were not read would leave a gap as well: where the points come to the score, none is missing.
        case
            when
                points.score_count = points.indicator_count
                and not points.has_unknown_points
                and abs(cast(points.all_scores - form_scores.score as double)) <= 0.0051 * (points.indicator_count + 1)
                then 'warning'
        end as severity,
        'the weights of ' || points.weight_count || ' indicators add up to '
        || {{ plain_number('points.weight_sum', 4) }}
        || coalesce(case
            when points.has_execution then ', with the execution rate ' || {{ plain_number('points.all_weights', 4) }}
        end, '')
        || ', full marks are ' || {{ plain_number('coalesce(form_scores.max_score, 100)', 4) }} as detail,
        {{ to_value('coalesce(form_scores.max_score, 100)') }} as expected_value,
        {{ to_value('points.all_weights') }} as stated_value,
        {{ clause('points.first_quote') }} as quote_a,
        cast(null as string) as quote_b,
        points.document_key,
        points.page,
        points.char_start,
        points.char_end,
        points.first_quote as quote
    from points
    left join form_scores
        on
            points.report_key = form_scores.report_key
            and points.form is not distinct from form_scores.form
            and (points.form is null or points.document_key = form_scores.document_key)
    where points.weight_count >= 3
),

indicator_score_sum as (
    select
        points.report_key,
        'score_parts' as rule,
        'indicators+' || form_scores.score_key as place,
        case
            when points.score_count < points.indicator_count then 'insufficient_data'
            when
                points.weight_count > 0 and points.all_weights <> coalesce(form_scores.max_score, 100)
                then 'insufficient_data'
            when
                points.weight_count = 0 and (not points.has_execution or points.has_unknown_points)
                then 'insufficient_data'
            when
                abs(cast(points.all_scores - form_scores.score as double)) <= 0.0051 * (points.indicator_count + 1)
                then 'pass'
            -- The score has parts of its own that come to it: the indicators are scored on another sheet.
            when points.form is null and settled_scores.report_key is not null then 'insufficient_data'
            -- Without weights a row that was not read may be what is missing, unless no row has so few points.
            when
                points.weight_count = 0 and form_scores.score - points.all_scores >= points.least_score
                then 'insufficient_data'
            when
                points.has_unknown_points
                and form_scores.score - points.all_scores between 0 and points.execution_weight
                then 'insufficient_data'
            else 'fail'
        end as outcome,
        case when points.weight_count = 0 then 'warning' end as severity,
        'the points of ' || points.indicator_count || ' indicators'
        || case when points.has_execution then ' and of the execution rate' else '' end || ' add up to '
        || {{ plain_number('points.all_scores', 4) }} || ', stated in all '
        || {{ plain_number('form_scores.score', 4) }} as detail,
        {{ to_value('points.all_scores') }} as expected_value,
        {{ to_value('form_scores.score') }} as stated_value,
        {{ clause('form_scores.quote') }} as quote_a,
        {{ clause('points.first_quote') }} as quote_b,
        form_scores.document_key,
        form_scores.page,
        form_scores.char_start,
        form_scores.char_end,
        form_scores.quote
    from points
    inner join form_scores
        on
            points.report_key = form_scores.report_key
            and points.document_key = form_scores.document_key
            and points.form is not distinct from form_scores.form
    left join settled_scores on points.report_key = settled_scores.report_key
),

-- A grade that stands elsewhere than its score.
grade_places as (
    select
        main_scores.report_key,
        {{ sentence_in_text('texts.text', 'evidence.char_start', 'evidence.char_end') }} as grade_quote
    from main_scores
    inner join {{ touched('stg_evidence', 'document_key') }} as evidence
        on
            main_scores.document_key = evidence.document_key
            and main_scores.fact_id = evidence.fact_id
            and evidence.fact_table = 'scores'
            and evidence.column_name = 'grade'
    inner join {{ touched('stg_document_texts', 'document_key') }} as texts
        on main_scores.document_key = texts.document_key
    where evidence.char_start < main_scores.char_start or evidence.char_start >= main_scores.char_end
    qualify row_number() over (partition by main_scores.report_key order by evidence.char_start) = 1
),

grades as (
    select
        main_scores.report_key,
        'grade_vs_score' as rule,
        main_scores.score_key as place,
        case
            when grade_names.grade is null or totals.computed_grade is null then 'insufficient_data'
            when grade_names.grade = totals.computed_grade then 'pass'
            else 'fail'
        end as outcome,
        null as severity,
        'score ' || {{ plain_number('main_scores.score', 4) }} || ' with grade ' || totals.declared_grade
        || ', by the thresholds ' || coalesce(totals.computed_grade, '?') as detail,
        cast(null as decimal(38, 10)) as expected_value,
        {{ to_value('main_scores.score') }} as stated_value,
        {{ clause('main_scores.quote') }} as quote_a,
        grade_places.grade_quote as quote_b,
        main_scores.document_key,
        main_scores.page,
        main_scores.char_start,
        main_scores.char_end,
        main_scores.quote
    from totals
    inner join main_scores on totals.report_key = main_scores.report_key
    left join grade_places on totals.report_key = grade_places.report_key
    left join grade_names on totals.declared_grade = grade_names.printed_grade
    where totals.declared_grade is not null
),

united as (
    select * from score_parts
    union all
    select * from indicator_score_sum
    union all
    select * from weights_sum
    union all
    select * from grades
)

{{ told_where_failed('united') }}
