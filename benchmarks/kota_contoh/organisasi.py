"""The 40 agencies and units of the sample city, with the spellings under which files name them."""

from __future__ import annotations

from dataclasses import dataclass

PEMKO = "PEMERINTAH KOTA SAWAHLUNTO"


@dataclass(frozen=True, slots=True)
class Opd:
    """One agency or unit; `bentuk` decides its posts, `jumlah` how many people it has."""

    kode: str
    nama: str
    singkatan: str
    alias: tuple[str, ...]
    induk: str
    bentuk: str
    jumlah: int
    bidang: tuple[str, ...] = ()

    @property
    def surel(self) -> str:
        """An address in the domain reserved for examples."""
        return f"kadis.{self.kode.lower()}@contoh.invalid"


# code; name; short name; aliases; form; people; divisions below the head
_PERANGKAT = """
SETDA;Sekretariat Daerah;Setda;Setdako|Bagian Prokopim Setdako|Sekretariat Daerah Kota;setda;20;\
Bagian Organisasi|Bagian Pemerintahan|Bagian Umum
SETWAN;Sekretariat DPRD;Setwan;Sekwan;setwan;10;Bagian Umum dan Keuangan|Bagian Persidangan
INSPEKTORAT;Inspektorat;;Inspektorat Daerah|Inspektorat Kota;inspektorat;12;Inspektur Pembantu I|Inspektur Pembantu II
BKPSDM;Badan Kepegawaian dan Pengembangan Sumber Daya Manusia;;BKD|BKPSDMD;badan;14;\
Bidang Pengembangan Kompetensi|Bidang Mutasi dan Kinerja
BKAD;Badan Keuangan dan Aset Daerah;;Badan Keuangan Aset Daerah|BPKAD;badan;16;\
Bidang Anggaran|Bidang Aset|Bidang Akuntansi
BAPPEDA;Badan Perencanaan Pembangunan Daerah;;Bapperida|Bapelitbang|Barenlitbangda;badan;12;\
Bidang Ekonomi|Bidang Sosial Budaya
BPBD;Badan Penanggulangan Bencana Daerah;;Badan Kesbang PBD;badan;10;Bidang Kesiapsiagaan|Bidang Kedaruratan
KESBANGPOL;Kantor Kesatuan Bangsa dan Politik;Kesbangpol;Kantor Kesbangpol|Badan Kesbangpol;kantor;8;\
Seksi Wawasan Kebangsaan|Seksi Politik Dalam Negeri
DISKOMINFO;Dinas Komunikasi dan Informatika;Diskominfo;Dinas Kominfo|Kominfo;dinas;14;\
Bidang Aplikasi Informatika|Bidang Informasi Publik
DISDIK;Dinas Pendidikan;Disdik;Dikbud|Dinas Pendidikan dan Kebudayaan;dinas;32;Bidang Pendidikan Dasar|Bidang PAUD
DINKES;Dinas Kesehatan;Dinkes;Dinas Kesehatan dan Sosial;dinas;20;\
Bidang Kesehatan Masyarakat|Bidang Pelayanan Kesehatan
DPUPR;Dinas Pekerjaan Umum dan Penataan Ruang;;PUPR|Dinas PU & PR|Dinas PU;dinas;20;Bidang Bina Marga|Bidang Cipta Karya
DKP2LH;Dinas Perumahan, Kawasan Permukiman, Pertanahan dan Lingkungan Hidup;;DPKP2LH|DPKPLH|Dinas LH|DLH;dinas;16;\
Bidang Perumahan|Bidang Persampahan
DINSOSPMDPPA;Dinas Sosial, Pemberdayaan Masyarakat Desa, Pemberdayaan Perempuan dan Perlindungan Anak;;\
PMDPPA|Dinas Sosial|Dinsos PMD-PPA;dinas;16;Bidang Rehabilitasi Sosial|Bidang Pemberdayaan Desa
DISKOPERINDAG;Dinas Koperasi, UKM, Perindustrian dan Perdagangan;Diskoperindag;\
Koperindag|Disperindagkop|Perindagkop|Perindagkop-Swl|Dinas Koperasi, Perindustrian, dan Perdagangan;dinas;16;\
Bidang Koperasi|Bidang Perdagangan
DKP3;Dinas Ketahanan Pangan, Pertanian dan Perikanan;;Dinas Pertanian;dinas;14;Bidang Penyuluhan|Bidang Tanaman Pangan
DISPARPORA;Dinas Pariwisata, Pemuda dan Olahraga;Disparpora;Dinas Pariwisata|Dispora;dinas;12;\
Bidang Destinasi|Bidang Kepemudaan
DKPBP;Dinas Kebudayaan, Peninggalan Bersejarah dan Permuseuman;;Disbud|Dinas Kebudayaan;dinas;10;\
Bidang Cagar Budaya|Bidang Permuseuman
DISDUKCAPIL;Dinas Kependudukan dan Pencatatan Sipil;Disdukcapil;Discapil|Dukcapil;dinas;12;\
Bidang Pendaftaran Penduduk|Bidang Pencatatan Sipil
DISHUB;Dinas Perhubungan;Dishub;;dinas;14;Bidang Lalu Lintas|Bidang Angkutan
SATPOLPP_DAMKAR;Satuan Polisi Pamong Praja dan Pemadam Kebakaran;;\
Satpol PP dan Damkar|Satpol PP|Satpol PP & Damkar|Pol PP;satuan;18;Bidang Ketertiban Umum|Bidang Pemadaman
DISPERPUSIP;Dinas Pengelolaan Arsip dan Perpustakaan;;\
Perpustakaan M. Yamin|Dinas Perpustakaan dan Kearsipan|Dinas Arpus;dinas;8;Bidang Perpustakaan|Bidang Kearsipan
DPMPTSP_NAKER;Dinas Penanaman Modal, Pelayanan Terpadu Satu Pintu dan Tenaga Kerja;;\
MPP Sawahlunto|UPTD BLK Sawahlunto|DPMPTSP|DPMPTSP Naker|Disnaker;dinas;12;Bidang Perizinan|Bidang Tenaga Kerja
RSUD;RSUD Sawahlunto;;Rumah Sakit Umum Daerah|RSUD Kota Sawahlunto;rsud;36;Bidang Pelayanan Medik|Bidang Keperawatan
KEC_SILUNGKANG;Kecamatan Silungkang;;Kec. Silungkang;kecamatan;9;Seksi Pelayanan|Seksi Pemerintahan
KEC_LEMBAH_SEGAR;Kecamatan Lembah Segar;;Kec. Lembah Segar;kecamatan;9;Seksi Pelayanan|Seksi Pemerintahan
KEC_BARANGIN;Kecamatan Barangin;;Kec. Barangin;kecamatan;9;Seksi Pelayanan|Seksi Pemerintahan
KEC_TALAWI;Kecamatan Talawi;;Kec. Talawi;kecamatan;9;Seksi Pelayanan|Seksi Pemerintahan
"""

