{#- Arithmetic and structural identities that hold whatever reports say. -#}
{%- set phases = ['approved', 'adjusted', 'executed'] -%}
with totals as (
    select * from {{ ref('fct_report_totals') }}
),

spending as (
    select * from {{ ref('fct_spending') }}
),

parts as (
    select
        {%- for phase in phases %}
        sum({{ phase }}_amount) filter (where is_{{ phase }}_part) as {{ phase }}_sum,
        count(*) filter (where is_{{ phase }}_part) as {{ phase }}_count,
        {%- endfor %}
        report_key
    from spending
    group by report_key
),

indicators as (
    select * from {{ ref('fct_indicators') }}
),

reports as (
    select * from {{ ref('dim_reports') }}
),

checks as (
    select * from {{ ref('fct_report_checks') }}
),

contradictions as (
    select * from {{ ref('fct_contradictions') }}
),

rules as (
    select * from {{ ref('rules') }}
),

evidence as (
    select * from {{ ref('fct_evidence') }}
)

select
    'computed_execution_rate_pct = executed ÷ adjusted' as identity,
    report_totals_key as bearer
from totals
where
    abs(
        cast(computed_execution_rate_pct as double) * cast(adjusted_total_amount as double) / 100
        - cast(executed_total_amount as double)
    ) > 0.0001 * abs(cast(adjusted_total_amount as double))

union all

select
    'computed_rate_pct is NULL for a budget of 0' as identity,
    spending_key as bearer
from spending
where adjusted_amount = 0 and computed_rate_pct is not null

union all
{% for phase in phases %}
select
    'computed_{{ phase }}_total_amount is the sum of its parts' as identity,
    totals.report_totals_key as bearer
from totals
left join parts on totals.report_key = parts.report_key
where
    totals.computed_{{ phase }}_total_amount is distinct from parts.{{ phase }}_sum
    or parts.{{ phase }}_count = 1

union all
{% endfor %}
select
    'a restatement has the row it restates' as identity,
    restated.spending_key as bearer
from spending as restated
where
    restated.is_restatement
    and not exists (
        select 1
        from spending as fuller
        where
            fuller.report_key = restated.report_key
            and fuller.spending_key <> restated.spending_key
            and (restated.executed_amount is null or fuller.executed_amount = restated.executed_amount)
            and (restated.adjusted_amount is null or fuller.adjusted_amount = restated.adjusted_amount)
    )

union all

select
    'recomputed_score is between 0 and the weight' as identity,
    indicator_fact_key as bearer
from indicators
where recomputed_score < 0 or recomputed_score > weight

union all

select
    'one current version per series' as identity,
    series_key as bearer
from reports
group by series_key
having count(*) <> 1

union all

select
    'one row of totals per current report' as identity,
    reports.report_key as bearer
from reports
left join totals on reports.report_key = totals.report_key
where totals.report_key is null

union all

select
    'every rule on every report' as identity,
    reports.report_key as bearer
from reports
left join checks on reports.report_key = checks.report_key
group by reports.report_key
having count(checks.rule) <> (select count(*) from rules)

union all

select
    'a failed check has its contradictions' as identity,
    checks.report_check_key as bearer
from checks
left join contradictions on checks.report_key = contradictions.report_key and checks.rule = contradictions.rule
where (checks.outcome = 'fail') <> (contradictions.rule is not null)

union all

select
    'evidence lies within a published fact' as identity,
    evidence.fact_key as bearer
from evidence
where
    evidence.fact_table = 'fct_spending'
    and evidence.fact_key not in (select spending_key from spending)
