#!/usr/bin/env python3
"""Writes normalization.txt: what Unicode normalization needs to know of every character, from Python's Unicode database.

    python3 make-normalization-data.py > normalization.txt
"""
import unicodedata as u


def decompositions():
    for code in range(0x110000):
        mapping = u.decomposition(chr(code))
        if not mapping:
            continue
        compatibility = mapping.startswith("<")
        parts = [p for p in mapping.split() if not p.startswith("<")]
        recomposes = not compatibility and u.normalize("NFC", chr(code)) == chr(code) and len(parts) == 2
        mark = "~" if compatibility else "+" if recomposes else ""
        yield f"{code:X};{mark}{' '.join(format(int(p, 16), 'X') for p in parts)}"


def combining_classes():
    start = previous = 0
    for code in range(1, 0x110001):
        value = u.combining(chr(code)) if code < 0x110000 else 0
        if value != previous:
            if previous:
                yield f"@{start:X}-{code - 1:X};{previous}"
            start, previous = code, value


print(f"# Unicode {u.unidata_version}. CODE;CODES: canonical decomposition, + if it recomposes, ~ if it is a compatibility decomposition. @FIRST-LAST;CLASS: combining class.")
for line in [*decompositions(), *combining_classes()]:
    print(line)
