"""Ports for servers that tests start, stop and start again."""

import random
import socket
from pathlib import Path


def a_free_port() -> int:
    """A port of this machine that nobody listens on, and that no outgoing connection is given by chance.

    The system hands out ports of its own range to outgoing connections: a browser could take one of them
    while the server that had it is stopped.
    """
    for port in random.sample(_never_given_by_chance(), 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port among a hundred tried")


def _never_given_by_chance() -> range:
    limits = Path("/proc/sys/net/ipv4/ip_local_port_range")
    lowest = int(limits.read_text().split()[0]) if limits.exists() else 32_768
    return range(10_000, lowest) if lowest > 11_000 else range(10_000, 32_768)
