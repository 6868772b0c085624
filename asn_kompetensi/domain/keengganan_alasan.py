"""The cause that a reason names in people's own words; where it names none for certain, nobody has asked yet."""

from __future__ import annotations

import re
from typing import Final

from asn_kompetensi.domain.keengganan import BELUM_DITANYA, SEBAB, TIDAK_DIHITUNG, baca_pilihan
from asn_kompetensi.domain.nama import kunci

_TIDAK: Final = r"(?:tidak|tdk|tak|belum|blm|gak|ga|nggak|enggak)"
_ATASAN: Final = (
    r"(?:atasan|pimpinan|kepala|kadis|kadin|kaban|kabid|kabag|kasubag|kasi|camat|lurah|sekretaris|kepsek|direktur|"
    r"opd|instansi|kantor|perangkat daerah)"
)
_KERABAT: Final = r"(?:anak|istri|isteri|suami|orang tua|orangtua|mertua|keluarga|kakak|adik|cucu|nenek|kakek)(?:nya)?"
_ORANG_LAIN: Final = rf"(?:{_KERABAT}|(?:ibu|ayah|bapak)(?:nya)?)"
_DILEPAS: Final = r"(?:dilepas\w*|di ?i[zj]ink?an|dibolehkan|diperbolehkan|diperkenankan|disetujui)"
_MELEPAS: Final = r"(?:mengi[zj]inkan|melepas\w*|membolehkan|memperbolehkan|menyetujui|setuju|memberi(?:kan)? i[zj]in)"
_OLEH: Final = "(?:dari |oleh )?"
_TAKUT: Final = "(?:takut|khawatir|kuatir|cemas)"
_TUGAS: Final = r"(?:tugas|pekerjaan|kerjaan)"

# Tried in this order; what one has matched no later one sees. "" is what only looks like a cause.
_POLA: Final = tuple(
    (sebab, re.compile(rf"\b(?:{pola})\b"))
    for sebab, pola in (
        ("", r"rumah sakit|sakit hati|(?:atasan|pimpinan) (?:\w+ )?sakit"),
        ("keluarga", rf"{_ORANG_LAIN} (?:\w+ ){{0,2}}(?:sakit|dirawat|opname|dioperasi|meninggal|melahirkan)"),
        ("keluarga", rf"{_TIDAK} {_DILEPAS} {_OLEH}{_KERABAT}|{_KERABAT} {_TIDAK} {_MELEPAS}"),
        ("sakit", rf"{_TIDAK} {_DILEPAS} {_OLEH}dokter|dilarang {_OLEH}dokter"),
        ("tidak_dilepas", rf"{_TIDAK} (?:\w+ )?{_DILEPAS}(?: {_OLEH}{_ATASAN})?"),
        ("tidak_dilepas", rf"{_ATASAN} (?:\w+ ){{0,2}}{_TIDAK} (?:\w+ )?{_MELEPAS}"),
        ("tidak_dilepas", rf"(?:{_TIDAK}|tanpa|menunggu) (?:\w+ ){{0,2}}(?:i[zj]in|persetujuan) {_OLEH}{_ATASAN}"),
        ("tidak_dilepas", rf"(?:dilarang|ditahan) {_OLEH}{_ATASAN}"),
        ("sakit", rf"(?:{_TIDAK}|kurang) (?:enak badan|sehat|fit)|(?:alasan|kondisi|gangguan|masalah) kesehatan"),
        ("sakit", r"sakit|demam|opname|dirawat|rawat inap|rawat jalan|dioperasi|berobat|hamil|melahirkan|bersalin"),
        ("beban_tugas", rf"beban (?:{_TUGAS}|kerja)|(?:banyak|tumpukan) {_TUGAS}|sibuk|kesibukan"),
        ("beban_tugas", rf"{_TUGAS} (?:\w+ )?(?:banyak|menumpuk|padat|mendesak)"),
        ("beban_tugas", rf"{_TIDAK} (?:bisa|dapat) (?:meninggalkan|tinggalkan) (?:{_TUGAS}|pelayanan|kantor)"),
        ("dinas", r"(?:dinas|tugas) luar|perjalanan dinas|(?:tugas|penugasan|urusan|keperluan|sedang|ada) dinas|dl"),
        ("dinas", rf"surat tugas|ditugaskan|ditugasi|(?:penugasan|tugas) (?:dari )?{_ATASAN}"),
        ("takut_mutasi", rf"{_TAKUT} (?:akan )?(?:mutasi|dimutasi\w*|pindah|dipindah\w*|digeser)"),
        ("kurang_percaya_diri", rf"(?:kurang|{_TIDAK}) (?:percaya diri|pede|pd|siap|mampu)|minder|malu|gaptek"),
        ("kurang_percaya_diri", rf"{_TAKUT} (?:gagal|ujian|tes|{_TIDAK} (?:bisa|mampu|lulus))"),
        ("tidak_relevan", rf"(?:{_TIDAK}|kurang|bukan) (?:relevan|sesuai|bermanfaat|berguna|perlu|penting|bidang\w*)"),
        ("biaya", rf"(?:(?:{_TIDAK} ada|tanpa|kurang) )?(?:biaya|anggaran|dana|ongkos)"),
        ("jarak", rf"jarak|jauh|(?:{_TIDAK} ada )?(?:kendaraan|transportasi|angkutan)"),
        ("keluarga", rf"{_KERABAT}|pernikahan"),
    )
)
_BANTAHAN: Final = re.compile(
    rf"\b(?:bukan|tanpa|{_TIDAK})(?: (?:karena|sebab|alasan|sedang|lagi|soal|masalah|merasa|ada|pernah))? *$"
)
_KATA_UTUH: Final = {
    "dinas": "dinas",
    "lain": "lainnya",
    "lain-lain": "lainnya",
    "belum ditanyakan": BELUM_DITANYA,
    **{kunci(label): sebab for sebab, label in SEBAB.items()},
    **{kunci(sebab): sebab for sebab in SEBAB},
}


def sebab_dari_alasan(alasan: str | None) -> str:
    """The cause a free text names, `belum_ditanya` where it names none or several.

    A cause that is denied (`bukan karena sakit`) is not named; of several that never count the first stands.
    """
    if utuh := _KATA_UTUH.get(kunci(alasan or "")):
        return utuh
    tersebut = _tersebut(alasan or "")
    if len(set(tersebut)) == 1 or (tersebut and all(satu in TIDAK_DIHITUNG for satu in tersebut)):
        return tersebut[0]
    return BELUM_DITANYA


def _tersebut(alasan: str) -> list[str]:
    """Every cause named, in the order of the text."""
    teks = " ".join(re.findall(r"\w+", kunci(alasan)))
    sisa = teks
    temuan: list[tuple[int, str]] = []
    for sebab, pola in _POLA:
        for cocok in pola.finditer(sisa):
            if sebab and not _BANTAHAN.search(teks[: cocok.start()]):
                temuan.append((cocok.start(), sebab))
        sisa = pola.sub(lambda cocok: "#" * len(cocok[0]), sisa)
    return [sebab for _, sebab in sorted(temuan)]


def baca_sebab(teks: str) -> str:
    """A cause typed as code, label or in people's own words. Raises ValueError naming the choices."""
    sebab = sebab_dari_alasan(teks)
    if sebab == BELUM_DITANYA and kunci(teks) not in _KATA_UTUH:
        return baca_pilihan(teks, "sebab", SEBAB)
    return sebab
