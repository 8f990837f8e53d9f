{{ live_rows('indicators') }}
