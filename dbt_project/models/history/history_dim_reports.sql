{{ config(alias='dim_reports', materialized='table') }}

{{ superseded_facts('int_reports_described') }}
