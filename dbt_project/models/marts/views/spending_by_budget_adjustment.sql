{{ spending_by('budget_adjustment') }}
