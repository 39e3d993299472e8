"""The public site: a page for each story, and the lists that lead to them."""

from __future__ import annotations

from syndicate.publish.site.catalogue import Catalogue
from syndicate.publish.site.frame import Site
from syndicate.publish.site.write import write_site

__all__ = ["Catalogue", "Site", "write_site"]
