{{ config(alias='fct_spending') }}

{{ superseded_facts('int_spending_items_divided') }}
