"""Standing (kedudukan hukum): whether what a staff file says of a person means that he has left service."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from asn_kompetensi.domain.nama import kunci

# SIASN codes: who of these is still in service (leave, study, suspension and MPP are), and who has left, why.
_KODE_AKTIF: Final = frozenset({*range(1, 10), 11, 12, 13, 15, 16, 20, 51, 71})
_KODE_HENTI: Final = {
    52: "Tidak Aktif", 66: "Diberhentikan", 67: "Punah", 69: "TMS dari pengadaan", 70: "Pembatalan NIP",
    77: "Pemberhentian tanpa hak pensiun", 88: "Pemberhentian dengan hak pensiun",
    89: "Tidak aktif tetapi diusulkan pensiun", 98: "Mencapai BUP", 99: "Pensiun",
}  # fmt: skip
_PANJANG_MAKS: Final = 300  # a longer text is no standing
_KODE: Final = re.compile(r"0*([0-9]{1,3})(?:\.0+)?", re.ASCII)
# What is only coming, or only for a while, leaves a person in service.
_MASIH: Final = re.compile(
    r"\b(?:persiapan|pra|menjelang|jelang|mendekati|akan|calon|usul(?:an)?|diusulkan|proses|pengajuan|mengajukan|belum|"
    r"menunggu(?: sk)?)[ -]+(?:mencapai |memasuki |masa )*(?:pensiun(?:an)?|bup|berhenti|mengundurkan diri|pindah|"
    r"mutasi|pemberhentian(?: (?:dengan|tidak|tanpa|hormat|hak|pensiun|atas permintaan sendiri|aps|bup))*)\b"
    r"|\b(?:pemberhentian|(?:di)?berhenti(?:kan)?|(?:tidak |non[ -]?)aktif|dinonaktifkan)(?: [a-z]+){0,2} sementara\b"
)
_HENTI: Final = re.compile(
    r"\bpensiun(?:an)?\b|\bbup\b|\b(?:diberhentikan|pemberhentian)\b(?! dari jabatan)|\b(?:ber)?henti\b|\bptdh\b|\bpdh"
    r"|\baps\b|\bmeninggal|\bwafat\b|\btewas\b|\balm(?:arhum(?:ah)?)?\b|\b(?:tidak|tdk|non|in)[ -]?akti[fv]\b"
    r"|\binakti[fv]\b|\bpembatalan\b|\b(?:mengundurkan|pengunduran|undur) diri\b|\bmundur\b|\bdipecat\b|\bpunah\b"
    r"|\b(?:pindah|mutasi)(?: ke)? (?:instansi|keluar|luar)\b|^keluar\b|\bputus kontrak\b|\btidak diperpanjang\b"
    r"|\bkontrak (?:habis|berakhir|selesai)\b|\bhabis (?:masa )?kontrak\b|\bpemutusan hubungan\b"
)
_AKTIF: Final = re.compile(
    r"\baktif\b|\bcltn\b|\bcuti\b|\b(?:tugas|i[zj]in) belajar\b|\bmpp\b|\bbebas tugas\b|\bdipekerjakan\b|\bdp[kb]\b"
    r"|\bdiperbantukan\b|\bperbantuan\b|\btitipan\b|\bpenugasan\b|\bmagang\b|\buang tunggu\b|\bmenunggu tugas\b"
    r"|\bpejabat negara\b|\bkepala desa\b|\bprajurit wajib\b|\bwajib militer\b|\bpengungsi\b|\bbelum menerima sk\b"
    r"|\bpenurunan jabatan\b|\bskorsing\b|\b(?:pindah|mutasi) masuk\b"
    r"|^(?:pegawai|c?pns|p3k|pppk)(?: daerah| pusat| (?:paruh|penuh) waktu)*$"
)
# Words that take back, put off, or say of another what the rest seems to say; a number is a day that may yet come.
_BELUM_TENTU: Final = re.compile(
    r"\b(?:tidak|tdk|bukan|belum|blm|batal) (?:jadi |akan |mau |dapat |bisa |di)?"
    r"(?:pensiun|bup|berhenti|diberhentikan|meninggal|pindah|mutasi|mengundurkan|mundur|keluar|dipecat|wafat|tewas)"
    r"|\b(?:ditolak|dibatalkan|batal|ditunda|penundaan|ditangguhkan|dicabut|gagal|perpanjangan|diperpanjang|permohonan|"
    r"memohon|rencana|berencana|perkiraan|estimasi|tmt|usul(?:an)?|diusulkan|proses)\b(?<!tidak diperpanjang)"
    r"|\b(?:suami|istri|isteri|anak|ayah|ibu|bapak|orang ?tua|pasangan|mertua|keluarga|janda|duda)(?:nya)?\b|[0-9]"
)
_KODE_DI_DEPAN: Final = re.compile(rf"(?:{'|'.join(map(str, _KODE_HENTI))})(?: - | -|- | )(?=[a-z])")
# Why someone may have left as well as what he may still be in: it decides only where nothing else does.
_PERKARA: Final = re.compile(r"\bhukuman disiplin\b|\bhukdis\b|\bbanding\b|\bkeberatan\b")


@lru_cache(maxsize=1024)  # a file repeats the same few words
def baca_kedudukan(teks: str) -> bool:
    """Whether a standing in words means that the person has left service.

    Leave, study leave, suspension (`pemberhentian sementara`), MPP and what is only coming are still in service.
    Raises ValueError for words that say neither, or both, or that do not say it of this person today (`BUP 2030`).
    """
    isi = kunci(teks[:_PANJANG_MAKS])
    sisa = _MASIH.sub(" ", isi)
    henti = bool(_HENTI.search(sisa))
    # "tidak aktif" holds the word "aktif" too.
    aktif = bool(_AKTIF.search(_HENTI.sub(" ", sisa))) or (sisa != isi and not henti)
    if len(teks) > _PANJANG_MAKS or (henti == aktif and (henti or not _PERKARA.search(sisa))):
        sebab = "berarti aktif dan juga berhenti" if henti and aktif else "tidak dikenal"
        raise ValueError(f"kedudukan '{' '.join(teks.split())[:60]}' {sebab}")
    if henti and _BELUM_TENTU.search(_KODE_DI_DEPAN.sub("", sisa, count=1)):
        raise ValueError(f"kedudukan '{' '.join(teks.split())[:60]}' belum tentu berarti sudah berhenti")
    return henti


def baca_kode_kedudukan(kode: str) -> str | None:
    """What a SIASN code says of one who has left service (99 is `Pensiun`); None for one in service.

    Raises ValueError for a code that says neither.
    """
    cocok = _KODE.fullmatch(kode.strip("' "))
    nomor = int(cocok[1]) if cocok else 0
    if nomor not in _KODE_AKTIF and nomor not in _KODE_HENTI:
        raise ValueError(f"kode kedudukan '{kode[:20]}' tidak dikenal")
    return _KODE_HENTI.get(nomor)
