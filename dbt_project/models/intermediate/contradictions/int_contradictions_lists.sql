{#- Lists against the sum that is printed with them: the rows of a table and its sum row, levels of government and the total
    they stand behind, 基本支出 and the two parts behind it. Parts by fund and by nature are int_contradictions_parts. -#}
{%- set phases = ['approved', 'adjusted', 'executed'] -%}
{%- set levels = "'central_funds', 'provincial_funds', 'city_funds', 'county_funds'" -%}
with spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

-- The rows of a table against the one row that sums them up: 社会救助合计. Funds and natures are above.
table_rows as (
    {%- for phase in phases %}
    select
        *,
        '{{ phase }}' as phase,
        {{ phase }}_amount as amount,
        {{ phase }}_half_unit as half_unit,
        {{ phase }}_text as figure,
        {{ regexp_found('item_name', "'(合计|总计|总额)$'") }}
        or coalesce(
            extraction_rule <> 'money_matrix' and {{ regexp_found('quote', "'^[\\s|]*(合|总) *计[\\s|]'") }}, false
        ) as is_sum,
        coalesce(fund_key = 'carry_over', false) as is_carried_over,
        coalesce(breakdown = 'source' and fund_key in ({{ levels }}), false) as is_level,
        not is_sum and fund_key is not null and not is_level as is_other_fund,
        not is_sum and not is_other_fund as is_part
    from spending
    where
        table_seq is not null
        and {{ phase }}_amount > 0
        -- What prose said before is said again by the sum row.
        and (not is_restatement or breakdown = 'total')
        and (
            breakdown in ('project', 'task', 'source', 'function', 'fund')
            or {{ regexp_found('item_name', "'(合计|总计|总额)$'") }}
            or (breakdown = 'nature' and {{ regexp_found('quote', "'^[\\s|]*(合|总) *计[\\s|]'") }})
        )
        and (parent_item_name is null or {{ regexp_found('parent_item_name', "'(合计|总计|总额)$'") }})
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

table_sums as (
    select
        report_key,
        document_key,
        table_seq,
        direction,
        phase,
        sum(amount) filter (where is_part) as part_sum,
        coalesce(sum(amount) filter (where is_carried_over), 0) as carried_over,
        max(amount) filter (where is_sum) as total_amount,
        sum(half_unit) + 0.001 as tolerance,
        {{ text_list("case when is_part then " ~ in_wan('amount') ~ " end", ' + ', 'reading_order') }} as addition,
        {{ max_by('spending_key', '(amount, -reading_order)') }} filter (where is_sum) as total_key,
        {{ max_by('quote', '(amount, -reading_order)') }} filter (where is_sum) as total_quote,
        {{ max_by('figure', '(amount, -reading_order)') }} filter (where is_sum) as figure,
        {{ max_by('quote', '(amount, -reading_order)') }} filter (where is_part) as largest_quote,
        {{ max_by('page', '(amount, -reading_order)') }} filter (where is_sum) as page,
        {{ max_by('char_start', '(amount, -reading_order)') }} filter (where is_sum) as char_start,
        {{ max_by('char_end', '(amount, -reading_order)') }} filter (where is_sum) as char_end
    from table_rows
    group by report_key, document_key, table_seq, direction, phase
    having
        count(*) filter (where is_sum) = 1
        and count(*) filter (where is_part) >= 2
        -- A row that stands within another has its amount, or a name that says so.
        and count(distinct amount) filter (where is_part) = count(*) filter (where is_part)
        and not bool_or(is_part and {{ regexp_found('item_name', "'其中|小计|结转|结余|[（(][款项][）)]'") }})
        -- Levels of government are parts of 财政拨款 and its peers, where those stand beside them.
        and not (bool_or(is_level) and bool_or(is_other_fund))
),

-- The levels of government that a sentence lists right behind a total: 共下达 9,660 万元, 其中中央…, 省级…, 县级….
sources_behind as (
    {%- for phase in phases %}
    select
        totals.spending_key as total_key,
        '{{ phase }}' as phase,
        totals.{{ phase }}_amount as total_amount,
        totals.{{ phase }}_text as figure,
        totals.{{ phase }}_half_unit as total_half_unit,
        totals.quote as total_quote,
        sources.*,
        sources.{{ phase }}_amount as amount,
        sources.{{ phase }}_half_unit as half_unit
    from spending as sources
    inner join spending as totals
        on
            sources.report_key = totals.report_key
            and sources.document_key = totals.document_key
            and sources.char_start - totals.char_start between 0 and 250
    where
        sources.breakdown = 'source'
        and sources.table_seq is null
        and sources.{{ phase }}_amount > 0
        and totals.breakdown = 'total'
        and totals.table_seq is null
        and totals.{{ phase }}_amount > 0
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

level_sums as (
    select
        report_key,
        document_key,
        total_key,
        phase,
        total_amount,
        figure,
        total_quote,
        sum(amount) as part_sum,
        sum(half_unit) + max(total_half_unit) + 0.001 as tolerance,
        {{ text_list(in_wan('amount'), ' + ', 'reading_order') }} as addition,
        {{ min_by('quote', '(reading_order, fact_id)') }} as first_quote,
        {{ min_by('page', '(reading_order, fact_id)') }} as page,
        {{ min_by('char_start', '(reading_order, fact_id)') }} as char_start,
        {{ min_by('char_end', '(reading_order, fact_id)') }} as char_end
    from sources_behind
    group by report_key, document_key, total_key, phase, total_amount, figure, total_quote
    having
        count(*) >= 2
        and count(distinct fund_key) = count(*)
        and bool_and(coalesce(fund_key in ({{ levels }}), false))
),

-- Of several totals that a list stands behind the nearest is meant.
nearest_level_sums as (
    select *
    from level_sums
    qualify
        row_number() over (
            partition by report_key, document_key, phase
            order by abs(cast(part_sum - total_amount as double)), char_start
        ) = 1
),

lists as (
    select
        report_key,
        total_key,
        total_key || '+' || phase || '+rows' as place,
        'the rows of the table' as parts,
        addition,
        phase,
        part_sum,
        carried_over,
        total_amount,
        tolerance,
        figure,
        total_quote,
        largest_quote as part_quote,
        document_key,
        page,
        char_start,
        char_end,
        total_quote as quote
    from table_sums
    union all
    select
        report_key,
        total_key,
        total_key || '+' || phase || '+levels' as place,
        'the levels of government' as parts,
        addition,
        phase,
        part_sum,
        0 as carried_over,
        total_amount,
        tolerance,
        figure,
        total_quote,
        first_quote as part_quote,
        document_key,
        page,
        char_start,
        char_end,
        first_quote as quote
    from nearest_level_sums
),

-- A row of the table that was read as of another kind has just the amount that is missing.
left_out as (
    {%- for phase in phases %}
    select distinct sums.total_key || '+{{ phase }}+rows' as left_out_place
    from table_sums as sums
    inner join spending
        on
            sums.report_key = spending.report_key
            and sums.document_key = spending.document_key
            and sums.table_seq = spending.table_seq
            and sums.direction is not distinct from spending.direction
    where
        sums.phase = '{{ phase }}'
        and spending.{{ phase }}_amount > 0
        and abs(cast(sums.part_sum + spending.{{ phase }}_amount - sums.total_amount as double)) <= sums.tolerance
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

list_vs_total as (
    select
        report_key,
        'parts_vs_total' as rule,
        place,
        case
            when abs(cast(part_sum - total_amount as double)) <= tolerance then 'pass'
            -- 总计 holds what is carried over as well, and what was read as of another kind.
            when abs(cast(part_sum + carried_over - total_amount as double)) <= tolerance then 'pass'
            when is_left_out then 'pass'
            -- Further off, a row is a part of another or is left out, or a level is.
            when abs(cast(part_sum - total_amount as double)) <= 0.05 * cast(total_amount as double) then 'fail'
            -- The same rows come to their sum in another column: they are all there.
            when
                is_whole_elsewhere
                and abs(cast(part_sum - total_amount as double)) <= 0.3 * cast(total_amount as double)
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        parts || ' add up to ' || addition || ' = ' || {{ in_wan('part_sum') }} || ' 万元 (' || phase
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
    from (
        select
            lists.*,
            left_out.left_out_place is not null as is_left_out,
            bool_or(abs(cast(part_sum - total_amount as double)) <= tolerance) over (
                partition by report_key, parts, total_key
            ) as is_whole_elsewhere
        from lists
        left join left_out on lists.place = left_out.left_out_place
    ) as lists_of_all_columns
),

-- An item on two rows of one table with two sets of figures, of which the sum row holds only one.
rows_twice as (
    select
        later.report_key,
        'duplicate_rows' as rule,
        later.spending_key || '+' || later.phase || '+twice' as place,
        case
            when abs(cast(sums.part_sum - sums.total_amount as double)) <= sums.tolerance then 'pass'
            when
                abs(cast(sums.part_sum - later.amount - sums.total_amount as double)) <= sums.tolerance
                or abs(cast(sums.part_sum - earlier.amount - sums.total_amount as double)) <= sums.tolerance
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        later.item_name || ' stands on two rows, with ' || {{ in_wan('earlier.amount') }} || ' and '
        || {{ in_wan('later.amount') }} || ' 万元 (' || later.phase || '); the sum row '
        || {{ in_wan('sums.total_amount') }} || ' holds only one of them' as detail,
        {{ to_value('earlier.amount') }} as expected_value,
        {{ to_value('later.amount') }} as stated_value,
        {{ row_head('earlier.quote') }} as quote_a,
        {{ row_head('later.quote') }} as quote_b,
        later.document_key,
        later.page,
        later.char_start,
        later.char_end,
        later.quote
    from table_rows as later
    inner join table_rows as earlier
        on
            later.report_key = earlier.report_key
            and later.document_key = earlier.document_key
            and later.table_seq = earlier.table_seq
            and later.phase = earlier.phase
            and later.item_name = earlier.item_name
            and later.amount <> earlier.amount
            and later.reading_order > earlier.reading_order
    inner join table_sums as sums
        on
            later.report_key = sums.report_key
            and later.document_key = sums.document_key
            and later.table_seq = sums.table_seq
            and later.phase = sums.phase
            and later.direction is not distinct from sums.direction
    where later.is_part and earlier.is_part
    -- Told once, of the last column: what was spent.
    qualify row_number() over (partition by later.report_key, later.spending_key order by later.phase desc) = 1
),

-- 人员经费 and 公用经费 against the 基本支出 that they are the two parts of: beside it in its table, or told right behind it.
basic_parts as (
    {%- for phase in phases %}
    select
        basic.report_key,
        'parts_vs_total' as rule,
        basic.spending_key || '+{{ phase }}+basic' as place,
        case
            when
                abs(cast(staff.{{ phase }}_amount + office.{{ phase }}_amount - basic.{{ phase }}_amount as double))
                <= basic.{{ phase }}_half_unit + staff.{{ phase }}_half_unit + office.{{ phase }}_half_unit + 0.001
                then 'pass'
            -- Further off there is a third part that is not told.
            when
                abs(cast(staff.{{ phase }}_amount + office.{{ phase }}_amount - basic.{{ phase }}_amount as double))
                <= 0.05 * cast(basic.{{ phase }}_amount as double)
                then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        'the parts of 基本支出 add up to ' || {{ in_wan('staff.' ~ phase ~ '_amount') }} || ' + '
        || {{ in_wan('office.' ~ phase ~ '_amount') }} || ' = '
        || {{ in_wan('staff.' ~ phase ~ '_amount + office.' ~ phase ~ '_amount') }} || ' 万元 ({{ phase }}), stated '
        || {{ in_wan('basic.' ~ phase ~ '_amount') }} || ', difference '
        || {{ in_wan('staff.' ~ phase ~ '_amount + office.' ~ phase ~ '_amount - basic.' ~ phase ~ '_amount') }}
            as detail,
        {{ to_value('staff.' ~ phase ~ '_amount + office.' ~ phase ~ '_amount') }} as expected_value,
        {{ to_value('basic.' ~ phase ~ '_amount') }} as stated_value,
        {{ clause('basic.quote', 'basic.' ~ phase ~ '_text') }} as quote_a,
        {{ row_head('staff.quote') }} as quote_b,
        basic.document_key,
        basic.page,
        basic.char_start,
        basic.char_end,
        basic.quote
    from spending as basic
    inner join spending as staff
        on
            basic.report_key = staff.report_key
            and basic.document_key = staff.document_key
            and basic.table_seq is not distinct from staff.table_seq
    inner join spending as office
        on
            basic.report_key = office.report_key
            and basic.document_key = office.document_key
            and basic.table_seq is not distinct from office.table_seq
    where
        basic.breakdown = 'nature'
        and {{ regexp_found('basic.item_name', "'基本支出'") }}
        and {{ regexp_found('staff.item_name', "'人员(经费|支出)'") }}
        and {{ regexp_found('office.item_name', "'公用(经费|支出)'") }}
        and staff.reading_order > basic.reading_order
        and office.reading_order > staff.reading_order
        and (basic.table_seq is not null or office.char_start - basic.char_start < 200)
        and basic.{{ phase }}_amount > 0
        and staff.{{ phase }}_amount is not null
        and office.{{ phase }}_amount is not null
    qualify
        row_number() over (
            partition by basic.report_key, basic.document_key, basic.table_seq
            order by basic.reading_order, staff.reading_order, office.reading_order
        ) = 1
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

united as (
    select * from list_vs_total
    union all
    select * from rows_twice
    union all
    select * from basic_parts
)

{{ told_where_failed('united') }}
