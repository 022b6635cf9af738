"""The words of the balance page: what each strand is called, and how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from couples.language import N_


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    how: str


STRANDS: Mapping[str, Words] = {
    "airtime": Words(
        N_("Speaking time"),
        N_(
            "The seconds that each used in each talk are added up, and each part is taken of the "
            "whole. The wide piece leaves out one talk at a time; four times in five it holds what "
            "is so. Turns that an exercise gave to one of the two only are left out, and so is what "
            "one typed and the other said. Even is not the goal: being heard is."
        ),
    ),
    "starting": Words(
        N_("Starting"),
        N_(
            "Counted is who opened a session, who raised a need or a limit outside of an exercise, "
            "and who came back first after a pause. What an exercise asks of each of you says "
            "nothing of who starts, and is left out."
        ),
    ),
    "heard": Words(
        N_("Being heard"),
        N_(
            "Of what each said and had said back: how often they said “yes, that is it” within "
            "three tries. Two low rates are equal, and not fine, so both are told."
        ),
    ),
    "answered": Words(
        N_("Getting answers"),
        N_(
            "Of what each asked for: how often an honest answer came by its day. Yes, yes if, and "
            "no all count."
        ),
    ),
    "met": Words(
        N_("Needs met"),
        N_(
            "Each one’s own review of their needs: met counts 1, partly one half, not yet 0. No "
            "longer needed leaves the count."
        ),
    ),
    "limits": Words(
        N_("Limits"),
        N_(
            "Each one’s own review of their limits. It is shown only by whose limits they are, and "
            "never made one number."
        ),
    ),
    "footing": Words(
        N_("Leaning and footing"),
        N_(
            "For each area: how much someone leans (0 to 1) and how well they could manage (0 to "
            "1). With footing is one times the other. It is good to lean, and good to stand."
        ),
    ),
    "say": Words(
        N_("Say in decisions"),
        N_(
            "In How we decide each looks at real decisions and rates their own say, 0 to 4. Each "
            "time gives one point: one mean beside the other. Where both had none, somebody else "
            "decided, and it is left out."
        ),
    ),
    "view": Words(
        N_("How you see each other"),
        N_(
            "Each guess beside the other’s own answer from the same time: how many points it was "
            "off, on average."
        ),
    ),
}
# As a third person reads it.
OF_THEM: Mapping[str, Words] = {
    **STRANDS,
    "starting": Words(
        STRANDS["starting"].title,
        N_(
            "Counted is who opened a session, who raised a need or a limit outside of an exercise, "
            "and who came back first after a pause. What an exercise asks of each of them says "
            "nothing of who starts, and is left out."
        ),
    ),
    "view": Words(N_("How they see each other"), STRANDS["view"].how),
}
FITS: Mapping[int, str] = {
    -2: N_("does not fit me"),
    -1: N_("hardly fits me"),
    0: N_("neither"),
    1: N_("mostly fits me"),
    2: N_("fits me"),
}
PARTS = (
    N_("leaning, with footing"),
    N_("leaning, without footing"),
    N_("on one’s own"),
    N_("without support"),
)
STARTED: Mapping[str, str] = {
    "exercise": N_("opened an exercise"),
    "need": N_("raised a need"),
    "limit": N_("raised a limit"),
    "return": N_("came back first"),
}
