"""What is counted and timed, in the names and units of Prometheus. `docs/operations.md` lists every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

if TYPE_CHECKING:
    from bot.services.remind.tally import Tally

HANDLING = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
ROUTING = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1)
CONTENT_TYPE = CONTENT_TYPE_LATEST


class Meters:
    """Labels are names of our own code and of Telegram's methods: never a number or a word of a person."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = self.counter("qadam_updates", "Updates that came in, by kind", "kind")
        self.refused = self.counter("qadam_updates_refused", "Updates dropped because their chat asks too much")
        self.repeated = self.counter("qadam_updates_repeated", "Updates that Telegram brought once more")
        self.failures = self.counter("qadam_handler_failures", "Updates whose handler failed", "handler")
        self.handling = self.timer("qadam_handler_seconds", "Handling of an update", HANDLING, "handler")
        self.routed = self.counter("qadam_routing_decisions", "Questions, by what was decided", "decision", "language")
        self.routing = self.timer("qadam_routing_seconds", "Routing of a question", ROUTING)
        self.requests = self.counter("qadam_telegram_requests", "Calls of the Bot API", "method", "outcome")
        self.asking = self.timer("qadam_telegram_request_seconds", "A call of the Bot API", HANDLING, "method")
        self.reminders = self.counter("qadam_reminders", "Reminders, by what became of them", "outcome")
        self.lag = self.gauge("qadam_reminder_lag_seconds", "How long the oldest reminder that is due has waited")
        self.waiting = self.gauge("qadam_updates_waiting", "Updates that were taken and not begun")
        self.in_hand = self.gauge("qadam_updates_in_hand", "Updates that are being handled")
        self.redis_up = self.gauge("qadam_redis_up", "1 if Redis answers, 0 if it is away; missing without REDIS_URL")
        ProcessCollector(registry=self.registry)

    def counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(name, what, labels, registry=self.registry)

    def gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, registry=self.registry)

    def timer(self, name: str, what: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(name, what, labels, registry=self.registry, buckets=buckets)

    def count(self, tally: Tally) -> None:
        """Count what a pass of the delivery did."""
        for outcome, number in tally.as_dict().items():
            if outcome != "waiting" and number:
                self.reminders.labels(outcome).inc(number)

    def page(self) -> bytes:
        return generate_latest(self.registry)
