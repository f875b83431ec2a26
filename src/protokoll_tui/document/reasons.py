"""Why the system would not do what was asked of a file, in Swedish."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "filen eller mappen finns inte",
    errno.ENOTDIR: "filen eller mappen finns inte",
    errno.EISDIR: "det är en mapp",
    errno.EACCES: "du har inte rätt till det",
    errno.EPERM: "du har inte rätt till det",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ENOSPC: "disken är full",
    errno.EROFS: "disken är skrivskyddad",
}


def reason_of(error: OSError) -> str:
    """Return the reason in words that end a sentence. The system's own are in its language, not in ours."""
    return _REASONS.get(error.errno or 0, "disken eller nätverket svarar inte")
