{{ spending_by('fund') }}
