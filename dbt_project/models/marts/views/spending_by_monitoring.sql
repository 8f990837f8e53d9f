{{ spending_by('monitoring') }}
