"""Search that forgives typing errors: a trigram index in memory.

The whole library fits in memory, one path serves every database, and a misspelt word still shares
most of its trigrams with the right one. Measured against the alternatives in
docs/architecture.md.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


def words(text: str) -> list[str]:
    """Lower-case words without accents: "Bulgarian Split-Squat" gives three."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", bare)


def trigrams(text: str) -> set[str]:
    """Trigrams of each word, padded so that its beginning weighs more than its middle."""
    grams: set[str] = set()
    for word in words(text):
        padded = f"  {word} "
        grams.update(padded[i : i + 3] for i in range(len(padded) - 2))
    return grams


class TrigramIndex(Generic[Key]):
    """Finds keys by any of their names, best first.

    `entries` yields (key, name); a key may come with several names and is ranked by its best.
    """

    def __init__(self, entries: Iterable[tuple[Key, str]]) -> None:
        self._names: list[tuple[Key, str, int]] = []
        self._postings: dict[str, list[int]] = defaultdict(list)
        for key, name in entries:
            grams = trigrams(name)
            for gram in grams:
                self._postings[gram].append(len(self._names))
            self._names.append((key, " ".join(words(name)), len(grams)))

    def find(self, query: str, *, floor: float = 0.3) -> list[Key]:
        """Keys whose names resemble `query`, best first; empty when nothing comes near.

        The score is the share of the query's trigrams found in the name, so a short query finds
        long names, plus a little for how much of the name it covers. An exact name comes first.
        """
        asked, grams = " ".join(words(query)), trigrams(query)
        if not grams:
            return []
        shared: Counter[int] = Counter()
        for gram in grams:
            shared.update(self._postings.get(gram, ()))
        best: dict[Key, float] = {}
        for position, hits in shared.items():
            key, name, size = self._names[position]
            score = hits / len(grams) + 0.3 * hits / (len(grams) + size - hits)
            if name == asked:
                score += 1
            if hits / len(grams) >= floor:
                best[key] = max(score, best.get(key, 0))
        return sorted(best, key=lambda key: -best[key])
