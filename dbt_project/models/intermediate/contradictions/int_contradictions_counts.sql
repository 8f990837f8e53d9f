{#- Announced counts against the lists that should hold them, and counts of subordinate units against one another. -#}
{%- set distance = 'abs(indicator_counts.listed - announced_indicators.announced)' -%}
{%- set clause_start = '[^，。；;！？\\n\\t]{0,60}' -%}
with spending as (
    {{ comparable_rows('int_spending_items_compared') }}
),

indicators as (
    select * from {{ touched('int_indicators_computed') }}
    where not is_repeated_statement
),

members as (
    select * from {{ touched('int_reports_documents') }}
),

texts as (
    select * from {{ touched('stg_document_texts', 'document_key') }}
),

-- Projects above a threshold: 500 万元以上的项目 9 项.
announced_projects as (
    select
        *,
        try_cast({{ regexp_first(
            'wording', '([0-9]+)\\s*万元?\\s*(?:及|\\(含\\)|（含）)?以上的?项目', 1
        ) }} as double) * 10000 as threshold,
        try_cast({{ regexp_first('wording', '以上的?项目[^0-9，。；]{0,4}([0-9]+)\\s*[项个]', 1) }} as bigint) as announced
    from (
        select
            *,
            item_name || ' ' || quote as wording
        from spending
    ) as worded
    where wording like '%以上%项目%'
),

listed_projects as (
    select
        announced_projects.report_key,
        announced_projects.spending_key,
        count(*) as listed,
        count(*) filter (
            where greatest(coalesce(items.adjusted_amount, 0), coalesce(items.executed_amount, 0))
            > announced_projects.threshold
        ) as above,
        {{ text_list(
            "case when greatest(coalesce(items.adjusted_amount, 0), coalesce(items.executed_amount, 0))"
            ~ " > announced_projects.threshold then items.item_name || ' ' || "
            ~ in_wan('coalesce(items.executed_amount, items.adjusted_amount)') ~ " end",
            '; ', 'items.reading_order'
        ) }} as names,
        {{ max_by(
            'items.quote',
            'case when coalesce(items.executed_amount, items.adjusted_amount) is not null then'
            ~ ' (coalesce(items.executed_amount, items.adjusted_amount), -items.reading_order) end'
        ) }} as largest_quote
    from announced_projects
    inner join spending as items on announced_projects.report_key = items.report_key
    where
        items.breakdown in ('task', 'project')
        and not items.is_restatement
        and coalesce(items.executed_amount, items.adjusted_amount) > 0
        and announced_projects.threshold is not null
        and announced_projects.announced is not null
    group by announced_projects.report_key, announced_projects.spending_key
),

projects_vs_list as (
    select
        announced_projects.report_key,
        'count_vs_list' as rule,
        announced_projects.spending_key as place,
        case
            when listed_projects.listed < 5 then 'insufficient_data'
            when listed_projects.above >= announced_projects.announced then 'pass'
            else 'fail'
        end as outcome,
        null as severity,
        announced_projects.announced || ' projects above '
        || {{ plain_number('announced_projects.threshold / 10000', 2) }}
        || ' 万元 are announced, the tables hold ' || listed_projects.above
        || coalesce(': ' || substr(listed_projects.names, 1, 120), '') as detail,
        {{ to_value('announced_projects.announced') }} as expected_value,
        {{ to_value('listed_projects.above') }} as stated_value,
        {{ clause('announced_projects.quote') }} as quote_a,
        {{ row_head('listed_projects.largest_quote') }} as quote_b,
        announced_projects.document_key,
        announced_projects.page,
        announced_projects.char_start,
        announced_projects.char_end,
        announced_projects.quote
    from announced_projects
    inner join listed_projects
        on
            announced_projects.report_key = listed_projects.report_key
            and announced_projects.spending_key = listed_projects.spending_key
),

-- Indicators announced in prose: 共设置三级绩效指标 21 个.
announced_clauses as (
    select
        members.report_key,
        members.document_key,
        {{ each_member(regexp_all(
            'texts.text', clause_start ~ '设[置立定][^，。；;！？\\n\\t]{0,20}指标\\s*[0-9]+\\s*[个项条]'
        )) }} as clause_text,
        texts.text
    from members
    inner join texts on members.document_key = texts.document_key
    where members.role = 'main'
),

announced_indicators as (
    select
        *,
        try_cast({{ regexp_first('clause_text', '指标\\s*([0-9]+)\\s*[个项条]$', 1) }} as bigint) as announced
    from announced_clauses
),

indicator_counts as (
    select
        report_key,
        document_key,
        coalesce(context_norm, '') as context_norm,
        count(*) as listed,
        {{ text_list('indicator_name', ', ', 'reading_order') }} as names,
        {{ min_by('quote', '(reading_order, fact_id)') }} as first_quote
    from indicators
    group by report_key, document_key, coalesce(context_norm, '')
),

nearest_counts as (
    select
        announced_indicators.report_key,
        announced_indicators.document_key,
        announced_indicators.clause_text,
        announced_indicators.text,
        announced_indicators.announced,
        {{ min_by('indicator_counts.listed', distance) }} as listed,
        {{ min_by('indicator_counts.names', distance) }} as names,
        {{ min_by('indicator_counts.first_quote', distance) }} as first_quote,
        sum(indicator_counts.listed) as all_listed
    from announced_indicators
    inner join indicator_counts
        on
            announced_indicators.report_key = indicator_counts.report_key
            and announced_indicators.document_key = indicator_counts.document_key
    where announced_indicators.announced is not null
    group by
        announced_indicators.report_key, announced_indicators.document_key, announced_indicators.clause_text,
        announced_indicators.text, announced_indicators.announced
),

indicators_vs_list as (
    select
        report_key,
        'count_vs_list' as rule,
        'indicators+' || announced as place,
        case
            when announced in (listed, all_listed) then 'pass'
            when abs(listed - announced) <= 0.3 * announced then 'fail'
            else 'insufficient_data'
        end as outcome,
        null as severity,
        announced || ' indicators are announced, the table holds ' || listed || ': ' || substr(names, 1, 150) as detail,
        {{ to_value('announced') }} as expected_value,
        {{ to_value('listed') }} as stated_value,
        clause_text as quote_a,
        {{ clause('first_quote') }} as quote_b,
        document_key,
        cast(null as integer) as page,
        cast(instr(text, clause_text) - 1 as integer) as char_start,
        cast(instr(text, clause_text) - 1 + length(clause_text) as integer) as char_end,
        clause_text as quote
    from nearest_counts
),

-- Subordinate units: 下属单位 4 个, 含下属 5 个单位.
unit_clauses as (
    select
        members.report_key,
        members.document_key,
        {{ each_member(regexp_all(
            'texts.text',
            '(?:下属|所属|下设|直属)(?:事业|预算|二级预算|二级)?(?:单位)?\\s*(?:共|有|共有)?\\s*[0-9]+\\s*个(?:事业|预算|二级预算|二级)?(?:单位)?'
        )) }} as clause_text,
        texts.text
    from members
    inner join texts on members.document_key = texts.document_key
    where members.role = 'main'
),

unit_counts as (
    select
        *,
        try_cast({{ regexp_first('clause_text', '([0-9]+)\\s*个', 1) }} as bigint) as units,
        instr(text, clause_text) as place_in_text
    from unit_clauses
    where clause_text like '%单位%'
),

unit_pairs as (
    select
        report_key,
        'organisation_counts' as rule,
        'subordinate units' as place,
        case when min(units) = max(units) then 'pass' else 'fail' end as outcome,
        null as severity,
        min(units) || ' and ' || max(units) || ' subordinate units' as detail,
        {{ to_value('min(units)') }} as expected_value,
        {{ to_value('max(units)') }} as stated_value,
        {{ min_by('clause_text', 'units * 1000000000 + place_in_text') }} as quote_a,
        {{ max_by('clause_text', 'units * 1000000000 - place_in_text') }} as quote_b,
        document_key,
        cast(null as integer) as page,
        cast({{ max_by('place_in_text', 'units * 1000000000 - place_in_text') }} - 1 as integer) as char_start,
        cast(
            {{ max_by('place_in_text + length(clause_text)', 'units * 1000000000 - place_in_text') }} - 1 as integer
        ) as char_end,
        {{ max_by('clause_text', 'units * 1000000000 - place_in_text') }} as quote
    from unit_counts
    where units is not null
    group by report_key, document_key
    having count(*) > 1
),

united as (
    select * from projects_vs_list
    union all
    select * from indicators_vs_list
    union all
    select * from unit_pairs
)

{{ told_where_failed('united') }}
