-- An auditor's worklist: each place where a report disagrees, with its office and what the rule says.
select
    contradictions.contradiction_key,
    contradictions.report_key,
    contradictions.office_key,
    reports.office_name,
    contradictions.year_key,
    reports.district_name,
    contradictions.rule,
    rules.title_en,
    rules.title_zh,
    contradictions.severity,
    contradictions.detail,
    contradictions.expected_value,
    contradictions.stated_value,
    contradictions.quote_a,
    contradictions.quote_b,
    rules.explanation_en,
    rules.explanation_zh,
    contradictions.document_key,
    contradictions.page
from {{ ref('fct_contradictions') }} as contradictions
left join {{ ref('report_overview') }} as reports on contradictions.report_key = reports.report_key
left join {{ ref('dim_rules') }} as rules on contradictions.rule = rules.rule
