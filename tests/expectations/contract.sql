-- The columns of the published contract that the gate looks at, for a warehouse built by hand.
create schema quality;
create table dim_districts (district_key varchar, district_name varchar);
create table dim_offices (office_key varchar, office_name varchar, district_key varchar);
create table dim_reports (
    report_key varchar, series_key varchar, is_current boolean, title varchar, office_key varchar,
    district_key varchar, year_key integer, document_key varchar, declared_amount_unit varchar
);
create table bridge_report_documents (report_key varchar, document_key varchar, role varchar);
create table fct_report_totals (
    report_totals_key varchar, report_key varchar, document_key varchar, char_start integer, char_end integer,
    quote varchar, approved_total_amount decimal(20, 2), adjusted_total_amount decimal(20, 2),
    executed_total_amount decimal(20, 2), declared_execution_rate_pct decimal(12, 4), declared_rate_basis varchar,
    self_score decimal(38, 10)
);
create table fct_spending (
    spending_key varchar, report_key varchar, document_key varchar, char_start integer, char_end integer,
    quote varchar, item_name varchar, breakdown varchar, approved_amount decimal(20, 2),
    adjusted_amount decimal(20, 2), executed_amount decimal(20, 2), unphased_amount decimal(20, 2),
    change_amount decimal(20, 2), declared_rate_pct decimal(12, 4)
);
create table fct_indicators (
    indicator_fact_key varchar, report_key varchar, document_key varchar, char_start integer, char_end integer,
    quote varchar, row_seq integer, part_seq integer, level1 varchar, indicator_name varchar, target_text varchar,
    target_value decimal(38, 10), actual_text varchar, actual_value decimal(38, 10), weight decimal(38, 10),
    declared_score decimal(38, 10), declared_completion_pct decimal(12, 4)
);
create table fct_scores (
    score_key varchar, report_key varchar, document_key varchar, char_start integer, char_end integer,
    quote varchar, component varchar, max_score decimal(38, 10), score decimal(38, 10),
    score_rate_pct decimal(12, 4)
);
create table fct_tasks (
    task_key varchar, report_key varchar, document_key varchar, char_start integer, char_end integer,
    quote varchar, task_name varchar, task_stage varchar
);
create table fct_findings (
    finding_key varchar, report_key varchar, document_key varchar, char_start integer, char_end integer,
    quote varchar, finding_kind varchar, finding_text varchar
);
create table fct_statistics (
    statistic_key varchar, report_key varchar, document_key varchar, char_start integer, char_end integer,
    quote varchar, subject varchar, value decimal(38, 10), value_text varchar, unit varchar
);
create table fct_evidence (
    fact_table varchar, fact_key varchar, column_name varchar, document_key varchar, char_start integer,
    char_end integer, quote varchar
);
create table quality.documents (
    document_key varchar, source_path varchar, change varchar, outcome varchar, reason varchar
);
create table quality.document_texts (document_key varchar, text varchar);
create table quality.printed_numbers (
    document_key varchar, char_start integer, char_end integer, printed varchar, claimed_by varchar
);
