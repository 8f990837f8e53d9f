{{ current_facts('int_report_checks_assessed') }}
