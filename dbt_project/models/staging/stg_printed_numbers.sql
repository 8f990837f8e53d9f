{{ live_rows('printed_numbers') }}
