{{ spending_by('three_public') }}
