"""A strength workout as a FIT file, the format of watches and of what they are uploaded to.

Only the messages such a file needs are written, by the public protocol (developer.garmin.com/fit):
a header, each kind of message defined before its first use, and a checksum. Knows no database.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

EPOCH: Final = 631_065_600  # FIT counts seconds from 31 December 1989, UTC
DEVELOPMENT: Final = 255  # the maker of a file that no registered device made
ACTIVITY_FILE, MANUAL, TRAINING, STRENGTH = 4, 0, 10, 20
TIMER, SESSION, LAP, ACTIVITY = 0, 8, 9, 26
START, STOP, STOP_ALL = 0, 1, 4
ACTIVE_SET: Final = 1
KILOGRAM, POUND = 1, 2
UNKNOWN: Final = 65_534
TITLE_BYTES: Final = 64
NIBBLES: Final = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip

# What FIT calls the movements of training.taxonomy.Pattern; others are "unknown" and have a name.
CATEGORIES: Final = {
    "squat": 28, "hinge": 8, "lunge": 17, "hip_extension": 10, "knee_flexion": 15, "calf": 1,
    "horizontal_pull": 23, "vertical_pull": 21, "vertical_push": 24, "chest_isolation": 9,
    "trap_isolation": 26, "elbow_flexion": 7, "elbow_extension": 30, "core_flexion": 6,
    "anti_extension": 19, "rotation": 4, "carry": 3, "jump": 20, "olympic": 18, "cardio": 2,
}  # fmt: skip


@dataclass(frozen=True)
class BaseType:
    code: int
    format: str
    invalid: int

    @property
    def size(self) -> int:
        return TITLE_BYTES if self.format == "s" else struct.calcsize(self.format)


ENUM: Final = BaseType(0x00, "B", 0xFF)
UINT8: Final = BaseType(0x02, "B", 0xFF)
UINT16: Final = BaseType(0x84, "H", 0xFFFF)
UINT32: Final = BaseType(0x86, "I", 0xFFFFFFFF)
STRING: Final = BaseType(0x07, "s", 0)

# By name: the number of the message, and of each of its fields with its type.
MESSAGES: Final[dict[str, tuple[int, dict[str, tuple[int, BaseType]]]]] = {
    "file_id": (0, {
        "type": (0, ENUM), "manufacturer": (1, UINT16), "product": (2, UINT16),
        "time_created": (4, UINT32),
    }),
    "event": (21, {"timestamp": (253, UINT32), "event": (0, ENUM), "event_type": (1, ENUM)}),
    "exercise_title": (264, {
        "message_index": (254, UINT16), "exercise_category": (0, UINT16),
        "wkt_step_name": (2, STRING),
    }),
    "set": (225, {
        "timestamp": (254, UINT32), "duration": (0, UINT32), "repetitions": (3, UINT16),
        "weight": (4, UINT16), "set_type": (5, UINT8), "start_time": (6, UINT32),
        "category": (7, UINT16), "weight_display_unit": (9, UINT16), "message_index": (10, UINT16),
        "wkt_step_index": (11, UINT16),
    }),
    "lap": (19, {
        "message_index": (254, UINT16), "timestamp": (253, UINT32), "event": (0, ENUM),
        "event_type": (1, ENUM), "start_time": (2, UINT32), "total_elapsed_time": (7, UINT32),
        "total_timer_time": (8, UINT32), "sport": (25, ENUM), "sub_sport": (39, ENUM),
    }),
    "session": (18, {
        "message_index": (254, UINT16), "timestamp": (253, UINT32), "event": (0, ENUM),
        "event_type": (1, ENUM), "start_time": (2, UINT32), "sport": (5, ENUM),
        "sub_sport": (6, ENUM), "total_elapsed_time": (7, UINT32), "total_timer_time": (8, UINT32),
        "first_lap_index": (25, UINT16), "num_laps": (26, UINT16), "workout_rpe": (193, UINT8),
    }),
    "activity": (34, {
        "timestamp": (253, UINT32), "total_timer_time": (0, UINT32), "num_sessions": (1, UINT16),
        "type": (2, ENUM), "event": (3, ENUM), "event_type": (4, ENUM),
        "local_timestamp": (5, UINT32),
    }),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Lift:
    """One set. `exercise` is the place of its exercise in the workout."""

    exercise: int
    ended_at: datetime
    reps: int | None = None
    load_kg: Decimal | None = None
    in_pounds: bool = False
    duration_s: int | None = None


@dataclass(frozen=True, kw_only=True)
class Workout:
    """`exercises` are (name, pattern); the times are aware, in the zone where it was done."""

    started_at: datetime
    ended_at: datetime
    exercises: Sequence[tuple[str, str]]
    lifts: Sequence[Lift]
    rpe: Decimal | None = None


class Writer:
    """The bytes of a file while it grows."""

    def __init__(self) -> None:
        self.body = bytearray()
        self.defined: list[str] = []

    def write(self, name: str, **values: int | str | None) -> None:
        number, fields = MESSAGES[name]
        if name not in self.defined:
            self.defined.append(name)
            self.body += struct.pack("<BBBHB", 0x40 | self._local(name), 0, 0, number, len(fields))
            for field, kind in fields.values():
                self.body += bytes((field, kind.size, kind.code))
        self.body.append(self._local(name))
        for field_name, (_, kind) in fields.items():
            self.body += _packed(kind, values.get(field_name))

    def _local(self, name: str) -> int:
        return self.defined.index(name)

    def file(self) -> bytes:
        header = struct.pack("<BBHI4s", 14, 0x20, 21_60, len(self.body), b".FIT")
        whole = header + struct.pack("<H", _checksum(header)) + self.body
        return whole + struct.pack("<H", _checksum(whole))


def write_fit(workout: Workout) -> bytes:
    """The workout as an activity file: its exercises by name, its sets, one lap, one session."""
    out = Writer()
    began, ended = _seconds(workout.started_at), _seconds(workout.ended_at)
    out.write(
        "file_id", type=ACTIVITY_FILE, manufacturer=DEVELOPMENT, product=0, time_created=began
    )
    out.write("event", timestamp=began, event=TIMER, event_type=START)
    categories = [CATEGORIES.get(pattern, UNKNOWN) for _, pattern in workout.exercises]
    for place, (name, _) in enumerate(workout.exercises):
        out.write(
            "exercise_title",
            message_index=place,
            exercise_category=categories[place],
            wkt_step_name=name,
        )
    for place, lift in enumerate(workout.lifts):
        _write_set(out, place, lift, categories[lift.exercise])
    out.write("event", timestamp=ended, event=TIMER, event_type=STOP_ALL)
    _write_totals(out, workout, began, ended)
    return out.file()


def _write_set(out: Writer, place: int, lift: Lift, category: int) -> None:
    lasted = timedelta(seconds=lift.duration_s or 0)
    out.write(
        "set",
        timestamp=_seconds(lift.ended_at),
        start_time=_seconds(lift.ended_at - lasted),
        duration=None if lift.duration_s is None else lift.duration_s * 1000,
        repetitions=lift.reps,
        weight=None if lift.load_kg is None else round(lift.load_kg * 16),
        weight_display_unit=POUND if lift.in_pounds else KILOGRAM,
        set_type=ACTIVE_SET,
        category=category,
        message_index=place,
        wkt_step_index=lift.exercise,
    )


def _write_totals(out: Writer, workout: Workout, began: int, ended: int) -> None:
    lasted = (ended - began) * 1000
    total = {
        "message_index": 0,
        "timestamp": ended,
        "event_type": STOP,
        "start_time": began,
        "total_elapsed_time": lasted,
        "total_timer_time": lasted,
        "sport": TRAINING,
        "sub_sport": STRENGTH,
    }
    rpe = None if workout.rpe is None else round(workout.rpe * 10)
    out.write("lap", event=LAP, **total)
    out.write("session", event=SESSION, first_lap_index=0, num_laps=1, workout_rpe=rpe, **total)
    offset = workout.ended_at.utcoffset() or timedelta()
    out.write(
        "activity",
        timestamp=ended,
        total_timer_time=lasted,
        num_sessions=1,
        type=MANUAL,
        event=ACTIVITY,
        event_type=STOP,
        local_timestamp=ended + int(offset.total_seconds()),
    )


def _seconds(at: datetime) -> int:
    return max(0, int(at.timestamp()) - EPOCH)


def _packed(kind: BaseType, value: int | str | None) -> bytes:
    if kind is STRING:
        text = str(value).encode()[: TITLE_BYTES - 1].decode(errors="ignore").encode()
        return text.ljust(TITLE_BYTES, b"\0")
    return struct.pack("<" + kind.format, kind.invalid if value is None else value)


def _checksum(data: bytes) -> int:
    """CRC-16 by half bytes, as the protocol gives it."""
    crc = 0
    for byte in data:
        for half in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) ^ NIBBLES[crc & 0xF] ^ NIBBLES[half]
    return crc
