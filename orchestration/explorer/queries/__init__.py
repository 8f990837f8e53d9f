"""What the pages ask of a release: SQL and the rows it gives. Nothing here knows of HTML."""
