"""From a release to what staff read in ten seconds."""
