"""Four words that a counselor reads out, so that both hear it from the right person. No two sound alike."""

from __future__ import annotations

import secrets

from couples.domain.consent import WORDS

_WORDS = """
acorn anchor apple apron arrow autumn bakery balloon bamboo banjo barrel basket beacon blanket bottle bridge
bucket butter button cabin cactus camel candle canyon carpet castle cedar cherry chimney cider clover cobalt
compass copper corner cotton cradle cricket crystal curtain daisy dolphin donkey dragon drum eagle ember engine
falcon feather ferry fiddle flannel forest fossil fountain garden garlic ginger glacier granite guitar hammer harbor
harvest hazel helmet heron honey iceberg igloo island ivory jacket jasmine jungle kettle kitchen ladder lantern
lemon lizard lobster magnet mango maple marble meadow melon mirror monsoon muffin napkin nectar nutmeg oasis
olive orchard otter oyster paddle panda parrot pebble pepper picnic pigeon pillow planet pocket pumpkin puzzle
quilt rabbit radish raven ribbon river robin rocket saddle salmon shovel silver sparrow spinach sunset
teapot thunder tiger timber tomato tractor tulip tunnel turnip umbrella valley velvet violin walnut willow window
"""
LIST = tuple(_WORDS.split())


def new_phrase() -> str:
    """About 28 bits of chance: enough where each try is counted."""
    return " ".join(secrets.choice(LIST) for _ in range(WORDS))
