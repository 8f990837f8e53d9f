{#- Parts against the whole they are told under: 三公经费 and its kinds, the sources in the block of money of a form, the sources
    of one project and the economic kinds of any sum that they name as theirs. Parts by fund
    and by nature are int_contradictions_parts, tables int_contradictions_lists, projects int_contradictions_projects. -#}
{%- set phases = ['approved', 'adjusted', 'executed'] -%}
{%- set levels = "'central_funds', 'provincial_funds', 'city_funds', 'county_funds', 'superior_subsidy'" -%}
with spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

phased as (
    {%- for phase in phases %}
    select
        *,
        '{{ phase }}' as phase,
        {{ phase }}_amount as amount,
        {{ phase }}_half_unit as half_unit,
        {{ phase }}_text as figure
    from spending
    where {{ phase }}_amount is not null
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

-- 三公经费: abroad, vehicles (bought, run, or both in one) and reception.
three_public_kinds as (
    select
        *,
        case
            when {{ regexp_found('item_name', "'三公'") }} then 'whole'
            when {{ regexp_found('item_name', "'出国|出境'") }} then 'abroad'
            when {{ regexp_found('item_name', "'接待'") }} then 'reception'
            when {{ regexp_found('item_name', "'用车购置.{0,4}[及和与、].{0,6}(运行|运维|维护)'") }} then 'vehicles'
            when {{ regexp_found('item_name', "'用车购置|车辆购置'") }} then 'bought'
            when {{ regexp_found('item_name', "'用车.{0,4}(运行|运维|维护)'") }} then 'run'
        end as kind
    from phased
    where breakdown = 'three_public'
),

three_public_near as (
    select
        wholes.report_key,
        wholes.spending_key as whole_key,
        parts.kind,
        parts.phase,
        parts.amount,
        parts.half_unit
    from three_public_kinds as wholes
    inner join three_public_kinds as parts
        on
            wholes.report_key = parts.report_key
            and wholes.document_key = parts.document_key
            and wholes.phase = parts.phase
            and wholes.table_seq is not distinct from parts.table_seq
    where
        wholes.kind = 'whole'
        and parts.kind <> 'whole'
        and (wholes.table_seq is not null or parts.char_start - wholes.char_start between 0 and 300)
    -- Of each kind the one right behind the whole.
    qualify
        row_number() over (
            partition by wholes.spending_key, wholes.report_key, parts.phase, parts.kind
            order by abs(parts.char_start - wholes.char_start), parts.spending_key
        ) = 1
),

three_public_sums as (
    select
        report_key,
        whole_key,
        phase,
        bool_or(kind = 'abroad') as has_abroad,
        bool_or(kind = 'reception') and bool_or(kind in ('vehicles', 'run')) as has_parts,
        coalesce(sum(amount) filter (where kind in ('abroad', 'reception')), 0)
        + coalesce(
            sum(amount) filter (where kind = 'vehicles'), sum(amount) filter (where kind in ('bought', 'run')), 0
        ) as part_sum,
        sum(half_unit) as half_units
    from three_public_near
    group by report_key, whole_key, phase
),

three_public_assessed as (
    select
        wholes.report_key,
        wholes.spending_key || '+' || wholes.phase || '+kinds' as place,
        'the parts of 三公经费' as parts,
        cast(null as string) as addition,
        case
            when abs(cast(sums.part_sum - wholes.amount as double)) <= sums.half_units + wholes.half_unit + 0.001
                then 'pass'
            when not sums.has_parts or abs(cast(sums.part_sum - wholes.amount as double)) > 0.2 * wholes.amount
                then 'insufficient_data'
            -- What is missing may be a kind that is not told.
            when not sums.has_abroad and sums.part_sum < wholes.amount then 'insufficient_data'
            else 'fail'
        end as outcome,
        wholes.phase,
        sums.part_sum,
        wholes.amount as total_amount,
        wholes.figure,
        wholes.quote as total_quote,
        cast(null as string) as part_quote,
        wholes.document_key,
        wholes.page,
        wholes.char_start,
        wholes.char_end,
        wholes.quote
    from three_public_kinds as wholes
    inner join three_public_sums as sums
        on
            wholes.report_key = sums.report_key
            and wholes.spending_key = sums.whole_key
            and wholes.phase = sums.phase
    where wholes.kind = 'whole' and wholes.amount > 0
    -- The same sum of the same report said in prose and in a table is told once.
    qualify
        row_number() over (
            partition by wholes.report_key, wholes.phase, wholes.amount, sums.part_sum
            order by wholes.reading_order, wholes.spending_key
        ) = 1
),

-- The block of money of a form: 年度资金总额, of it 当年财政拨款, 上年结转, 其他资金. Levels of government stand within 财政拨款.
block_rows as (
    select
        parts.*,
        totals.spending_key as total_key,
        totals.amount as total_amount,
        totals.half_unit as total_half_unit,
        totals.figure as total_figure,
        totals.quote as total_quote,
        coalesce(parts.fund_key in ({{ levels }}), false) as is_level,
        coalesce(parts.fund_key = 'carry_over', false) as is_carried_over,
        coalesce(parts.fund_key = 'fiscal_appropriation', false) as is_group
    from phased as parts
    inner join phased as totals
        on
            parts.report_key = totals.report_key
            and parts.document_key = totals.document_key
            and parts.table_seq = totals.table_seq
            and parts.phase = totals.phase
            and parts.parent_item_name = totals.item_name
            and parts.reading_order > totals.reading_order
            and parts.direction is not distinct from totals.direction
    where
        totals.breakdown = 'total'
        and parts.breakdown in ('source', 'fund')
),

block_sums as (
    select
        report_key,
        document_key,
        total_key,
        phase,
        total_amount,
        total_figure,
        total_quote,
        count(*) filter (where amount > 0) as part_count,
        sum(amount) filter (where not (is_level and has_group)) as part_sum,
        sum(amount) filter (where not (is_level and has_group) and not is_carried_over) as sum_without_carried_over,
        sum(amount) as whole_sum,
        sum(half_unit) + max(total_half_unit) + 0.001 as tolerance,
        {{ text_list(
            "case when amount <> 0 and not (is_level and has_group) then " ~ in_wan('amount') ~ " end", ' + ',
            'reading_order'
        ) }} as addition,
        {{ min_by('quote', 'reading_order') }} as first_quote,
        {{ min_by('page', 'reading_order') }} as page,
        {{ min_by('char_start', 'reading_order') }} as char_start,
        {{ min_by('char_end', 'reading_order') }} as char_end
    from (
        select
            *,
            bool_or(is_group) over (partition by report_key, document_key, total_key, phase) as has_group
        from block_rows
    ) as grouped_rows
    group by report_key, document_key, total_key, phase, total_amount, total_figure, total_quote
    -- Levels alone are int_contradictions_lists, funds alone int_contradictions_parts.
    having bool_or(breakdown = 'source' and not is_level and not is_carried_over)
),

block_assessed as (
    select
        report_key,
        total_key || '+' || phase || '+sources' as place,
        'the sources' as parts,
        addition,
        case
            when difference <= tolerance then 'pass'
            when part_count < 2 then 'insufficient_data'
            when difference <= 0.05 * total_amount then 'fail'
            when is_whole_elsewhere and difference <= 0.3 * total_amount then 'fail'
            else 'insufficient_data'
        end as outcome,
        phase,
        part_sum,
        total_amount,
        total_figure as figure,
        total_quote,
        first_quote as part_quote,
        document_key,
        page,
        char_start,
        char_end,
        first_quote as quote
    from (
        select
            *,
            bool_or(difference <= tolerance and part_count >= 2) over (
                partition by report_key, total_key
            ) as is_whole_elsewhere
        from (
            select
                *,
                least(
                    abs(cast(part_sum - total_amount as double)),
                    abs(cast(sum_without_carried_over - total_amount as double)),
                    abs(cast(whole_sum - total_amount as double))
                ) as difference
            from block_sums
        ) as nearest_sums
    ) as sums_of_all_columns
    where total_amount > 0
),

-- Parts that name the sum they divide: 决算支出…，其中工资福利支出…、资本性支出…; the sources of one project's money.
named_parts as (
    select
        parts.*,
        wholes.spending_key as whole_key,
        wholes.amount as total_amount,
        wholes.half_unit as total_half_unit,
        wholes.figure as total_figure,
        wholes.quote as total_quote
    from phased as parts
    inner join phased as wholes
        on
            parts.report_key = wholes.report_key
            and parts.document_key = wholes.document_key
            and parts.phase = wholes.phase
            and parts.parent_norm = wholes.item_norm
            and parts.table_seq is not distinct from wholes.table_seq
            and parts.reading_order > wholes.reading_order
            and parts.direction is not distinct from wholes.direction
    where
        (
            (parts.breakdown = 'economic' and wholes.breakdown not in ('economic', 'three_public'))
            or (parts.breakdown = 'source' and wholes.breakdown = 'project')
        )
        and (parts.table_seq is not null or parts.char_start - wholes.char_start < 300)
        and wholes.amount > 0
    qualify
        row_number() over (
            partition by parts.report_key, parts.spending_key, parts.phase
            order by wholes.reading_order desc, wholes.spending_key asc
        ) = 1
),

named_sums as (
    select
        report_key,
        document_key,
        whole_key,
        phase,
        breakdown,
        total_amount,
        total_figure,
        total_quote,
        sum(amount) as part_sum,
        count(*) as part_count,
        sum(half_unit) + max(total_half_unit) + 0.001 as tolerance,
        -- 财政拨款 beside the levels that it is made of: neither sum is meant for the whole.
        bool_or({{ is_group_of_funds('fund_key') }}) and bool_or({{ is_fund_of_a_group('fund_key') }}) as is_mixed,
        {{ text_list(in_wan('amount'), ' + ', 'reading_order') }} as addition,
        {{ min_by('quote', '(reading_order, fact_id)') }} as first_quote,
        {{ min_by('page', '(reading_order, fact_id)') }} as page,
        {{ min_by('char_start', '(reading_order, fact_id)') }} as char_start,
        {{ min_by('char_end', '(reading_order, fact_id)') }} as char_end
    from named_parts
    group by report_key, document_key, whole_key, phase, breakdown, total_amount, total_figure, total_quote
),

named_assessed as (
    select
        report_key,
        whole_key || '+' || phase || '+' || breakdown as place,
        case breakdown when 'economic' then 'the economic kinds' else 'the sources of the project' end as parts,
        addition,
        case
            when part_count < 2 or is_mixed then 'insufficient_data'
            when abs(cast(part_sum - total_amount as double)) <= tolerance then 'pass'
            -- 其中 may name some parts only: what differs must look like a slip of the pen.
            when
                {{ is_one_slip('part_sum', 'total_amount') }}
                and part_sum between 0.95 * total_amount and 1.2 * total_amount
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        phase,
        part_sum,
        total_amount,
        total_figure as figure,
        total_quote,
        first_quote as part_quote,
        document_key,
        page,
        char_start,
        char_end,
        first_quote as quote
    from named_sums
),

united as (
    select * from three_public_assessed
    union all
    select * from named_assessed
    union all
    select * from block_assessed
),

parts_vs_whole as (
    select
        report_key,
        'parts_vs_total' as rule,
        place,
        outcome,
        null as severity,
        parts || ' add up to ' || coalesce(addition || ' = ', '') || {{ in_wan('part_sum') }} || ' 万元 (' || phase
        || '), stated in all ' || {{ in_wan('total_amount') }} || ', difference '
        || {{ in_wan('part_sum - total_amount') }} as detail,
        {{ to_value('part_sum') }} as expected_value,
        {{ to_value('total_amount') }} as stated_value,
        {{ clause('total_quote', 'figure') }} as quote_a,
        {{ row_head('part_quote') }} as quote_b,
        document_key,
        page,
        char_start,
        char_end,
        quote
    from united
)

{{ told_where_failed('parts_vs_whole') }}
