"""From an edition to files. The output folders are written here."""
