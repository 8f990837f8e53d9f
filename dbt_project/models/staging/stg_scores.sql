{{ live_rows('scores') }}
