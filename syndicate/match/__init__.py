"""Which releases are one story, why, and which stories they form."""
