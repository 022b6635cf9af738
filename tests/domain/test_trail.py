"""The trail: whoever changes, drops, moves or cuts a line is found out."""

import random
from dataclasses import fields, replace

from couples.domain.trail import FIRST, Line, added, whole

TRIED = 1_000


def a_trail(count=30):
    lines, before = [], FIRST
    for number in range(1, count + 1):
        line = added(
            before, Line(number, f"counsel {number % 3}", 60.0 * number + 7, "opened", f"session {number}")
        )
        lines.append(line)
        before = line.hash
    return lines, (len(lines), before)


def spoiled(lines, chance):
    """One edit, loss, swap, doubling or cut, by chance."""
    lines, at = [*lines], chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            name = chance.choice([field.name for field in fields(Line)])
            value = getattr(lines[at], name)
            other = value + 1 if name == "number" else value + 60 if name == "at" else value + value[:1]
            lines[at] = replace(lines[at], **{name: other})
        case 1:
            del lines[at]
        case 2:
            to = (at + 1 + chance.randrange(len(lines) - 1)) % len(lines)
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            lines.insert(at, lines[at])
        case 4:
            lines = lines[:at]
    return lines


def test_a_trail_as_it_was_written_is_whole():
    lines, last = a_trail()
    assert whole(lines, last)
    assert whole([], (0, FIRST))


def test_no_spoiled_trail_passes_for_whole():
    lines, last = a_trail()
    chance = random.Random(7)
    undetected = sum(whole(spoiled(lines, chance), last) for _ in range(TRIED))
    print(f"spoiled trails {TRIED}, undetected {undetected}")
    assert undetected == 0


def test_a_whole_trail_with_another_end_is_not_whole():
    lines, (count, hash) = a_trail()
    assert (
        not whole(lines, (count + 1, hash))
        and not whole(lines, (count, FIRST))
        and not whole(lines[:-1], (count, hash))
    )
    assert not whole([], (1, FIRST))


def test_lines_that_do_not_count_from_one_are_not_whole():
    """As if the first had never been, with hashes that are right by themselves."""
    line = added(FIRST, Line(2, "counsel", 60.0, "opened", "session"))
    assert not whole([line], (1, line.hash)) and not whole([line], (2, line.hash))


def test_a_line_keeps_the_minute_and_no_more():
    line = added(FIRST, Line(1, "counsel", 59.9, "opened", "session"))
    assert line.at == 0.0
    assert added(FIRST, Line(1, "counsel", 0.0, "opened", "session")).hash == line.hash
    assert added(FIRST, Line(1, "counsel", 60.0, "opened", "session")).hash != line.hash


def test_no_two_lines_can_be_spelled_alike():
    one = added(FIRST, Line(1, "ab", 0.0, "c", "d"))
    two = added(FIRST, Line(1, "a", 0.0, "bc", "d"))
    assert one.hash != two.hash
