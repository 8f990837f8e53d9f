{{ config(alias='fct_indicators') }}

{{ superseded_facts('int_indicators_computed', 'not facts.is_repeated_statement') }}
