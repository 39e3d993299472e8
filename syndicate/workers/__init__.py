"""Reading and cleaning in processes of their own, so that a document costs itself.

No limit in Python can interrupt lxml, nh3 or a regular expression; only the kernel
can. So each document is worked on in a process whose wall clock and CPU are limited
anew for each document and whose memory is limited for good. `pool` is our end of the
line, `process` the other.
"""

from __future__ import annotations

from syndicate.workers.pool import Pool
from syndicate.workers.process import Died, Limits

__all__ = ["Died", "Limits", "Pool"]
