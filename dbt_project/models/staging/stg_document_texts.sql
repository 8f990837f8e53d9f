{{ live_rows('document_texts') }}
