{{ config(alias='fct_contradictions') }}

{{ superseded_facts('int_contradictions_found') }}
