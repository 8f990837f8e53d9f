{{ current_facts('int_contradictions_found') }}
