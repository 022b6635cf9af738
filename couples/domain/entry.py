"""Entry: what one person writes alone. Pure: reading it from a form, finding it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from couples.domain.refusal import Refusal, invalid

# What a form of ours may carry, whatever the alphabet: a letter takes up to twelve bytes on its way.
LONGEST = 5_000
MOST_MOODS = 5
MOST_TAGS = 8
LONGEST_TAG = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """`prompt` is the slug of the prompt it answers, or ""."""

    text: str = ""
    prompt: str = ""
    moods: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.text.strip() or self.moods or self.tags)

    def words(self) -> dict[str, str | list[str]]:
        return {"text": self.text, "prompt": self.prompt, "moods": [*self.moods], "tags": [*self.tags]}


def of_words(words: Mapping[str, str | Sequence[str]]) -> Entry:
    return Entry(str(words["text"]), str(words["prompt"]), tuple(words["moods"]), tuple(words["tags"]))


def read(
    text: str, prompt: str, moods: Sequence[str], tags: str, known_moods: Sequence[str]
) -> Entry | Refusal:
    """An entry from what was sent, or what is wrong with it in a sentence."""
    text = text.replace("\r\n", "\n")
    if len(text) > LONGEST:
        return invalid("This is %(over)s characters too long.", "text", over=len(text) - LONGEST)
    chosen = tuple(mood for mood in known_moods if mood in moods)
    if len(chosen) > MOST_MOODS:
        return invalid("Choose at most five words for your mood.", "moods")
    named = read_tags(tags)
    if len(named) > MOST_TAGS:
        return invalid("Use at most eight tags.", "tags")
    if any(len(tag) > LONGEST_TAG for tag in named):
        return invalid("Use at most 30 letters for a tag.", "tags")
    return Entry(text, prompt, chosen, named)


def read_tags(written: str) -> tuple[str, ...]:
    """Tags are parted by commas; each is there once, as it was first written."""
    found: dict[str, str] = {}
    for tag in written.split(","):
        if clean := " ".join(tag.split()).lstrip("#"):
            found.setdefault(clean.casefold(), clean)
    return tuple(found.values())


def matches(entry: Entry, wanted: str, asked: str = "") -> bool:
    """Whether every word that is looked for is somewhere in it. `asked` is what its prompt asks."""
    everything = " ".join((entry.text, asked, *entry.moods, *entry.tags)).casefold()
    return all(word in everything for word in words_of(wanted))


def words_of(wanted: str) -> list[str]:
    return [word.lstrip("#") for word in wanted.casefold().split() if word.lstrip("#")]


def preview(text: str, most: int = 120) -> str:
    """Its first words, for a list."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def tags_of(entries: Iterable[Entry]) -> list[str]:
    """Every tag of them, the most used first."""
    count: dict[str, int] = {}
    for entry in entries:
        for tag in entry.tags:
            count[tag] = count.get(tag, 0) + 1
    return sorted(count, key=lambda tag: (-count[tag], tag.casefold()))
