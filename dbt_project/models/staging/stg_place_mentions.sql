{{ live_rows('place_mentions') }}
