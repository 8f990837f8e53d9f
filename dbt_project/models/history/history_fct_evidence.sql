{{ config(alias='fct_evidence') }}

{{ superseded_facts('int_evidence_linked') }}
