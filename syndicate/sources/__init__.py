"""Source kinds: what to ask for, and what an answer says. No input or output here."""
