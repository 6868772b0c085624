"""What a letter says of the office that writes it."""

from __future__ import annotations

import re
from typing import Final

# The HR office itself: where it is registered under this code it stands in the letterhead, and answers come back to it.
KANTOR: Final = "BKPSDM"


def tempat_surat(instansi: str) -> str:
    """The place a letter is dated from: `Pemerintah Kota Sawahlunto` gives `Sawahlunto`."""
    return re.sub(r"^(pemerintah\s+)?(kota|kabupaten|provinsi)\s+", "", instansi, flags=re.IGNORECASE)
