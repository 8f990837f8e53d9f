{{ config(alias='fct_report_totals') }}

{{ superseded_facts('int_report_totals_computed') }}
