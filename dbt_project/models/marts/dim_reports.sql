{{ current_facts('int_reports_described') }}
