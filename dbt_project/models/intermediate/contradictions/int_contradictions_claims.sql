{#- Sentences that say all is done (各项指标均已完成) against the indicators whose own figures say otherwise. A claim on one kind of
    task or indicator, or with an exception, is none; of tasks it says nothing about who was satisfied. -#}
{%- set all_of_them = '(?:各项|所有的?|全部的?|(?:设定|设置|确定|制定|下达)的? ?[0-9]{1,2} ?[项个])' -%}
{%- set named = '(?:年度|年初|当年|重点|主要|工作|绩效|既定|预定|设定|下达|确定|的)*(?:指标|目标|任务)' -%}
{%- set done = '(?:已|按[时期]|如期)*(?:均|都|全部|全面)(?:已|按[时期]|如期|全部|圆满|顺利|超额)*(?:完成|实现|达成|达标)' -%}
with members as (
    select * from {{ touched('int_reports_documents') }}
),

texts as (
    select * from {{ touched('stg_document_texts', 'document_key') }}
),

indicators as (
    select * from {{ touched('int_indicators_computed') }}
    where not is_repeated_statement
),

clauses as (
    select
        members.report_key,
        members.document_key,
        texts.text,
        {{ each_member(regexp_all(
            'texts.text',
            '[^，,。；;：:！？\\n\\t|]{0,24}' ~ all_of_them ~ named ~ done ~ '[^，,。；;：:！？\\n\\t|]{0,12}'
        )) }} as clause_text
    from members
    inner join texts on members.document_key = texts.document_key
    where members.role = 'main'
),

claims as (
    select
        *,
        instr(text, clause_text) - 1 as place_in_text,
        {{ regexp_found('clause_text', "'任务(已|按[时期]|如期)*(均|都|全部|全面)'") }} as is_of_tasks
    from clauses
    where
        not {{ regexp_found(
            'clause_text', "'除|其余|其他|未|不|尚|如果|若|确保|力争|保证|要求|争取|应|将|推动|促进|基本|多数|大部分|率|上年|去年|以前'"
        ) }}
    qualify row_number() over (partition by report_key order by instr(text, clause_text), document_key) = 1
),

-- A report on several projects may claim it of one of them.
contexts as (
    select
        report_key,
        min(coalesce(context_norm, '')) = max(coalesce(context_norm, '')) as is_one
    from indicators
    group by report_key
),

held_against as (
    select
        claims.*,
        indicators.indicator_fact_key,
        indicators.indicator_name,
        indicators.target_text,
        indicators.actual_text,
        indicators.target_value,
        indicators.actual_value,
        indicators.quote as indicator_quote,
        case
            when indicators.computed_status in ('partly_met', 'not_met') then 'fail'
            -- 6座 says not whether 5座 will do: points taken off say that they did not.
            when
                indicators.computed_status = 'unknown'
                and indicators.computed_completion_pct < 100
                and indicators.declared_score < indicators.weight
                then 'fail'
            when indicators.computed_status = 'met' then 'pass'
            else 'insufficient_data'
        end as outcome,
        indicators.computed_completion_pct,
        indicators.reading_order
    from claims
    inner join contexts on claims.report_key = contexts.report_key and contexts.is_one
    inner join indicators on claims.report_key = indicators.report_key
    where
        not {{ regexp_found('indicators.indicator_name', "'执行率|支付率|支出率|使用率|资金'") }}
        and not (
            claims.is_of_tasks
            and {{ regexp_found("coalesce(indicators.level1, '') || indicators.indicator_name", "'满意|效益|成本'") }}
        )
),

claim_vs_indicators as (
    select
        report_key,
        'claim_vs_indicators' as rule,
        'claim' as place,
        outcome,
        null as severity,
        'all is said to be done, but ' || indicator_name || ': target ' || coalesce(target_text, '') || ', actual '
        || coalesce(actual_text, '') as detail,
        {{ to_value('target_value') }} as expected_value,
        {{ to_value('actual_value') }} as stated_value,
        clause_text as quote_a,
        {{ clause('indicator_quote') }} as quote_b,
        document_key,
        cast(null as integer) as page,
        cast(place_in_text as integer) as char_start,
        cast(place_in_text + length(clause_text) as integer) as char_end,
        clause_text as quote
    from held_against
    qualify
        row_number() over (
            partition by report_key
            order by
                case outcome when 'fail' then 1 when 'pass' then 2 else 3 end,
                computed_completion_pct nulls last,
                reading_order,
                indicator_fact_key
        ) = 1
)

{{ told_where_failed('claim_vs_indicators') }}
