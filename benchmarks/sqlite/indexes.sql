-- What a person would index beside the keys: the columns that questions filter by.
create index fct_spending_breakdown on fct_spending (breakdown);
create index fct_indicators_status on fct_indicators (computed_status);
create index fct_contradictions_severity on fct_contradictions (severity);
create index fct_findings_kind on fct_findings (finding_kind);
create index fct_statistics_unit on fct_statistics (unit);
create index quality.documents_outcome on documents (outcome);
create index report_overview_kind on report_overview (subject_kind);
create index report_overview_peers on report_overview (province_code, year_key, office_type);
