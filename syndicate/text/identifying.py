"""The model that tells one language from another, loaded with this module.

It takes half a second and 73 MB, so nobody imports this before a text needs it.
"""

from __future__ import annotations

from py3langid.langid import MODEL_FILE, LanguageIdentifier

IDENTIFIER = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
