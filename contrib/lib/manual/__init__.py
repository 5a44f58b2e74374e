"""Makes the man pages, completions and the page about the bus; contrib/generate runs it."""
