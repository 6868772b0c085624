"""Making letters to agencies ready: who gets one, who cannot, and the ledger of those that are ready."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.domain.kirim import Kiriman, alamat_tunggal
from asn_kompetensi.domain.surat import KANTOR
from asn_kompetensi.services import gap, keadaan, laporan
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.store import penyaluran
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.kenali import tolak_gabungan
from asn_kompetensi.store.queries import kirim as sql

TIBA = ("terkirim", "mungkin_terkirim")  # what an agency may have in its hands
_LEWAT = ("siap", "batal", "ditolak")


@dataclass(frozen=True, slots=True)
class Calon:
    """An agency with people in the period. `halangan` and `saran` say why it gets no letter now ("" when it does).

    `lama` is the letter it already got or is getting, `alamat` one plain address unless there is a hindrance.
    """

    opd_id: int
    data: DataBukuOpd
    alamat: str | None
    halangan: str
    saran: str
    lama: Kiriman | None

    @property
    def di_jalan(self) -> bool:
        """Whether a letter is on its way, or may be: another would make two."""
        return self.lama is not None and self.lama.status in ("mengirim", "mungkin_terkirim")


@dataclass(frozen=True, slots=True)
class Persiapan:
    """Everything letters of a period are made of. `batas` is the day until which answers are asked for.

    `kode` are all agencies of the period, so that a file is called the same whoever else is asked for.
    """

    periode_id: int
    periode: str
    kode: tuple[str, ...]
    batas: date
    surel_kantor: str | None
    calon: tuple[Calon, ...]


@dataclass(frozen=True, slots=True)
class Siap:
    """A letter whose files lie in the folder: names and fingerprints (sha256)."""

    calon: Calon
    berkas: str
    sidik: str
    sidik_isi: str
    sidik_surat: str
    pesan: str
    bersandi: bool


def siapkan(
    d: Pintu,
    periode: str,
    *,
    opd: Sequence[str] = (),
    tanggal_surat: date | None = None,
    batas: date | None = None,
    versi: str = "",
) -> Persiapan:
    """The agencies of a period (all with people, or those named), with their workbooks' data and addresses.

    Without `batas` answers are asked for `kebijakan batas_jawab_laporan` days after the letter's date. Raises
    `TidakDitemukan` for an unknown period or agency, `DataDitolak` for a `batas` before the letter, `Bentrok` for a
    united file, whose ledger of letters cannot be written.
    """
    tolak_gabungan(d.kon, d.lokasi)
    ini = gap.cari_periode(d, periode)
    surat = tanggal_surat or ini[3]
    if batas is not None and batas < surat:
        raise DataDitolak("--batas lebih awal daripada tanggal surat", f"Pilih hari sesudah {surat.isoformat()}.")
    nomor = {kode: satu for satu, kode, _ in keadaan.opd(d, ini[0], ini[3].isoformat())}
    dipilih = {opd_kamus(d).wajib(satu).id for satu in opd}
    satu_saja = opd[0] if len(opd) == 1 else None
    semua = laporan.siapkan(d, periode, opd=satu_saja, tanggal_surat=tanggal_surat, versi=versi)
    milik = [(nomor[satu.opd], satu) for satu in semua if not dipilih or nomor[satu.opd] in dipilih]
    ada = {baris[0]: baris for baris in sql.alamat(d.kon)}
    kembar = Counter(baris[2].strip().casefold() for baris in ada.values() if baris[2] and not baris[3])
    lama = {satu.opd_id: satu for satu in sql.daftar(d.kon, periode_id=ini[0]) if satu.status != "batal"}
    hari = int(keadaan.angka_pada(d, "batas_jawab_laporan", surat.isoformat()))
    return Persiapan(
        periode_id=ini[0],
        periode=ini[1],
        kode=tuple(nomor),
        batas=batas or surat + timedelta(days=hari),
        surel_kantor=next((baris[2] for baris in ada.values() if baris[1] == KANTOR), None),
        calon=tuple(_calon(satu, nomor_opd, ada[nomor_opd], kembar, lama.get(nomor_opd)) for nomor_opd, satu in milik),
    )


def _calon(
    data: DataBukuOpd,
    opd_id: int,
    baris: tuple[int, str, str | None, str | None],
    kembar: Mapping[str, int],
    lama: Kiriman | None,
) -> Calon:
    _, kode, surel, penerus = baris
    halangan, saran = _halangan_alamat(kode, surel, penerus, kembar)
    if lama is not None and lama.status == "mengirim":
        halangan = "suratnya sedang dikirim"
        pastikan = f"asn kirim jalankan --periode {lama.periode} --pastikan {kode}=terkirim|belum"
        saran = f"Tunggu, lalu ulangi; bila prosesnya sudah mati: {pastikan}"
    elif lama is not None and lama.status == "mungkin_terkirim":
        halangan = "pengiriman yang lalu terputus; suratnya mungkin sudah sampai"
        saran = f"Tanyakan, lalu: asn kirim jalankan --periode {lama.periode} --pastikan {kode}=terkirim|belum"
    return Calon(opd_id, data, None if halangan else surel, halangan, saran, lama)


def halangan_alamat(d: Pintu, opd_id: int) -> tuple[str, str]:
    """Why an agency can be sent nothing now, and what to type; both "" when it can."""
    semua = sql.alamat(d.kon)
    kembar = Counter(baris[2].strip().casefold() for baris in semua if baris[2] and not baris[3])
    _, kode, surel, penerus = next(baris for baris in semua if baris[0] == opd_id)
    return _halangan_alamat(kode, surel, penerus, kembar)


def _halangan_alamat(kode: str, surel: str | None, penerus: str | None, kembar: Mapping[str, int]) -> tuple[str, str]:
    ganti = f"asn opd ubah {kode} --surel ALAMAT"
    if penerus:
        return f"sudah digabung ke {penerus}", f"Serahkan sendiri berkasnya: asn laporan opd {kode}"
    if not surel:
        return "belum punya alamat surel", ganti
    try:
        alamat_tunggal(surel)
    except ValueError as salah:
        return f"alamatnya {salah}", ganti
    if kembar[surel.strip().casefold()] > 1:
        return "alamatnya juga alamat perangkat daerah lain", f"{ganti}   (satu alamat untuk satu perangkat daerah)"
    return "", ""


def sudah_terkirim(calon: Calon) -> bool:
    """Whether the agency has its letter of this period."""
    return calon.lama is not None and calon.lama.status == "terkirim"


def simpan(
    d: PintuTulis, persiapan: Persiapan, siap: Sequence[Siap], tinggal: Sequence[Calon] = (), *, petugas: str
) -> None:
    """Put letters whose files lie in the folder into the ledger, and their files into the processing log.

    `tinggal` can get none now: a letter of theirs that was ready before is ready no more.

    A letter that is ready already just like this stays. Raises `Bentrok` when an address or a letter changed since
    `persiapan` was read.
    """
    waktu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    kini = {satu.opd_id: satu for satu in sql.daftar(d.kon, periode_id=persiapan.periode_id) if satu.status != "batal"}
    alamat = {baris[0]: baris[2] for baris in sql.alamat(d.kon)}
    for calon in tinggal:
        if calon.lama is not None:
            sql.ubah(d.kon, calon.lama.id, dari=("siap",), status="batal")
    for satu in siap:
        calon, ada = satu.calon, kini.get(satu.calon.opd_id)
        disusul = ada != calon.lama and (ada is None or ada.status not in _LEWAT)
        if disusul or alamat.get(calon.opd_id) != calon.alamat:
            raise Bentrok(
                f"alamat atau surat {calon.data.opd} berubah selagi disiapkan; tidak ada yang dicatat",
                "Ulangi perintah ini dengan --timpa.",
            )
        if ada is not None and ada.status == "siap" and _sama(ada, satu, persiapan.batas):
            continue
        _catat(d, persiapan, satu, waktu, petugas)


def _sama(ada: Kiriman, satu: Siap, batas: date) -> bool:
    dulu = (ada.alamat, ada.berkas, ada.sidik, ada.sidik_surat, ada.pesan, ada.batas)
    return dulu == (satu.calon.alamat, satu.berkas, satu.sidik, satu.sidik_surat, satu.pesan, batas)


def _catat(d: PintuTulis, persiapan: Persiapan, satu: Siap, waktu: str, petugas: str) -> None:
    calon = satu.calon
    umum = {"periode_id": persiapan.periode_id, "opd_id": calon.opd_id, "berkas": satu.berkas, "sidik": satu.sidik}
    surat = {
        "alamat": calon.alamat,
        "sidik_isi": satu.sidik_isi,
        "sidik_surat": satu.sidik_surat,
        "pesan": satu.pesan,
        "bersandi": int(satu.bersandi),
        "orang": len(calon.data.orang),
        "disiapkan": waktu,
        "batas": persiapan.batas.isoformat(),
    }
    sql.tambah(d.kon, {**umum, **surat})
    orang = sql.orang(d.kon, persiapan.periode_id, calon.opd_id, calon.data.periode_selesai.isoformat())
    log = penyaluran.Salinan(
        waktu, petugas, "kirim siapkan", "surat ke perangkat daerah", orang, max(len(calon.data.orang), len(orang)),
        opd_id=calon.opd_id, periode_id=persiapan.periode_id, berkas=satu.berkas, sidik=satu.sidik,
    )  # fmt: skip
    penyaluran.catat_di(d.kon, log)


def catat_jawaban(d: PintuTulis, opd_id: int, periode_id: int, tanggal: date) -> bool:
    """Note that an agency answered the letter of a period on a day; False when none is known to have reached it.

    The first answer counts: a later one changes nothing.
    """
    surat = [s for s in sql.daftar(d.kon, periode_id=periode_id, opd=[opd_id]) if s.status in TIBA]
    if not surat:
        return False
    if surat[-1].dijawab is None:
        sql.ubah(d.kon, surat[-1].id, dari=TIBA, dijawab=tanggal.isoformat())
    return True
