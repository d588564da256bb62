"""EDTF dates (ISO 8601-2) as intervals of days, and as text for readers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """First and last day that a date may mean. Years before 1 are clamped by ordinal days below."""

    earliest: int
    latest: int


def interval(edtf: str) -> Interval:
    """The days an EDTF date covers, as proleptic ordinals. Raises ``ValueError`` for anything else."""
    try:
        parsed: Any = parse_edtf(edtf)
    except EDTFParseException as error:
        raise ValueError(f"{edtf!r} is not an EDTF date, such as 1957, 1957-03 or 1957-03-25") from error
    return Interval(_ordinal(parsed.lower_strict()), _ordinal(parsed.upper_strict()))


def _ordinal(moment: Any) -> int:
    year, month, day = moment[0], moment[1], moment[2]
    if year >= 1:
        return date(year, month, day).toordinal()
    return year * 372 + (month - 1) * 31 + day - 372
