"""What a document is made of before a fact is read: outline, headings, captions, header rows and zones of tables.

Belongs here: what a passage, a table, a column is, and tables whose grid was lost put back into one. Does not belong here:
figures and their meaning.
"""
