{{ config(alias='fct_report_checks') }}

{{ superseded_facts('int_report_checks_assessed') }}
