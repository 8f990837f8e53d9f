{{ spending_by('economic') }}
