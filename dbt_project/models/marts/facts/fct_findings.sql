{{ current_facts('int_findings_keyed', 'not facts.is_repeated_statement') }}
