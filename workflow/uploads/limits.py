"""How much an uploaded file may be, and the refusal of one that may not be kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The greatest sizes. Only `max_bytes` is an office's choice; the others stop traps."""

    max_bytes: int = 20 * 1024**2
    max_pixels: int = 80_000_000
    max_entries: int = 2_000
    max_unpacked: int = 100 * 1024**2
    # XML packs up to some 1:50; a bomb 1:1000. Small files may pack as they like.
    max_ratio: int = 150
    ratio_from: int = 10 * 1024**2
    # Ten thousand links of a sheet; they are parsed, and parsing takes longer than looking.
    max_relations: int = 2 * 1024**2


class UploadError(Exception):
    """The file is refused; the text says why and what to do, in the user's language."""
