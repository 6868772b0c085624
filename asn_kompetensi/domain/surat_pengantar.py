"""The covering letter of a workbook: its words, made from the figures of one agency and of no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.tanggal import cetak_tanggal

SIFAT = "Penting"


@dataclass(frozen=True, slots=True)
class SuratPengantar:
    """A letter in the order in which it is read. `penanda_tangan` is the office, then who signs for it."""

    kop: tuple[str, ...]
    tempat_tanggal: str
    nomor: str
    sifat: str
    lampiran: str
    hal: str
    kepada: tuple[str, ...]
    pembuka: str
    isi: tuple[str, ...]
    angka: tuple[tuple[str, str], ...]
    penutup: tuple[str, ...]
    penanda_tangan: tuple[str, ...]


def susun_surat(
    data: DataBukuOpd, *, batas: date, nomor: str, berkas: str, bersandi: bool, penanda: tuple[str, ...] = ()
) -> SuratPengantar:
    """The letter that goes with a workbook called `berkas`; answers are asked for until `batas`.

    `penanda` are the lines of who signs, below the office; none: room to write them in.
    """
    sandi = " Berkas itu bersandi; sandinya disampaikan terpisah dari surat ini." if bersandi else ""
    return SuratPengantar(
        kop=data.kepala_surat or (data.instansi.upper(),),
        tempat_tanggal=f"{data.tempat}, {cetak_tanggal(data.tanggal_surat)}".removeprefix(", "),
        nomor=nomor,
        sifat=SIFAT,
        lampiran=f"1 (satu) berkas: {berkas}",
        hal=f"Laporan Kesenjangan Kompetensi Pegawai Periode {data.periode}",
        kepada=("Yth.", f"Kepala {data.nama_opd}", "di tempat"),
        pembuka="Dengan hormat,",
        isi=(
            f"Bersama ini kami sampaikan laporan kesenjangan kompetensi pegawai {data.nama_opd} untuk periode "
            f"{data.periode} ({cetak_tanggal(data.periode_mulai)} sampai dengan {cetak_tanggal(data.periode_selesai)}"
            "), dengan ringkasan sebagai berikut:",
        ),
        angka=_angka(data),
        penutup=(
            f"Rincian setiap pegawai terdapat pada lampiran.{sandi}",
            "Mohon kiranya Bapak/Ibu memeriksa data tersebut. Perbaikan, bila ada, diisikan pada lembar Koreksi di "
            f"dalam berkas itu, lalu berkasnya dikirim kembali paling lambat {cetak_tanggal(batas)}. Apabila sampai "
            "tanggal itu tidak ada perbaikan, data kami anggap sudah sesuai.",
            "Lampiran memuat data pribadi pegawai; mohon digunakan untuk keperluan pembinaan pegawai saja dan tidak "
            "diteruskan kepada pihak lain.",
            "Demikian disampaikan. Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih.",
        ),
        penanda_tangan=(data.penanda_tangan[0], *penanda) if penanda else data.penanda_tangan,
    )


def _angka(data: DataBukuOpd) -> tuple[tuple[str, str], ...]:
    orang = len(data.orang)
    dinilai, di_bawah = (data.ringkas.get(nama) for nama in ("orang_dinilai", "orang_di_bawah"))
    baris = [("Jumlah pegawai", f"{orang} orang")]
    if isinstance(dinilai, int):
        baris.append(("Sudah dinilai", f"{dinilai} orang"))
    if isinstance(di_bawah, int) and dinilai:
        baris.append(("Belum memenuhi standar sedikitnya dalam satu kompetensi", f"{di_bawah} orang"))
    terbanyak = max(data.kompetensi, key=lambda k: k.di_bawah, default=None)
    if terbanyak is not None and terbanyak.di_bawah:
        baris.append(
            ("Kompetensi yang paling banyak di bawah standar", f"{terbanyak.nama} ({terbanyak.di_bawah} orang)")
        )
    jpm = data.ringkas.get("jpm")
    if isinstance(jpm, Decimal):
        baris.append(("Kecocokan jabatan (JPM)", f"{jpm:.2f}".replace(".", ",") + " persen"))
    return tuple(baris)
