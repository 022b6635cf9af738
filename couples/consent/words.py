"""What stands on the pages about a counselor, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from couples.language import N_

SCOPES: Mapping[str, tuple[str, str]] = {
    "ahead": (
        N_("Sessions from now on"),
        N_("After each, both of you are asked about that one. Nothing is shared by itself."),
    ),
    "need": (N_("Needs in Ours"), N_("What you asked of each other there, and the answers.")),
    "boundary": (N_("Limits in Ours"), N_("Those that were shared. Private ones are never shown.")),
    "agreement": (N_("Agreements in Ours"), N_("Those that you both signed.")),
    "balance": (N_("The balance"), N_("The view of both, once each of you has opened it.")),
}
SECRETS: Mapping[str, str] = {
    "": N_("This counselor has not said yet how they handle secrets. Until then nothing can be shared."),
    "none": N_("No secrets: what one of you tells this counselor alone, the other may hear too."),
    "limited": N_(
        "Limited secrets: one of you may show this counselor something alone. They may ask you to bring it up yourself."
    ),
}
TRAIL: Mapping[str, str] = {
    "began": N_("Sharing began"),
    "opened": N_("Opened"),
    "commented": N_("Wrote a comment"),
    "assigned": N_("Gave something to do"),
    "reported": N_("Made a report"),
    "joined": N_("Joined"),
    "restated": N_("Changed how they hold secrets"),
}
PARTS: Mapping[str, str] = {
    "": "",
    "need": N_("Needs"),
    "boundary": N_("Limits"),
    "agreement": N_("Agreements"),
    "balance": N_("The balance"),
    "brief": N_("What is new, on one page"),
    "report": N_("A report"),
    "scales": N_("Ratings over time"),
}
WHY: Mapping[str, str] = {
    "unknown": N_("That code does not fit. Check it with your counselor and try again."),
    "old": N_("That code is too old. Ask your counselor for a new one."),
}
