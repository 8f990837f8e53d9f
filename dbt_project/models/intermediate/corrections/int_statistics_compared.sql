{#- Quantities of prose, corrected. Which row restates which is told from the figures as printed. -#}
{{ corrected_rows('fct_statistics', 'int_statistics_extracted', 'int_corrections_matched') }}
