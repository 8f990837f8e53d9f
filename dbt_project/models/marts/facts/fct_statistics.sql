{{ current_facts('int_statistics_compared') }}
