{{ current_facts('int_scores_keyed', 'not facts.is_repeated_statement') }}
