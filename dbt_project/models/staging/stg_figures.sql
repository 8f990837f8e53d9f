{{ live_rows('figures') }}
