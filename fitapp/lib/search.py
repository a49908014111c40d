"""Search that forgives typing errors: an index of words and their trigrams, in memory.

The whole library fits in memory, one path serves every database, and a misspelt word still shares
trigrams with the right one. Measured in docs/architecture.md.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from functools import lru_cache
from math import log
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

NEAR: Final = 0.6  # two words this much alike may be the same word
SURE: Final = 0.75  # and this much alike they are taken for the same
LONGEST_QUERY: Final = 100  # characters: nobody looks for more, and each word costs
FILLERS: Final = {"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"}


def words(text: str) -> list[str]:
    """Lower-case words without accents, in the singular: "Split-Squats" gives split, squat."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [singular(word) for word in re.findall(r"[a-z0-9]+", bare.replace("'", ""))]


def singular(word: str) -> str:
    """The word without its plural ending. Both sides of a comparison go through it."""
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) == 5 and word.endswith("ies"):  # flies; a longer one may be a misspelling
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def trigrams(word: str) -> set[str]:
    """Trigrams of a word, padded so that its beginning weighs more than its middle."""
    padded = f"  {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def distance(a: str, b: str) -> int:
    """How many letters to change, add, drop or swap with a neighbour to get from `a` to `b`."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            step = min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                step = min(step, last[j - 2] + 1)
            row.append(step)
    return row[-1]


def likeness(asked: str, word: str) -> float:
    """From 0 to 1: the same word, its beginning, a misspelling, or the beginning of one."""
    if asked == word:
        return 1
    if word.startswith(asked):
        return 0.8 + 0.15 * len(asked) / len(word)
    if len(asked) < 3 or len(word) < 3:
        return 0
    alike = 0.9 * closeness(asked, word) if abs(len(asked) - len(word)) <= 2 else 0
    if 4 <= len(asked) < len(word):
        alike = max(alike, 0.8 * closeness(asked, word[: len(asked)]))
    return alike


def closeness(a: str, b: str) -> float:
    """The share of letters that stay as they are; 0 when more than a third must change."""
    longest = max(len(a), len(b))
    most = longest // 3
    if len(set(a) ^ set(b)) > 2 * most:  # one step mends two letters at best
        return 0
    steps = distance(a, b)
    return 1 - steps / longest if steps <= most else 0


class TrigramIndex(Generic[Key]):
    """Finds keys by any of their names, best first.

    `entries` yields (key, name); a key may come with several names and is ranked by its best.
    Among equals, `favoured` keys come first. `canonical` maps a word to the one it stands for.
    """

    def __init__(
        self,
        entries: Iterable[tuple[Key, str]],
        *,
        favoured: Collection[Key] = (),
        canonical: Callable[[str], str] = str,
    ) -> None:
        self._canonical = canonical
        self._favoured = frozenset(favoured)
        self._names: list[tuple[Key, tuple[str, ...]]] = []
        self._names_with: dict[str, list[int]] = defaultdict(list)
        self._words_with: dict[str, list[str]] = defaultdict(list)
        for key, name in entries:
            self._add(key, tuple(self._words(name)))
        for word in self._names_with:
            for gram in trigrams(word):
                self._words_with[gram].append(word)
        self._similar = lru_cache(maxsize=4096)(self._find_similar)

    def find(self, query: str, *, floor: float = 0.55) -> list[Key]:
        """Keys whose names resemble `query`, best first; empty when nothing comes near."""
        scores = self.scores(query, floor=floor)
        return sorted(scores, key=lambda key: -scores[key])

    def scores(self, query: str, *, floor: float = 0.55) -> dict[Key, float]:
        """How well each key matches, from `floor` to about 1.5."""
        asked = self._words(query[:LONGEST_QUERY])
        spellings = [asked, *self._joined(asked)]
        best: dict[Key, float] = {}
        for spelling in spellings:
            if not all(self._is_known(word) for word in set(spelling) - set(asked)):
                continue
            for key, score in self._score(spelling, floor):
                best[key] = max(score, best.get(key, 0))
        return best

    def _add(self, key: Key, name: tuple[str, ...]) -> None:
        for spelling in {name, *map(tuple, self._joined(name))}:
            for word in set(spelling):
                self._names_with[word].append(len(self._names))
            self._names.append((key, spelling))

    def _words(self, text: str) -> list[str]:
        found = [part for word in words(text) for part in self._canonical(word).split()]
        return [word for word in found if word not in FILLERS] or found

    def _joined(self, parts: Collection[str]) -> list[list[str]]:
        """ "pull up" also reads "pullup": each pair of neighbours written as one."""
        parts = list(parts)
        return [
            [*parts[:i], parts[i] + parts[i + 1], *parts[i + 2 :]]
            for i in range(len(parts) - 1)
            if len(parts) <= 4
        ]

    def _find_similar(self, asked: str) -> tuple[tuple[str, float], ...]:
        """Words of the index that `asked` may mean, with their likeness."""
        shared = Counter(gram for g in trigrams(asked) for gram in self._words_with.get(g, ()))
        fewest = 2 if len(asked) > 4 else 1
        found = ((word, likeness(asked, word)) for word, hits in shared.items() if hits >= fewest)
        return tuple((word, alike) for word, alike in found if alike >= NEAR)

    def _is_known(self, asked: str) -> bool:
        return any(alike > SURE for _, alike in self._similar(asked))

    def _weight(self, asked: str) -> float:
        """A rare word says more than one that every other name has."""
        names = sum(len(self._names_with[w]) for w, alike in self._similar(asked) if alike > SURE)
        return log(2 + len(self._names) / (names + 1))

    def _score(self, asked: list[str], floor: float) -> Iterable[tuple[Key, float]]:
        weights = [self._weight(word) for word in asked]
        met: dict[int, dict[str, float]] = defaultdict(dict)
        for word in asked:
            for similar, alike in self._similar(word):
                for place in self._names_with[similar]:
                    met[place][word] = max(alike, met[place].get(word, 0))
        whole = sum(weights) or 1
        for place, found in met.items():
            key, name = self._names[place]
            share = sum(w * found.get(a, 0) for a, w in zip(asked, weights, strict=True)) / whole
            if share < floor:
                continue
            covered = min(1, sum(found.values()) / len(name))
            exact = 0.3 if list(name) == asked else 0
            first = 0.05 if likeness(asked[0], name[0]) >= NEAR else 0
            yield key, share + 0.2 * covered + exact + first + 0.08 * (key in self._favoured)
