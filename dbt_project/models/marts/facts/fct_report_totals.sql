{{ current_facts('int_report_totals_computed') }}
