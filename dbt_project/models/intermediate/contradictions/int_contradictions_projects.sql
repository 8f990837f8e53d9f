{#- Projects against the total that they are listed under: in prose behind it, or in a table without a sum row. Tables with one are
    int_contradictions_lists. Prose may name the larger projects only, so that a gap alone proves nothing. -#}
{%- set phases = ['approved', 'adjusted', 'executed'] -%}
with spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

report_totals as (
    select * from {{ touched('int_report_totals_computed') }}
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

-- Projects that prose lists behind their total, up to the next total.
wholes as (
    select
        report_key,
        document_key,
        spending_key,
        reading_order,
        char_start,
        coalesce(lead(reading_order) over (
            partition by report_key, document_key order by reading_order, spending_key
        ), 9000000000000) as next_order
    from spending
    where
        table_seq is null
        and (breakdown = 'total' or (breakdown = 'nature' and {{ regexp_found('item_name', "'项目支出'") }}))
        and direction is distinct from 'income'
),

told_listed as (
    select
        items.*,
        wholes.spending_key as whole_key,
        totals.amount as total_amount,
        totals.half_unit as total_half_unit,
        totals.figure as total_figure,
        totals.quote as total_quote,
        {{ regexp_found('items.quote', "'^ *([（(]?[0-9]{1,2}[）).、．]|[①-⑳])'") }} as is_numbered
    from phased as items
    inner join wholes
        on
            items.report_key = wholes.report_key
            and items.document_key = wholes.document_key
            and items.reading_order > wholes.reading_order
            and items.reading_order < wholes.next_order
            and items.char_start - wholes.char_start < 600
    inner join phased as totals
        on
            wholes.report_key = totals.report_key
            and wholes.spending_key = totals.spending_key
            and items.phase = totals.phase
    where
        items.breakdown = 'project'
        and items.table_seq is null
        and items.amount > 0
        and totals.amount > 0
),

-- Projects and tasks of a table that has no sum row are held against the totals of the report.
tables_without_sum as (
    select
        report_key,
        document_key,
        table_seq
    from spending
    where table_seq is not null
    group by report_key, document_key, table_seq
    having
        count(*) >= 3
        and bool_and(breakdown in ('project', 'task') and not is_restatement)
        and not bool_or({{ regexp_found('item_name', "'(合|总|小) *计'") }})
),

tabled_listed as (
    select
        items.*,
        totals.spending_key as whole_key,
        totals.amount as total_amount,
        totals.half_unit as total_half_unit,
        totals.figure as total_figure,
        totals.quote as total_quote,
        false as is_numbered
    from phased as items
    inner join tables_without_sum
        on
            items.report_key = tables_without_sum.report_key
            and items.document_key = tables_without_sum.document_key
            and items.table_seq = tables_without_sum.table_seq
    inner join report_totals on items.report_key = report_totals.report_key
    inner join phased as totals
        on
            items.report_key = totals.report_key
            and items.phase = totals.phase
            and totals.spending_key
            = case items.phase
                when 'approved' then report_totals.approved_row_key
                when 'adjusted' then report_totals.adjusted_row_key
                else report_totals.executed_row_key
            end
    where items.amount > 0 and totals.amount > 0
),

listed as (
    select * from told_listed
    union all
    select * from tabled_listed
),

list_sums as (
    select
        report_key,
        document_key,
        whole_key,
        phase,
        total_amount,
        total_figure,
        total_quote,
        coalesce(table_seq, -1) as table_number,
        count(*) as item_count,
        bool_and(is_numbered) as is_numbered,
        sum(amount) as part_sum,
        sum(half_unit) + max(total_half_unit) + 0.001 as tolerance,
        {{ text_list(in_wan('amount'), ' + ', 'reading_order') }} as addition,
        {{ min_by('quote', 'reading_order') }} as first_quote,
        {{ min_by('page', 'reading_order') }} as page,
        {{ min_by('char_start', 'reading_order') }} as char_start,
        {{ min_by('char_end', 'reading_order') }} as char_end
    from listed
    group by
        report_key, document_key, whole_key, phase, total_amount, total_figure, total_quote, coalesce(table_seq, -1)
    having count(*) >= 2
),

lists_assessed as (
    select
        report_key,
        whole_key || '+' || phase || '+projects+' || table_number as place,
        addition,
        case
            when abs(cast(part_sum - total_amount as double)) <= tolerance then 'pass'
            -- The same projects come to the total in another phase: they are all of it.
            when
                is_whole_elsewhere
                and abs(cast(part_sum - total_amount as double)) <= 0.1 * cast(total_amount as double)
                then 'fail'
            -- Prose may name the larger projects only; a numbered list, or one that is more than the total, is meant to be whole
            -- where it is off by a slip of the pen.
            when
                table_number = -1
                and (is_numbered or part_sum > total_amount)
                and item_count >= 3
                and abs(cast(part_sum - total_amount as double)) <= 0.1 * cast(total_amount as double)
                and {{ is_one_slip('part_sum / 100', 'total_amount / 100') }}
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
    from (
        select
            *,
            bool_or(abs(cast(part_sum - total_amount as double)) <= tolerance) over (
                partition by report_key, document_key, table_number, item_count, first_quote
            ) as is_whole_elsewhere
        from list_sums
    ) as sums_of_all_phases
),

parts_vs_whole as (
    select
        report_key,
        'parts_vs_total' as rule,
        place,
        outcome,
        null as severity,
        'the projects add up to ' || addition || ' = ' || {{ in_wan('part_sum') }} || ' 万元 (' || phase
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
    from lists_assessed
)

{{ told_where_failed('parts_vs_whole') }}
