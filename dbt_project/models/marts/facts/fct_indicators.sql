{{ current_facts('int_indicators_computed', 'not facts.is_repeated_statement') }}
