"""A binary heap of (key, node) in two arrays, least key first; equal keys by node, so that none depends on chance."""

from matching.arrays import IntArray
from matching.compiled import compiled

__all__ = ["pop", "push"]


@compiled
def push(keys: IntArray, nodes: IntArray, size: int, key: int, node: int) -> int:
    """Add an entry; the arrays must have room. Returns the new size."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if keys[above] < key or (keys[above] == key and nodes[above] <= node):
            break
        keys[at] = keys[above]
        nodes[at] = nodes[above]
        at = above
    keys[at] = key
    nodes[at] = node
    return size + 1


@compiled
def pop(keys: IntArray, nodes: IntArray, size: int) -> int:
    """Take the first entry off, which stood at position 0. Returns the new size."""
    size -= 1
    key, node = keys[size], nodes[size]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        right = below + 1
        if right < size and (keys[right] < keys[below] or (keys[right] == keys[below] and nodes[right] < nodes[below])):
            below = right
        if key < keys[below] or (key == keys[below] and node <= nodes[below]):
            break
        keys[at] = keys[below]
        nodes[at] = nodes[below]
        at = below
    keys[at] = key
    nodes[at] = node
    return size
