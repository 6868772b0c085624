"""`asn dampak`: what training did."""

from __future__ import annotations

from asn_kompetensi.cli import dampak_layanan
from asn_kompetensi.cli.bahasa import Benda

app = Benda("Dampak pelatihan, pada pesertanya dan pada layanan kepada masyarakat.")
dampak_layanan.daftarkan(app)
