{{ live_rows('statistics') }}
