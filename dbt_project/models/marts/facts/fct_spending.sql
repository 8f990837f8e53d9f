{{ current_facts('int_spending_items_divided') }}
