{{ spending_by('prior_year_change') }}
