"""What a WebSocket frame looks like (RFC 6455), without any socket: heads, masks, texts, codes of goodbye."""

from __future__ import annotations

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
NORMAL, PROTOCOL_ERROR, NOT_TEXT, NOT_UTF8, TOO_BIG = 1000, 1002, 1003, 1007, 1009
# Codes a peer may send: the registered ones and those for libraries and apps.
CODES = {*range(1000, 1004), *range(1007, 1015), *range(3000, 5000)}


class Violation(Exception):
    """The peer broke the protocol or a limit; `code` is what we close with."""

    def __init__(self, code: int) -> None:
        self.code = code


def check_head(first: int, second: int) -> None:
    kind = first & 0x0F
    if kind == BINARY:
        raise Violation(NOT_TEXT)
    # Reserved bits, also the one of compression; a frame without a mask; an unknown kind.
    if first & 0x70 or second < 0x80 or kind not in (CONTINUATION, TEXT, CLOSE, PING, PONG):
        raise Violation(PROTOCOL_ERROR)
    # Control frames are short and whole.
    if kind >= CLOSE and (first < 0x80 or second & 0x7F > 125):
        raise Violation(PROTOCOL_ERROR)


def head(kind: int, size: int) -> bytes:
    first = 0x80 | kind
    if size < 126:
        return bytes((first, size))
    if size < 65_536:
        return bytes((first, 126)) + size.to_bytes(2, "big")
    return bytes((first, 127)) + size.to_bytes(8, "big")


def unmasked(masked: bytes) -> bytes:
    """The mask comes first. As two long numbers, thirty times faster than byte by byte."""
    size = len(masked) - 4
    key = (masked[:4] * (size // 4 + 1))[:size]
    return (int.from_bytes(masked[4:], "little") ^ int.from_bytes(key, "little")).to_bytes(size, "little")


def joined(parts: bytearray | None, more: bytes) -> bytearray:
    if parts is None:
        return bytearray(more)
    parts += more
    return parts


def text(payload: bytes | bytearray) -> str:
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        raise Violation(NOT_UTF8) from None


def close_code(payload: bytes) -> bytes:
    """What to answer to a goodbye: the peer's own code, if it is one."""
    if not payload:
        return b""
    if len(payload) < 2 or int.from_bytes(payload[:2], "big") not in CODES:
        raise Violation(PROTOCOL_ERROR)
    text(payload[2:])
    return bytes(payload[:2])
