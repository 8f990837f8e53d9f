{#- Problems and measures, corrected. -#}
{{ corrected_rows('fct_findings', 'int_findings_extracted', 'int_corrections_matched') }}
