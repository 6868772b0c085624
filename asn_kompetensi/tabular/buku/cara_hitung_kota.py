"""Sheet *Cara Hitung* of the city's workbook."""

from __future__ import annotations

from asn_kompetensi.domain.buku_kota import DataBukuKota
from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.tabular.buku import cara_hitung, gaya
from asn_kompetensi.tabular.buku.angka import koma
from asn_kompetensi.tabular.buku.gaya import Pena


def isi_cara_hitung(pena: Pena, data: DataBukuKota) -> None:
    """Definitions, policies, origin."""
    gaya.lebar_kolom(pena.lembar, list(cara_hitung.LEBAR))
    gaya.tata_cetak(pena.lembar, (data.instansi, f"Periode {data.periode}"), satu_halaman=True)
    pena.tulis(1, 1, "Cara Hitung", gaya.JUDUL)
    pena.lembar.row_dimensions[1].height = 24
    baris = cara_hitung.daftar(pena, 3, "Istilah", ("Istilah", "Arti"), _istilah(data))
    if data.kebijakan:
        kebijakan = [(k.kunci, k.nilai, k.dasar) for k in data.kebijakan]
        baris = cara_hitung.daftar(pena, baris, "Kebijakan yang berlaku", ("Kebijakan", "Nilai", "Dasar"), kebijakan)
    cara_hitung.daftar(pena, baris, "Asal data", ("Hal", "Keterangan"), _asal(data))


def _istilah(data: DataBukuKota) -> list[tuple[str, ...]]:
    rendah, sedang = (koma(b) for b in data.batas_kategori)
    return [
        *cara_hitung.istilah_umum(rendah, sedang),
        (
            "PNS mencapai target JP",
            "Bagian PNS yang jam pelajarannya setahun mencapai target; PPPK tidak mempunyai target.",
        ),
        (
            "Kelompok kecil",
            f"Angka perangkat daerah dengan kurang dari {data.kelompok_minimum} pegawai dinilai tidak ditampilkan: "
            "angka seperti itu menunjuk orang.",
        ),
    ]


def _asal(data: DataBukuKota) -> list[tuple[str, ...]]:
    rentang = f"{cetak_tanggal(data.periode_mulai)} sampai dengan {cetak_tanggal(data.periode_selesai)}"
    asal = [
        ("Instansi", data.instansi),
        ("Periode", f"{data.periode}: {rentang}"),
        ("Tanggal surat", cetak_tanggal(data.tanggal_surat)),
    ]
    if data.segel:
        asal.append(("Segel periode", data.segel))
    asal += [("Periode dibuka ulang", f"{alasan} (saksi: {saksi})") for alasan, saksi in data.dibuka_ulang]
    return [*asal, ("Dibuat dengan", f"asn_kompetensi {data.versi}")]
