{{ live_rows('findings') }}
