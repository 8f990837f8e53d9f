{#- Parts of the score within parts: lists that name 投入 15 分 and then the 8 and 7 points it is made of, and levels printed above
    or below their criteria. Parts that stand side by side are int_contradictions_scores. -#}
{%- set sides = {
    'above': 'firsts.position = before.criteria_count + 1',
    'below': 'lasts.position = before.criteria_count',
} -%}
with scores as (
    select
        *,
        {{ is_tabled_score() }} as is_tabled
    from {{ touched('int_scores_keyed') }}
    where not is_repeated_statement
),

main_scores as (
    select * from scores
    where component_norm = 'total' and score is not null
    qualify row_number() over (partition by report_key order by reading_order, fact_id) = 1
),

-- Parts within parts, told one after the other: 投入 15 分, 其中目标设定 8 分、预算配置 7 分; 过程 30 分, …. A part is made of
-- those behind it whose full marks come to its own; what is within no other part must come to the full marks of the whole.
told_parts as (
    select
        *,
        row_number() over (
            partition by report_key, document_key, is_tabled order by reading_order, fact_id
        ) as position,
        sum(max_score) over (
            partition by report_key, document_key, is_tabled order by reading_order, fact_id
        ) as marks_so_far,
        sum(score) over (
            partition by report_key, document_key, is_tabled order by reading_order, fact_id
        ) as score_so_far,
        bool_or(coalesce(extraction_rule = 'score_of_level', false)) over (
            partition by report_key, document_key
        ) as has_levels
    from scores
    where component_norm <> 'total' and score is not null and max_score > 0 and max_score < 100
),

spans as (
    select
        outer_parts.*,
        lasts.position as last_position,
        lasts.score_so_far - outer_parts.score_so_far as inner_score
    from told_parts as outer_parts
    inner join told_parts as lasts
        on
            outer_parts.report_key = lasts.report_key
            and outer_parts.document_key = lasts.document_key
            and outer_parts.is_tabled = lasts.is_tabled
            and outer_parts.position < lasts.position
            and lasts.marks_so_far - outer_parts.marks_so_far = outer_parts.max_score
    where not outer_parts.has_levels
),

outermost as (
    select told_parts.*
    from told_parts
    where
        not told_parts.has_levels
        and not exists (
            select 1
            from spans
            where
                spans.report_key = told_parts.report_key
                and spans.document_key = told_parts.document_key
                and spans.is_tabled = told_parts.is_tabled
                and told_parts.position > spans.position
                and told_parts.position <= spans.last_position
        )
),

outermost_sums as (
    select
        outermost.report_key,
        outermost.document_key,
        outermost.is_tabled,
        main_scores.score_key,
        main_scores.score as main_score,
        main_scores.quote as main_quote,
        main_scores.page,
        main_scores.char_start,
        main_scores.char_end,
        count(*) as part_count,
        sum(outermost.score) as score_sum,
        {{ text_list(plain_number('outermost.score', 4), ' + ', 'outermost.reading_order') }} as addition,
        {{ max_by('outermost.quote', 'outermost.score') }} as largest_quote
    from outermost
    inner join main_scores
        on outermost.report_key = main_scores.report_key and outermost.document_key = main_scores.document_key
    group by
        outermost.report_key, outermost.document_key, outermost.is_tabled, main_scores.score_key, main_scores.score,
        main_scores.quote, main_scores.page, main_scores.char_start, main_scores.char_end, main_scores.max_score
    having
        count(*) >= 2
        and sum(outermost.max_score) = coalesce(main_scores.max_score, 100)
),

nested as (
    select
        spans.*,
        sums.score_key as main_key
    from spans
    inner join outermost
        on
            spans.report_key = outermost.report_key
            and spans.document_key = outermost.document_key
            and spans.is_tabled = outermost.is_tabled
            and spans.position = outermost.position
    inner join outermost_sums as sums
        on
            spans.report_key = sums.report_key
            and spans.document_key = sums.document_key
            and spans.is_tabled = sums.is_tabled
),

parts_within_parts as (
    select
        report_key,
        'score_parts' as rule,
        'within+' || score_key as place,
        case
            when abs(cast(inner_score - score as double)) <= 0.0051 * (last_position - position) then 'pass'
            else 'fail'
        end as outcome,
        null as severity,
        component || ': its ' || (last_position - position) || ' parts add up to '
        || {{ plain_number('inner_score', 4) }} || ', stated ' || {{ plain_number('score', 4) }} as detail,
        {{ to_value('inner_score') }} as expected_value,
        {{ to_value('score') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from nested
),

outer_parts_vs_total as (
    select
        report_key,
        'score_parts' as rule,
        case when is_tabled then 'tabled+' else '' end || 'outermost+' || score_key as place,
        case
            when abs(cast(score_sum - main_score as double)) <= 0.0051 * part_count then 'pass'
            else 'fail'
        end as outcome,
        null as severity,
        'the components add up to ' || addition || ' = ' || {{ plain_number('score_sum', 4) }} || ', stated in all '
        || {{ plain_number('main_score', 4) }} as detail,
        {{ to_value('score_sum') }} as expected_value,
        {{ to_value('main_score') }} as stated_value,
        {{ clause('main_quote') }} as quote_a,
        {{ clause('largest_quote') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        main_quote as quote
    from outermost_sums
    -- Where no part holds others, int_contradictions_scores adds them up.
    where
        exists (
            select 1
            from nested
            where
                nested.report_key = outermost_sums.report_key
                and nested.main_key = outermost_sums.score_key
                and nested.is_tabled = outermost_sums.is_tabled
        )
),

-- A level printed above or below its criteria: 小计（产出） 30 29.1 under 15 14.4 and 15 14.2.
criteria as (
    select
        *,
        row_number() over (partition by report_key, document_key order by reading_order, fact_id) as position,
        sum(max_score) over (partition by report_key, document_key order by reading_order, fact_id) as marks_so_far,
        sum(score) over (partition by report_key, document_key order by reading_order, fact_id) as score_so_far
    from scores
    where
        component_norm <> 'total'
        and extraction_rule is distinct from 'score_of_level'
        and score is not null
        and max_score > 0
        and max_score < 100
),

levels as (
    select
        *,
        count(*) over (partition by report_key, document_key) as level_count
    from scores
    where extraction_rule = 'score_of_level' and score is not null and max_score > 0 and max_score < 100
),

criteria_before as (
    select
        levels.report_key,
        levels.score_key,
        count(criteria.position) as criteria_count
    from levels
    left join criteria
        on
            levels.report_key = criteria.report_key
            and levels.document_key = criteria.document_key
            and levels.reading_order > criteria.reading_order
    group by levels.report_key, levels.score_key
),

level_spans as (
    {%- for side in ['above', 'below'] %}
    select
        levels.*,
        '{{ side }}' as side,
        lasts.position - firsts.position + 1 as part_count,
        lasts.score_so_far - firsts.score_so_far + firsts.score as inner_score
    from levels
    inner join criteria_before as before
        on levels.report_key = before.report_key and levels.score_key = before.score_key
    inner join criteria as firsts
        on levels.report_key = firsts.report_key and levels.document_key = firsts.document_key
    inner join criteria as lasts
        on
            levels.report_key = lasts.report_key
            and levels.document_key = lasts.document_key
            and firsts.position <= lasts.position
            and lasts.marks_so_far - firsts.marks_so_far + firsts.max_score = levels.max_score
    where {{ sides[side] }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

-- Only where every level of the document finds its criteria on the same side are they its criteria.
settled_spans as (
    select
        level_spans.*,
        count(*) over (
            partition by level_spans.report_key, level_spans.document_key, level_spans.side
        ) as span_count
    from level_spans
),

levels_vs_criteria as (
    select
        report_key,
        'score_parts' as rule,
        'within+' || score_key as place,
        case
            when span_count < level_count or level_count < 2 then 'insufficient_data'
            when abs(cast(inner_score - score as double)) <= 0.0051 * part_count then 'pass'
            else 'fail'
        end as outcome,
        null as severity,
        component || ': its ' || part_count || ' parts add up to ' || {{ plain_number('inner_score', 4) }}
        || ', stated ' || {{ plain_number('score', 4) }} as detail,
        {{ to_value('inner_score') }} as expected_value,
        {{ to_value('score') }} as stated_value,
        {{ clause('quote') }} as quote_a,
        cast(null as string) as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from settled_spans
    -- A level whose criteria could be those above it as well as those below it is told once.
    qualify row_number() over (partition by report_key, score_key order by span_count desc, side asc) = 1
),

united as (
    select * from parts_within_parts
    union all
    select * from outer_parts_vs_total
    union all
    select * from levels_vs_criteria
)

{{ told_where_failed('united') }}
