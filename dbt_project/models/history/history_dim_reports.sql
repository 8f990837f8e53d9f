{{ config(alias='dim_reports') }}

{{ superseded_facts('int_reports_described') }}
