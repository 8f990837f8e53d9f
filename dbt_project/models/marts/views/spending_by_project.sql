{{ spending_by('project') }}