_KELURAHAN = {
    "KEC_LEMBAH_SEGAR": (
        "Pasar", "Kubang Sirakuk Utara", "Kubang Sirakuk Selatan", "Aur Mulyo", "Tanah Lapang", "Aia Dingin",
    ),
    "KEC_BARANGIN": ("Saringan", "Lubang Panjang", "Durian I", "Durian II"),
}  # fmt: skip
_PUSKESMAS = ("Sungai Durian", "Kolok")


def semua_opd() -> list[Opd]:
    """The 28 agencies, then 10 kelurahan below their kecamatan, then 2 puskesmas below Dinas Kesehatan."""
    hasil = []
    for baris in _PERANGKAT.strip().splitlines():
        kode, nama, singkatan, alias, bentuk, jumlah, bidang = baris.split(";")
        hasil.append(Opd(kode, nama, singkatan, _pisah(alias), "", bentuk, int(jumlah), _pisah(bidang)))
    for kecamatan, daftar in _KELURAHAN.items():
        induk = kecamatan.removeprefix("KEC_").replace("_", " ").title()
        for nama in daftar:
            ejaan = (f"Kel. {nama}", f"Kel. {nama} Kec. {induk}", f"Kantor Lurah {nama}")
            hasil.append(Opd(f"KEL_{_kode(nama)}", f"Kelurahan {nama}", "", ejaan, kecamatan, "kelurahan", 5))
    for nama in _PUSKESMAS:
        ejaan = (f"UPTD Puskesmas {nama}", f"Pusk. {nama}", f"PKM {nama}")
        hasil.append(Opd(f"PKM_{_kode(nama)}", f"Puskesmas {nama}", "", ejaan, "DINKES", "puskesmas", 11))
    return hasil


def jalur_unor(opd: Opd, semua: dict[str, Opd], bagian: str = "", *, ejaan: str = "") -> str:
    """The UNOR path as SIASN prints it, most specific first; `ejaan` writes the agency under another of its names."""
    ruas = [bagian] if bagian else []
    ruas.append(ejaan or (f"UPTD {opd.nama}" if opd.bentuk == "puskesmas" else opd.nama))
    if opd.induk:
        ruas.append(semua[opd.induk].nama)
    elif opd.bentuk == "rsud":
        ruas.append(semua["DINKES"].nama)
    return " / ".join([*(satu.upper() for satu in ruas), PEMKO])


def _pisah(teks: str) -> tuple[str, ...]:
    return tuple(satu for satu in teks.split("|") if satu)


def _kode(nama: str) -> str:
    return nama.upper().replace(" ", "_")
