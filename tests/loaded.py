"""A process that has loaded `couples` and forks: each child goes on as `couples …` does, and the tests need not wait.

To load it takes most of a start, and the tests start it some hundreds of times. The parent has nothing open that a
child could share: no database, no port, no thread. What is installed is started as by operators in tests/setup.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import time

from gevent.monkey import get_original, patch_all

TOLD = struct.Struct("ii")  # the number of a process, and with what it has ended
BEGUN = 1_000  # in the place of that: no process ends with so much
LOOK = 0.01

# As they are without gevent, for which the parent has no use.
fork, select, waitpid = (
    get_original("os", "fork"),
    get_original("select", "select"),
    get_original("os", "waitpid"),
)


def become_asked():
    """Returns in each child, as one that was just started. The parent stays in here for as long as somebody may ask."""
    while True:
        _tell_who_has_ended()
        if not select([0], [], [], LOOK)[0]:
            continue
        line = sys.stdin.readline()
        if not line:
            os._exit(0)
        if (child := fork()) == 0:
            return _become(**json.loads(line))
        _tell(child, BEGUN)


def _become(arguments, environment, out, err):
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for number, path in ((0, os.devnull), (1, out), (2, err)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["couples", *arguments]


def _tell_who_has_ended():
    try:
        while (ended := waitpid(-1, os.WNOHANG))[0]:
            _tell(ended[0], os.waitstatus_to_exitcode(ended[1]))
    except ChildProcessError:
        pass  # there are none


def _tell(process, what):
    os.write(1, TOLD.pack(process, what))


def _load():
    """All that a start loads, and the words and patterns that are read once in a process."""
    import couples.commands
    import couples.factory
    from couples.content import exercises
    from couples.content.rights import rights

    exercises()
    rights()
    return couples


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        patch_all()  # before anything of ours, as `couples serve` does
    _load()
    become_asked()
    from couples.cli import main

    main()
