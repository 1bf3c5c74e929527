"""Distances along solid and dotted lines: plain breadth-first search, nothing clever."""


class Org:
    """Who stands how many steps above whom. A manager who is not in the file is a node like any other."""

    def __init__(self, people):
        self.people = people
        self.has_somebody_below = {above for person in people.values() for above in person.lines}
        self._above = {}

    def above(self, person_id):
        """{id: fewest steps up} for everyone above this person, the person excepted."""
        if person_id not in self._above:
            distance, frontier = {person_id: 0}, [person_id]
            while frontier:
                following = []
                for at in frontier:
                    for upper in self.people[at].lines if at in self.people else ():
                        if upper not in distance:
                            distance[upper] = distance[at] + 1
                            following.append(upper)
                frontier = following
            del distance[person_id]
            self._above[person_id] = distance
        return self._above[person_id]

    def on_the_chart(self, person):
        """False for someone with no line up and nobody below: nothing is known of their reporting line."""
        return bool(person.lines) or person.id in self.has_somebody_below

    def in_line(self, a, b, depth):
        """Whether one stands above the other within `depth` steps (None: any number, 0: switched off)."""
        steps = [d for d in (self.above(a).get(b), self.above(b).get(a)) if d is not None]
        return any(depth is None or d <= depth for d in steps)

    def share_a_manager(self, a, b, depth):
        """Whether somebody stands within `depth` steps above both."""
        above_a, above_b = self.above(a), self.above(b)
        return any(d <= depth and above_b.get(m, depth + 1) <= depth for m, d in above_a.items())

    def steps_from_top(self, person_id):
        """Solid lines between this person and the top of their tree."""
        steps = 0
        while self.people[person_id].manager in self.people:
            person_id, steps = self.people[person_id].manager, steps + 1
        return steps
