{#- Indicators, corrected: completion, status and score are computed from these. -#}
{{ corrected_rows('fct_indicators', 'int_indicators_stated', 'int_corrections_matched') }}
