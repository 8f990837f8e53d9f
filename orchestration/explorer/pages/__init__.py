"""One module per page: what the address asks for, what a release says to it, and the template that shows it."""
