{{ live_rows('headers') }}
