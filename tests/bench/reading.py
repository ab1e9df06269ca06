"""A first view of a topic in which thousands have written, beside one of fifty posts from the same server."""

import statistics
from typing import Any

SIZES = (50, 5000)
MOST_QUERIES = 15
MOST_BYTES = 60_000
MOST_CPU = 1.5
VIEWS, ROUNDS = 40, 5


def compare(engine: str, server: Any, topics: list[dict[str, Any]]) -> list[str]:
    """Prints a line a topic; what missed its target. By turns, so that whatever else runs here slows both."""
    spent: dict[str, list[float]] = {topic["path"]: [] for topic in topics}
    for topic in topics:
        server.times(topic["path"], VIEWS, 1)
    for _round in range(ROUNDS):
        for path, costs in spent.items():
            before = server.cpu_seconds()
            server.times(path, VIEWS, 1)
            costs.append((server.cpu_seconds() - before) / VIEWS * 1000)
    floor = statistics.median(spent[topics[0]["path"]])
    misses = []
    print(f"\n{engine}, topics: the first view, made anew for each")
    for posts, topic in zip(SIZES, topics, strict=True):
        cpu = statistics.median(spent[topic["path"]])
        facts = f"{topic['queries']} queries, {topic['bytes']} bytes of HTML, {cpu / floor:.2f} of the short one's CPU"
        print(f"  {posts:5} posts  {facts}, {cpu:.1f} ms", flush=True)
        if topic["queries"] > MOST_QUERIES or topic["bytes"] > MOST_BYTES or cpu / floor > MOST_CPU:
            misses.append(f"{engine}, a topic of {posts} posts: {facts}")
    return misses
