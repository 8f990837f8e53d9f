{#- One thing told in two places with two figures. Money of one item, one of them a slip of the pen: 松材线虫病防治 861.20 in a table,
    816.20 in prose; figures further apart may be of two things. Two total scores, or two scores of one component. The total
    of the report's money is int_contradictions_totals, what else is counted int_contradictions_figures. -#}
{%- set phases = ['adjusted', 'executed'] -%}
with spending as (
    {{ comparable_rows(
        'int_spending_items_compared', "breakdown in ('task', 'project', 'three_public') and direction is distinct from 'income'"
    ) }}
),

named as (
    {%- for phase in phases %}
    select
        *,
        '{{ phase }}' as phase,
        {{ phase }}_amount as amount,
        {{ phase }}_text as figure,
        case
            when breakdown = 'three_public' and {{ regexp_found('item_name', "'三公'") }} then '三公'
            else {{ name_core('item_name', var('generic_item_words')) }}
        end as name
    from spending
    where
        {{ phase }}_amount > 0
        -- Of a part of the office, or of another year, the figure is another.
        and not {{ regexp_found('item_name', "'本级|机关|下属|上年|累计|总投资|合同'") }}
        and not {{ regexp_found('quote', "'上年|累计|截至|剩余'") }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

pairs as (
    select
        later.report_key,
        later.spending_key,
        later.phase,
        earlier.spending_key || '+' || later.spending_key || '+' || later.phase as place,
        later.item_name,
        earlier.amount as earlier_amount,
        later.amount as later_amount,
        earlier.quote as earlier_quote,
        earlier.figure as earlier_figure,
        later.quote as later_quote,
        later.figure as later_figure,
        later.document_key,
        later.page,
        later.char_start,
        later.char_end,
        earlier.reading_order as earlier_order
    from named as later
    inner join named as earlier
        on
            later.report_key = earlier.report_key
            and later.document_key = earlier.document_key
            and later.phase = earlier.phase
            and later.reading_order > earlier.reading_order
            and (
                later.name = earlier.name
                or (
                    length(earlier.name) >= 5
                    and length(later.name) >= 5
                    and (contains(later.name, earlier.name) or contains(earlier.name, later.name))
                )
            )
            -- Two rows of one table are two things.
            and (later.table_seq is distinct from earlier.table_seq)
    where length(later.name) >= 4 or later.name = '三公'
),

money_twice as (
    select
        report_key,
        'two_figures' as rule,
        place,
        case
            when abs(cast(earlier_amount - later_amount as double)) <= 0.005 * cast(later_amount as double) then 'pass'
            when
                cast(later_amount as double) between 0.8 * cast(earlier_amount as double)
                and 1.25 * cast(earlier_amount as double)
                and {{ is_one_slip('earlier_amount / 100', 'later_amount / 100') }}
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        item_name || ': ' || {{ in_wan('earlier_amount') }} || ' and ' || {{ in_wan('later_amount') }} || ' 万元 ('
        || phase || '), difference ' || {{ in_wan('later_amount - earlier_amount') }} as detail,
        {{ to_value('earlier_amount') }} as expected_value,
        {{ to_value('later_amount') }} as stated_value,
        {{ clause('earlier_quote', 'earlier_figure') }} as quote_a,
        {{ clause('later_quote', 'later_figure') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        later_quote as quote
    from pairs
    -- One place that agrees settles the item.
    qualify
        row_number() over (
            partition by report_key, spending_key, phase
            order by abs(cast(earlier_amount - later_amount as double)), earlier_order, place
        ) = 1
),

scores as (
    select * from {{ touched('int_scores_keyed') }}
    where not is_repeated_statement
),

total_scores as (
    select
        *,
        row_number() over (partition by report_key order by reading_order, fact_id) as position
    from scores
    where component_norm = 'total' and score is not null
),

main_scores as (
    select * from total_scores
    where position = 1
),

-- Which total scores are of something else: last year's, another reviewer's, of one project, without the execution rate.
told_scores as (
    select
        report_key,
        score_key,
        {{ regexp_found('quote', "'" ~ var('scores_of_something_else') ~ "'") }} as is_of_something_else
    from total_scores
),

two_scores as (
    select
        main_scores.report_key,
        'two_scores' as rule,
        others.score_key as place,
        case
            when others.score = main_scores.score then 'pass'
            when main_told.is_of_something_else or other_told.is_of_something_else then 'insufficient_data'
            -- 合计 90 86.5: the points of the indicators alone, without those of the execution rate or of other parts.
            when
                least(coalesce(main_scores.max_score, 100), coalesce(others.max_score, 100)) < 100
                and coalesce(main_scores.max_score, 100) <> coalesce(others.max_score, 100)
                then 'insufficient_data'
            else 'fail'
        end as outcome,
        null as severity,
        'total scores of ' || {{ plain_number('main_scores.score', 4) }} || ' and '
        || {{ plain_number('others.score', 4) }} as detail,
        {{ to_value('main_scores.score') }} as expected_value,
        {{ to_value('others.score') }} as stated_value,
        {{ clause('main_scores.quote') }} as quote_a,
        {{ clause('others.quote') }} as quote_b,
        others.document_key,
        others.page,
        others.char_start,
        others.char_end,
        others.quote
    from main_scores
    inner join total_scores as others on main_scores.report_key = others.report_key and others.position > 1
    -- Versions of one report share their keys.
    inner join told_scores as main_told
        on main_scores.report_key = main_told.report_key and main_scores.score_key = main_told.score_key
    inner join told_scores as other_told
        on others.report_key = other_told.report_key and others.score_key = other_told.score_key
),

-- One component with other points in a table than in its summary, or in a sentence: one alone, for the forms of several
-- projects have each their own.
component_pairs as (
    select
        others.*,
        firsts.score as first_score,
        firsts.quote as first_quote,
        count(*) over (partition by others.report_key) as pair_count
    from scores as firsts
    inner join scores as others
        on
            firsts.report_key = others.report_key
            and firsts.document_key = others.document_key
            and firsts.component_norm = others.component_norm
            and firsts.max_score = others.max_score
            and firsts.score <> others.score
            and firsts.reading_order < others.reading_order
            and firsts.extraction_rule <> others.extraction_rule
    where firsts.component_norm <> 'total' and firsts.max_score < 100
),

two_component_scores as (
    select
        report_key,
        'two_scores' as rule,
        score_key as place,
        case when pair_count = 1 then 'fail' else 'insufficient_data' end as outcome,
        null as severity,
        component || ': ' || {{ plain_number('first_score', 4) }} || ' and ' || {{ plain_number('score', 4) }} || ' of '
        || {{ plain_number('max_score', 4) }} || ' points' as detail,
        {{ to_value('first_score') }} as expected_value,
        {{ to_value('score') }} as stated_value,
        {{ clause('first_quote') }} as quote_a,
        {{ clause('quote') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from component_pairs
),

united as (
    select * from money_twice
    union all
    select * from two_scores
    union all
    select * from two_component_scores
)

{{ told_where_failed('united') }}
