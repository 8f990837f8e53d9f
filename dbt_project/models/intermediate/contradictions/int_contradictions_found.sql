{#- The failed places of every rule, as published: each with its key, which is of the claim and the facts it rests on. -#}
with places as (
    select * from {{ touched('int_contradictions_assessed') }}
),

rules as (
    select * from {{ ref('rules') }}
),

reports as (
    select * from {{ touched('int_reports_described') }}
)

select
    {{ fingerprint(['reports.series_key', "'contradictions'", 'places.rule', 'places.place']) }} as contradiction_key,
    places.report_key,
    reports.is_current,
    reports.office_key,
    reports.district_key,
    reports.year_key,
    places.rule,
    coalesce(places.severity, rules.severity) as severity,
    places.detail,
    places.expected_value,
    places.stated_value,
    places.quote_a,
    places.quote_b,
    places.other_report_key,
    places.document_key,
    places.page,
    places.char_start,
    places.char_end,
    places.quote,
    'rule_' || places.rule as extraction_rule
from places
inner join rules on places.rule = rules.rule
inner join reports on places.report_key = reports.report_key
where places.outcome = 'fail'
