"""Text in, text out: repair, datelines, dates, addresses, tokens."""
