{{ spending_by('source') }}
