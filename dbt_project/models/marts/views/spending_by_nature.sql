{{ spending_by('nature') }}
