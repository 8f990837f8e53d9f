{{ live_rows('evidence') }}
