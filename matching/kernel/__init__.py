"""The inner loops: whole numbers in arrays, compiled where a compiler is there.

`auction` finds prices fast and nearly right; `rows` and `columns` make the answer exactly best by
shortest exchanges, from mentees whose need is open and from mentors whose seat is free at a price.
"""
