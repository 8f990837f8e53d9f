{#- Statements of annual tasks, corrected. -#}
{{ corrected_rows('fct_tasks', 'int_tasks_extracted', 'int_corrections_matched') }}
