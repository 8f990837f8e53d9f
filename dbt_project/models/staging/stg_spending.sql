{{ live_rows('spending') }}
