"""From a posting as told to a release with clean text and a parsed record."""
