{{ spending_by('task') }}
