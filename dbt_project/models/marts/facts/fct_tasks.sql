{{ current_facts('int_tasks_keyed', 'not facts.is_repeated_statement') }}
