{{ config(alias='fct_statistics') }}

{{ superseded_facts('int_statistics_compared') }}
