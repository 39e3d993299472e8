"""Letters as files, to be looked at before anything is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from syndicate.publish.write import Batch


class Letter(Protocol):
    """What is laid: a message for a recipient."""

    @property
    def recipient(self) -> str:
        """Whom it is for."""
        ...

    @property
    def content(self) -> bytes:
        """The message."""
        ...


def lay_letters(letters: Iterable[Letter], folder: Path) -> list[Path]:
    """Write each letter into `letters/` under the staff's folder; says where.

    Raises:
        CannotCreate, InputOutputError.
    """
    laid = []
    with Batch(folder) as batch:
        for letter in letters:
            # No address in a file's name: it could name another folder.
            name = hashlib.sha256(letter.recipient.encode()).hexdigest()[:10]
            path = f"letters/{name}.eml"
            batch.stage(path, letter.content)
            laid.append(folder / path)
        batch.commit()
    return laid
