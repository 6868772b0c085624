"""One value as text: exact for machines (JSON, CSV, TSV), with a decimal comma for people, harmless on a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from asn_kompetensi.domain.senarai import gabung

# C0, DEL, C1, line separators, bidi controls and lone surrogates: none of them may reach a screen from data.
BERBAHAYA = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SPASI = frozenset("\t\n\r\v\f\x85\u2028\u2029")


def desimal(angka: Decimal | float) -> str | None:
    """Plain digits, no exponent, no trailing zeros: `92.50` is `92.5`, `1E+2` is `100`. None for NaN and infinity.

    Works on the text of the number: `Decimal.normalize` would round to the context's 28 digits.
    """
    tepat = angka if isinstance(angka, Decimal) else Decimal(repr(angka))
    if not tepat.is_finite():
        return None
    teks = format(tepat, "f")
    if "." in teks:
        teks = teks.rstrip("0").rstrip(".")
    return "0" if teks == "-0" else teks


def sederhana(nilai: object) -> object:
    """Reduce records and enums to what JSON knows; numbers and dates are left to the caller."""
    if is_dataclass(nilai) and not isinstance(nilai, type):
        return asdict(nilai)
    if hasattr(nilai, "_asdict"):
        return nilai._asdict()
    if isinstance(nilai, Enum):
        return nilai.value
    return nilai


def json_teks(nilai: object) -> str:
    """One value as JSON: Decimal as a number with its exact digits, dates ISO, NaN null, text unescaped."""
    if isinstance(nilai, str) and not isinstance(nilai, Enum):
        return json.dumps(nilai, ensure_ascii=False)
    if nilai is None:
        return "null"
    if isinstance(nilai, bool):
        return "true" if nilai else "false"
    if isinstance(nilai, Decimal | float):
        return desimal(nilai) or "null"
    if isinstance(nilai, int) and not isinstance(nilai, Enum):
        return str(int(nilai))
    if isinstance(nilai, date):
        return f'"{nilai.isoformat()}"'
    nilai = sederhana(nilai)
    if isinstance(nilai, Mapping):
        return "{" + ", ".join(f"{json_teks(str(k))}: {json_teks(v)}" for k, v in nilai.items()) + "}"
    if isinstance(nilai, list | tuple | set | frozenset):
        return "[" + ", ".join(json_teks(v) for v in urut(nilai)) + "]"
    return json_teks(nilai if isinstance(nilai, str | int | float | Decimal) else str(nilai))


def urut(nilai: Collection[object]) -> Collection[object]:
    """A set in a fixed order: its own order changes from run to run."""
    return sorted(nilai, key=str) if isinstance(nilai, set | frozenset) else nilai


def bersarang(nilai: object) -> bool:
    """Whether a list holds records, so that joining it with `;` would lose its shape."""
    return (
        isinstance(nilai, Sequence)
        and not isinstance(nilai, str | bytes)
        and any(isinstance(n, Mapping | list | tuple) or is_dataclass(n) for n in nilai)
    )


def mesin(nilai: object) -> str:
    """A value for CSV and TSV: None empty, lists joined as `domain.senarai` does, a flat mapping as `KOM=3;PP=2`."""
    if nilai is None:
        return ""
    if isinstance(nilai, str) and not isinstance(nilai, Enum):
        return nilai
    if isinstance(nilai, bool):
        return "true" if nilai else "false"
    if isinstance(nilai, Decimal | float):
        return desimal(nilai) or ""
    if isinstance(nilai, date):
        return nilai.isoformat()
    if bersarang(nilai):
        return json_teks(nilai)
    nilai = sederhana(nilai)
    if isinstance(nilai, Mapping):
        if any(isinstance(v, Mapping | list | tuple) for v in nilai.values()):
            return json_teks(nilai)
        return ";".join(f"{k}={mesin(v)}" for k, v in nilai.items())
    if isinstance(nilai, list | tuple | set | frozenset):
        return gabung(mesin(v) for v in urut(nilai))
    return str(nilai)


def jaga_apostrof(teks: str) -> str:
    """Text for a file that an import may read: it takes one leading apostrophe for Excel's mark of text."""
    return "'" + teks if teks.startswith("'") else teks


def layar(nilai: object) -> str:
    """A value for people: `–` where there is none, decimal comma, ya/tidak, lists with commas; made harmless."""
    if nilai is None or nilai in ("", ()):
        return "–"
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, Decimal | float):
        return (desimal(nilai) or "–").replace(".", ",")
    if isinstance(nilai, datetime):
        return nilai.isoformat(sep=" ", timespec="minutes")
    if isinstance(nilai, Mapping):
        return ", ".join(f"{bersih(str(k))} {layar(v)}" for k, v in nilai.items()) or "–"
    if isinstance(nilai, list | tuple | set | frozenset) and not hasattr(nilai, "_asdict"):
        return ("; " if bersarang(nilai) else ", ").join(layar(v) for v in urut(nilai)) or "–"
    ringkas = sederhana(nilai)
    return layar(ringkas) if isinstance(ringkas, Mapping) else bersih(mesin(ringkas))


def bersih(teks: str) -> str:
    r"""Text that cannot steer a terminal: breaks and tabs become a space, other controls are shown as `\x1b`."""
    return BERBAHAYA.sub(_tampak, teks)


def _tampak(cocok: re.Match[str]) -> str:
    huruf = cocok.group()
    if huruf in _SPASI:
        return " "
    return f"\\x{ord(huruf):02x}" if ord(huruf) < 256 else f"\\u{ord(huruf):04x}"
