{{ spending_by('total') }}
