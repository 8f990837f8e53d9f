"""File formats: blocks → bytes. One module per format; nothing here knows what a report means."""
