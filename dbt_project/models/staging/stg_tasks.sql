{{ live_rows('tasks') }}
