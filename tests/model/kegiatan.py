"""What commands on periods, scores, training and undo do, told from the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.model import registri
from tests.model.keadaan import Isi, Keadaan, Tolak, berlaku, hari
from tests.model.registri import bertugas, cari, orang, ratus, sah_nip

SUMBER = {"asesmen": 1, "atasan": 2, "rekan": 3, "bawahan": 4, "diri": 5, "uji": 6}
LEMBAR = "Lembar1"


# --- periods --------------------------------------------------------------------------------------------------------


def periode_buka(m: Keadaan, kode: str, mulai: str, selesai: str) -> None:
    if selesai < mulai:
        raise Tolak("data_ditolak")
    ada = [isi for _, isi in m.baris("periode") if isi["kode"] == kode]
    if not ada:
        m.tambah("periode", {"kode": kode, "mulai": mulai, "selesai": selesai, "status": "terbuka", "segel": None})
    elif (ada[0]["mulai"], ada[0]["selesai"], ada[0]["status"]) != (mulai, selesai, "terbuka"):
        raise Tolak("bentrok")


def belum_tuntas(m: Keadaan, kunci: tuple[Any, ...], isi: Isi) -> bool:
    """Whether a held cell still waits: not set aside, and no newer score of that person (and competency)."""
    return isi["alasan"] is None and not any(
        k[0] == isi["pegawai_id"] and k[2] == kunci[0] and nilai["jalankan_id"] > isi["jalankan_id"]
        and isi["kompetensi_id"] in (None, k[1])
        for k, nilai in m.t["nilai"].items()
    )  # fmt: skip


def periode_tutup(m: Keadaan, kode: str) -> int | None:
    """Returns the period that is closed now; the seal and what was frozen are filled in by the caller."""
    nomor = cari(m, "periode", kode)
    isi = m.satu("periode", nomor)
    if isi["status"] != "terbuka":
        return None
    if any(kunci[0] == nomor and belum_tuntas(m, kunci, satu) for kunci, satu in m.t["ditahan"].items()):
        raise Tolak("ada_temuan")
    if any(k["status"] == "dibuka" and isi["mulai"] <= k["selesai"] <= isi["selesai"] for _, k in m.baris("kelas")):
        raise Tolak("ada_temuan")
    m.ubah("periode", nomor, status="tertutup")
    return nomor


def periode_buka_ulang(m: Keadaan, kode: str, alasan: str, saksi: str, petugas: str) -> None:
    nomor = cari(m, "periode", kode)
    if not alasan or saksi.lower() == petugas.lower():
        raise Tolak("data_ditolak")
    isi = m.satu("periode", nomor)
    if isi["status"] == "terbuka":
        return
    del m.t["penutupan"][(nomor,)], m.beku[nomor]
    m.tambah("buka_ulang", {"periode_id": nomor, "jalankan_id": m.terakhir + 1, "alasan": alasan, "saksi": saksi,
                            "segel": isi["segel"]})  # fmt: skip
    m.ubah("periode", nomor, status="terbuka", segel=None)


# --- scores ---------------------------------------------------------------------------------------------------------


def _terbuka(m: Keadaan, kode: str) -> int:
    nomor = cari(m, "periode", kode)
    if m.satu("periode", nomor)["status"] != "terbuka":
        raise Tolak("bentrok")
    return nomor


def _sumber(nama: str) -> int:
    if nama not in SUMBER:
        raise Tolak("salah_pakai")
    return SUMBER[nama]


def _sesudah_henti(m: Keadaan, pegawai: int, tanggal: date | None) -> bool:
    isi = m.satu("pegawai", pegawai)
    return bool(tanggal and isi["henti_tanggal"] and tanggal.isoformat() >= isi["henti_tanggal"])


def nilai_isi(
    m: Keadaan, nip: str, nilai: dict[str, str], periode: str, sumber: str, tanggal: date | None,
    penilai: str | None = None,
) -> dict[str, int]:  # fmt: skip
    pegawai, nomor, asal = orang(m, nip), _terbuka(m, periode), _sumber(sumber)
    if _sesudah_henti(m, pegawai, tanggal):
        raise Tolak("data_ditolak")
    siapa = _siapa(m, penilai)
    hasil = {"baru": 0, "berubah": 0, "sama": 0}
    for nama, level in nilai.items():
        kunci = pegawai, cari(m, "kompetensi", nama), nomor, asal
        lama = m.t["nilai"].get(kunci)
        baru = {"ratus": ratus(level), "hari": hari(tanggal)}
        sama = lama is not None and lama.items() >= baru.items()
        lain = _dinilai(m, kunci, siapa)
        hasil["sama" if sama and not lain else "baru" if lama is None else "berubah"] += 1
        if not sama:
            m.t["nilai"][kunci] = {**baru, "jalankan_id": m.terakhir + 1, "bukti": lama["bukti"] if lama else None}
    return hasil


def _siapa(m: Keadaan, penilai: str | None) -> Isi | None:
    """An assessor as written: someone registered by NIP, else a name."""
    if penilai is None:
        return None
    if penilai.isdecimal():
        ada = [nomor for nomor, isi in m.baris("pegawai") if isi["nip"] == penilai]
        if not ada:
            raise Tolak("data_ditolak")
        return {"pegawai_id": ada[0], "nama": None, "kunci": None}
    return {"pegawai_id": None, "nama": penilai, "kunci": penilai.lower().removeprefix("dra. ")}


def _dinilai(m: Keadaan, kunci: tuple[int, ...], siapa: Isi | None) -> bool:
    """Say who gave a score; True when that is someone else than before."""
    if siapa is None:
        return False
    tanda = siapa["pegawai_id"], siapa["kunci"]
    nomor = next((n for n, isi in m.baris("penilai") if (isi["pegawai_id"], isi["kunci"]) == tanda), None)
    nomor = m.tambah("penilai", siapa, sekali=True) if nomor is None else nomor
    lama = m.t["nilai_penilai"].get(kunci)
    m.t["nilai_penilai"][kunci] = {"penilai_id": nomor}
    return lama != {"penilai_id": nomor}


def nilai_hapus(m: Keadaan, nip: str, periode: str, kompetensi: str | None, sumber: str | None) -> int:
    pegawai, nomor = orang(m, nip), _terbuka(m, periode)
    apa, asal = cari(m, "kompetensi", kompetensi) if kompetensi else None, _sumber(sumber) if sumber else None
    kena = [
        k for k in m.t["nilai"]
        if k[0] == pegawai and k[2] == nomor and apa in (None, k[1]) and asal in (None, k[3])
    ]  # fmt: skip
    if not kena:
        raise Tolak("tidak_ditemukan")
    for kunci in kena:
        del m.t["nilai"][kunci]
        m.t["nilai_penilai"].pop(kunci, None)
    return len(kena)


def nilai_abaikan(m: Keadaan, jalankan: int, alasan: str) -> int:
    kena = [k for k, isi in m.t["ditahan"].items() if isi["jalankan_id"] == jalankan and belum_tuntas(m, k, isi)]
    if not kena:
        raise Tolak("tidak_ditemukan")
    if any(k[0] in m.beku for k in kena):
        raise Tolak("bentrok")
    for kunci in kena:
        m.t["ditahan"][kunci] = {**m.t["ditahan"][kunci], "alasan": alasan}
    return len(kena)


def nilai_impor(
    m: Keadaan, berkas: str, kolom: Sequence[str], baris: Sequence[Sequence[str | None]], *, periode: str,
    sumber: str | None, tanggal: date | None, lewati: bool, penilai: str | None = None,
) -> dict[str, int]:  # fmt: skip
    """A wide sheet, columns A (NIP), B, C …, data from row 2. Held without `lewati`: the caller keeps nothing."""
    nomor, asal = _terbuka(m, periode), _sumber(sumber or "asesmen")
    kompetensi = [cari(m, "kompetensi", satu) for satu in kolom]
    siapa = _siapa(m, penilai)
    dibaca = [_baca_baris(m, n, kompetensi, satu, tanggal) for n, satu in enumerate(baris, 2)]
    dilewati = _ganda([satu for satu in dibaca if satu["pegawai"] is not None])
    hitung = dict.fromkeys(("baru", "berubah", "sama", "ditahan", "dilewati"), 0)
    ditahan: dict[tuple[int, str], Isi] = {}
    for satu in dibaca:
        hasil = "dilewati" if satu["baris"] in dilewati else "sama"
        if hasil == "sama" and satu["pegawai"] is not None and not satu["kunci"]:
            hasil = _simpan(m, satu, nomor, asal, tanggal, siapa)
        hitung["ditahan" if satu["galat"] else hasil] += 1
        for letak, kode, apa in satu["galat"]:
            # A cell counts once, for what held it first.
            ditahan.setdefault(
                (satu["baris"], letak), {"kode": kode, "pegawai_id": satu["pegawai"], "kompetensi_id": apa}
            )
    _catat_ditahan(m, nomor, berkas, ditahan)
    return {**hitung, "simpan": int(lewati or not ditahan)}


def _baca_baris(
    m: Keadaan, n: int, kompetensi: list[int], isi: Sequence[str | None], tanggal: date | None
) -> dict[str, Any]:
    ada = [p for p, satu in m.baris("pegawai") if satu["nip"] == isi[0]]
    hasil: dict[str, Any] = {"baris": n, "pegawai": ada[0] if ada else None, "kunci": not ada, "galat": [], "butir": []}
    if not ada:
        # Even a NIP that cannot be is the row's fault, under another name.
        kode = "PEGAWAI_TIDAK_DIKENAL" if len(isi[0] or "") == 18 else "NIP_PANJANG"
        hasil["galat"].append(("A", kode, None))
    for letak, (apa, sel) in enumerate(zip(kompetensi, isi[1:], strict=True)):
        if sel in (None, "-", ""):
            continue
        angka = float(str(sel).replace(",", "."))
        if 0 < angka <= 5:
            hasil["butir"].append((apa, round(angka * 100)))
        else:
            hasil["galat"].append((chr(66 + letak), "NILAI_NOL" if angka == 0 else "NILAI_LUAR_SKALA", apa))
    if ada and _sesudah_henti(m, ada[0], tanggal):
        hasil["galat"].append(("", "NILAI_SESUDAH_HENTI", None))
        hasil["kunci"] = True
    return hasil


def _ganda(dibaca: list[dict[str, Any]]) -> set[int]:
    """Rows of one person: equal ones count once, different ones are all held."""
    dilewati: set[int] = set()
    for pegawai in {satu["pegawai"] for satu in dibaca}:
        kembar = [satu for satu in dibaca if satu["pegawai"] == pegawai]
        if all((satu["butir"], bool(satu["galat"])) == (kembar[0]["butir"], bool(kembar[0]["galat"]))
               for satu in kembar):  # fmt: skip
            dilewati |= {satu["baris"] for satu in kembar[1:]}
        else:
            for satu in kembar:
                satu["galat"].append(("", "GANDA_BERBEDA", None))
                satu["kunci"] = True
    return dilewati


def _simpan(
    m: Keadaan, satu: dict[str, Any], periode: int, sumber: int, tanggal: date | None, siapa: Isi | None
) -> str:
    hasil = "sama"
    for kompetensi, level in satu["butir"]:
        kunci = satu["pegawai"], kompetensi, periode, sumber
        lama = m.t["nilai"].get(kunci)
        if _dinilai(m, kunci, siapa) and lama is not None:
            hasil = "berubah"
        tetap = lama is not None and tanggal is None and lama["ratus"] == level
        if tetap or (lama is not None and (lama["ratus"], lama["hari"]) == (level, hari(tanggal))):
            continue
        isi = {"ratus": level, "hari": hari(tanggal), "jalankan_id": m.terakhir + 1}
        m.t["nilai"][kunci] = {**isi, "bukti": lama["bukti"] if lama else None}
        hasil = "berubah" if lama is not None or hasil == "berubah" else "baru"
    return hasil


def _catat_ditahan(m: Keadaan, periode: int, berkas: str, isi: dict[tuple[int, str], Isi]) -> None:
    """What a sheet held takes the place of what it held before; the same cell again stays with its run."""
    for kunci in [k for k in m.t["ditahan"] if k[:3] == (periode, berkas, LEMBAR) and k[3:] not in isi]:
        del m.t["ditahan"][kunci]
    for letak, satu in isi.items():
        kunci = (periode, berkas, LEMBAR, *letak)
        lama = m.t["ditahan"].get(kunci)
        if lama is None or not lama.items() >= satu.items():
            m.t["ditahan"][kunci] = {**satu, "jalankan_id": m.terakhir + 1, "alasan": None}


# --- training -------------------------------------------------------------------------------------------------------

_PER_HARI = {9: 4}  # a seminar is worth so many hours a day; other forms here last as long as their programme says


def pelatihan_tambah(
    m: Keadaan, kode: str, nama: str, bentuk: str, *, jp: str | None = None, kompetensi: Sequence[str] = ()
) -> None:
    if jp is None and int(bentuk) not in _PER_HARI:
        raise Tolak("salah_pakai")
    if registri.calon(m, "pelatihan", kode) or registri.calon(m, "pelatihan", nama):
        raise Tolak("bentrok")
    sasaran = registri.pasangan(m, kompetensi)
    durasi = int(jp) if jp else None
    nomor = m.tambah("pelatihan", {"kode": kode, "nama": nama, "bentuk_id": int(bentuk), "jp": durasi,
                                   "penyelenggara": None})  # fmt: skip
    for apa, level in sasaran.items():
        m.t["pelatihan_sasaran"][nomor, apa] = {"ratus": level}


def kelas_buka(
    m: Keadaan, pelatihan: str, kode: str, mulai: date, selesai: date, *, kuota: str | None, terbuka: bool,
    opd: Sequence[str],
) -> None:  # fmt: skip
    program = cari(m, "pelatihan", pelatihan)
    if registri.calon(m, "kelas", kode):
        raise Tolak("bentrok")
    if terbuka and opd:
        raise Tolak("salah_pakai")
    if selesai < mulai:
        raise Tolak("data_ditolak")
    undangan = {cari(m, "opd", satu) for satu in opd}
    isi = {"kode": kode, "pelatihan_id": program, "mulai": mulai.isoformat(), "selesai": selesai.isoformat(),
           "tempat": None, "kuota": int(kuota) if kuota else None, "biaya": None, "terbuka": int(terbuka),
           "luar_negeri": 0, "nilai_maks": 10000, "status": "dibuka", "alasan_batal": None}  # fmt: skip
    nomor = m.tambah("kelas", isi)
    for satu in undangan:
        m.t["kelas_opd"][nomor, satu] = {}


def _kelas(m: Keadaan, kode: str) -> int:
    nomor = cari(m, "kelas", kode)
    if m.satu("kelas", nomor)["status"] != "dibuka":
        raise Tolak("bentrok")
    return nomor


def peserta(m: Keadaan, kelas: int) -> list[tuple[int, Isi]]:
    """The roster in the order of its numbers."""
    return sorted(((n, p) for n, p in m.baris("peserta") if p["kelas_id"] == kelas), key=lambda s: int(s[1]["nomor"]))


def _berkursi(isi: Isi) -> bool:
    return isi["jawaban"] in (None, "bersedia")


def _kosong(m: Keadaan, kelas: int) -> float:
    kuota = m.satu("kelas", kelas)["kuota"]
    return float("inf") if kuota is None else max(0, kuota - sum(_berkursi(isi) for _, isi in peserta(m, kelas)))


def opd_pada(m: Keadaan, pegawai: int, pada: str) -> int | None:
    """The agency of a person on a day."""
    kena = [isi for _, isi in m.baris("penempatan") if isi["pegawai_id"] == pegawai and berlaku(isi, pada)]
    return max(kena, key=lambda isi: isi["mulai"] or "")["opd_id"] if kena else None


def kelas_undang(m: Keadaan, kode: str, nip: Sequence[str]) -> list[tuple[int, str | None]]:
    """Returns roster number and answer of each."""
    nomor = _kelas(m, kode)
    mulai, terbuka = m.satu("kelas", nomor)["mulai"], m.satu("kelas", nomor)["terbuka"]
    for satu in nip:
        sah_nip(satu)
    diminta = [orang(m, satu) for satu in dict.fromkeys(nip)]
    sudah = {isi["pegawai_id"]: isi for _, isi in peserta(m, nomor)}
    diundang = set().union(*(registri.bawahan(m, k[1]) for k in m.t["kelas_opd"] if k[0] == nomor))
    for satu in diminta:
        lain = not terbuka and diundang and opd_pada(m, satu, mulai) not in diundang
        if satu not in sudah and (lain or not bertugas(m.satu("pegawai", satu), mulai)):
            raise Tolak("data_ditolak")
    hasil = []
    for satu in diminta:
        if satu not in sudah:
            isi = dict.fromkeys(("alasan", "pre", "post", "lulus", "sertifikat", "berlaku_sampai", "jp_diakui"))
            urut = max((p["nomor"] for _, p in peserta(m, nomor)), default=0) + 1
            jawaban = None if _kosong(m, nomor) else "daftar_tunggu"
            sudah[satu] = {"kelas_id": nomor, "nomor": urut, "pegawai_id": satu, "opd_id": opd_pada(m, satu, mulai),
                           "jawaban": jawaban, **isi}  # fmt: skip
            m.tambah("peserta", sudah[satu])
        hasil.append((sudah[satu]["nomor"], sudah[satu]["jawaban"]))
    return hasil


def _satu_peserta(m: Keadaan, kelas: int, nip: str) -> int:
    sah_nip(nip)
    for nomor, isi in peserta(m, kelas):
        if m.satu("pegawai", isi["pegawai_id"])["nip"] == nip:
            return nomor
    raise Tolak("tidak_ditemukan")


def kelas_jawab(m: Keadaan, kode: str, nip: str, jawaban: str, alasan: str | None) -> None:
    kelas = _kelas(m, kode)
    if jawaban not in ("bersedia", "menolak", "menunda"):
        raise Tolak("data_ditolak")
    nomor = _satu_peserta(m, kelas, nip)
    if jawaban != "bersedia" and not alasan:
        raise Tolak("salah_pakai")
    penuh = not _berkursi(m.satu("peserta", nomor)) and not _kosong(m, kelas)
    m.ubah("peserta", nomor, jawaban="daftar_tunggu" if jawaban == "bersedia" and penuh else jawaban,
           alasan=None if jawaban == "bersedia" else alasan)  # fmt: skip
    for n, isi in peserta(m, kelas):
        if isi["jawaban"] == "daftar_tunggu" and _kosong(m, kelas):
            m.ubah("peserta", n, jawaban=None, alasan=None)


def _hari_kelas(m: Keadaan, kelas: int) -> list[str]:
    mulai, selesai = (date.fromisoformat(m.satu("kelas", kelas)[satu]) for satu in ("mulai", "selesai"))
    return [(mulai + timedelta(days=n)).isoformat() for n in range((selesai - mulai).days + 1)]


def _hari_sah(m: Keadaan, kelas: int, tanggal: date, status: str) -> str:
    if tanggal.isoformat() not in _hari_kelas(m, kelas) or status not in ("hadir", "izin", "sakit", "alpa", "dinas"):
        raise Tolak("data_ditolak")
    return tanggal.isoformat()


def kelas_hadir(m: Keadaan, kode: str, nip: str, tanggal: date, status: str) -> None:
    kelas = _kelas(m, kode)
    hari_ini = _hari_sah(m, kelas, tanggal, status)
    nomor = _satu_peserta(m, kelas, nip)
    if not _berkursi(m.satu("peserta", nomor)):
        raise Tolak("bentrok")
    m.t["kehadiran"][nomor, hari_ini] = {"status": status}


def kelas_hadir_semua(m: Keadaan, kode: str, tanggal: date, status: str, kecuali: dict[int, str]) -> int:
    kelas = _kelas(m, kode)
    hari_ini = _hari_sah(m, kelas, tanggal, status)
    duduk = [(n, isi["nomor"]) for n, isi in peserta(m, kelas) if _berkursi(isi)]
    if set(kecuali) - {urut for _, urut in duduk}:
        raise Tolak("tidak_ditemukan")
    for nomor, urut in duduk:
        m.t["kehadiran"][nomor, hari_ini] = {"status": kecuali.get(urut, status)}
    return len(duduk)


def kelas_selesai(m: Keadaan, kode: str) -> tuple[int, int]:
    """Returns how many held a seat and how many passed: present on at least 80 % of the days."""
    kelas = _kelas(m, kode)
    semua = _hari_kelas(m, kelas)
    duduk = [nomor for nomor, isi in peserta(m, kelas) if _berkursi(isi)]
    if any((nomor, satu) not in m.t["kehadiran"] for nomor in duduk for satu in semua):
        raise Tolak("bentrok")
    program = m.satu("pelatihan", m.satu("kelas", kelas)["pelatihan_id"])
    jp = _PER_HARI[program["bentuk_id"]] * len(semua) if program["bentuk_id"] in _PER_HARI else program["jp"]
    lulus = 0
    for nomor in duduk:
        hadir = sum(m.t["kehadiran"][nomor, satu]["status"] == "hadir" for satu in semua)
        cukup = hadir * 100 >= 80 * len(semua)
        m.ubah("peserta", nomor, lulus=int(cukup), jp_diakui=jp * 100 if cukup else 0)
        lulus += cukup
    m.ubah("kelas", kelas, status="selesai")
    return len(duduk), lulus


def kelas_batal(m: Keadaan, kode: str, alasan: str) -> None:
    m.ubah("kelas", _kelas(m, kode), status="batal", alasan_batal=alasan)


# --- undo -----------------------------------------------------------------------------------------------------------


def batal(m: Keadaan, jalankan: str) -> None:
    nomor = m.sasaran(jalankan)
    if not 1 <= nomor <= m.terakhir:
        raise Tolak("tidak_ditemukan")
    m.kembalikan(nomor)
