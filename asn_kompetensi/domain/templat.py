"""What an empty import sheet offers: its columns, what each means, and what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KolomTemplat:
    """One column; `pilihan` is empty where anything may be typed."""

    bidang: str
    wajib: bool
    arti: str
    contoh: str
    pilihan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Templat:
    """The columns of one noun (`asn BENDA impor`)."""

    benda: str
    kolom: tuple[KolomTemplat, ...]
