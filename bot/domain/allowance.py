"""How much one chat may ask for: a bucket of tokens for each, so that a flood costs nobody but its sender.

Moments are seconds of a clock that never goes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import inf

AT_ONCE = 20
"""What somebody without a line wrote in the meantime arrives at once, and so do pictures sent together."""
A_SECOND = 1.0
"""Nobody reads answers faster, and Telegram lets a bot send no more to one chat."""
IN_HAND = 12
"""An album has ten pictures. Whoever waits in a line of their own making leaves most of the places to others."""
QUIET = 10.0
"""Seconds without a refusal that end an episode: a second word about the same flood would be a flood too."""
MANY_CHATS = 4096


class Verdict(Enum):
    PASSED = auto()
    REFUSED_FIRST = auto()
    """Refused, and nothing was for a while: worth a word."""
    REFUSED = auto()


@dataclass(slots=True)
class Bucket:
    """`full_at` is when all tokens are there again, `refused_at` when the last one was missing."""

    full_at: float = -inf
    refused_at: float = -inf


class Allowance:
    """Says whether something of a chat may pass: `burst` at once, then `per_second`; `in_hand` of it at the same time.

    Knows at most `most` chats and forgets the one that was silent longest, so that many chats take no more memory. Who
    is forgotten has a full bucket again.
    """

    def __init__(
        self,
        burst: int = AT_ONCE,
        per_second: float = A_SECOND,
        in_hand: int = IN_HAND,
        most: int = MANY_CHATS,
    ) -> None:
        self.burst = burst
        self.gap = 1 / per_second
        self.in_hand = in_hand
        self.most = most
        self.chats: dict[int, Bucket] = {}

    def take(self, key: int, now: float, in_hand: int = 0) -> Verdict:
        """Take a token, if one is left and no more than allowed is in hand."""
        bucket = self.bucket(key)
        # What is taken makes the bucket full later; it is empty when that is a whole burst away.
        if in_hand >= self.in_hand or bucket.full_at - now > (self.burst - 1) * self.gap:
            return refused(bucket, now)
        bucket.full_at = max(bucket.full_at, now) + self.gap
        return Verdict.PASSED

    def bucket(self, key: int) -> Bucket:
        """Return the bucket of a chat, and make it the one that was used last."""
        bucket = self.chats.pop(key, None)
        if bucket is None:
            bucket = Bucket()
            if len(self.chats) >= self.most:
                del self.chats[next(iter(self.chats))]
        self.chats[key] = bucket
        return bucket


def refused(bucket: Bucket, now: float) -> Verdict:
    first = now - bucket.refused_at >= QUIET
    bucket.refused_at = now
    return Verdict.REFUSED_FIRST if first else Verdict.REFUSED
