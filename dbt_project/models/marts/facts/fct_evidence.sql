{{ current_facts('int_evidence_linked') }}
