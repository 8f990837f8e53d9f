{{ spending_by('function') }}
