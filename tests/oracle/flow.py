"""A second exact optimum with prices: successive best augmenting paths on pairs of integers (people, points).

Small and slow. Python integers throughout, no M, no floats. It checks SciPy's answer and provides prices with
which the certificate checker can be tried."""

ZERO = (0, 0)


def plus(a, b):
    """Sum of two (people, points)."""
    return a[0] + b[0], a[1] + b[1]


def minus(a, b):
    """Difference of two (people, points)."""
    return a[0] - b[0], a[1] - b[1]


class Network:
    """Juniors, seniors and one hub that both starts and ends every path."""

    def __init__(self, programme):
        self.choices = programme.choices()
        self.arcs = []                                              # [from, to, room, gain]; arc ^ 1 is its reverse
        ends = sorted({end for j, s in self.choices for end in (("junior", j), ("senior", s))})
        self.bonus = {end: (programme.bonus(end), 0) for end in ends}
        for end in ends:
            way = ("start", end) if end[0] == "junior" else (end, "finish")
            self._arc(*way, 1, self.bonus[end])
            self._arc(*way, programme.capacity[end] - 1, ZERO)
        self.pair_arc = {}
        for (j, s), points in self.choices.items():
            self.pair_arc[j, s] = len(self.arcs)
            # A pair can be made once. Where an end has one place that already limits it, and leaving the arc's own
            # limit out keeps the pair's share of the dual at zero, as the certificate at capacity 1 wants it.
            once = min(programme.capacity["junior", j], programme.capacity["senior", s]) > 1
            self._arc(("junior", j), ("senior", s), 1 if once else 2, (0, points))
        while self._augment():
            pass

    def _arc(self, tail, head, room, gain):
        self.arcs.append([tail, head, room, gain])
        self.arcs.append([head, tail, 0, minus(ZERO, gain)])

    def _augment(self):
        reached, came_by, changed = {"start": ZERO}, {}, True
        while changed:
            changed = False
            for k, (tail, head, room, gain) in enumerate(self.arcs):
                if room and tail in reached:
                    value = plus(reached[tail], gain)
                    if head not in reached or value > reached[head]:
                        reached[head], came_by[head], changed = value, k, True
        if reached.get("finish", ZERO) <= ZERO:
            return False
        at = "finish"
        while at != "start":
            self.arcs[came_by[at]][2] -= 1
            self.arcs[came_by[at] ^ 1][2] += 1
            at = self.arcs[came_by[at]][0]
        return True

    def made(self):
        """The pairs of the optimum."""
        return [pair for pair, k in self.pair_arc.items() if self.arcs[k ^ 1][2]]

    def prices(self):
        """{(role, id): (level, price)} that prove the optimum."""
        def merged(node):
            return "hub" if node in ("start", "finish") else node
        worth = {merged(node): ZERO for arc in self.arcs for node in arc[:2]}
        changed = True
        while changed:
            changed = False
            for tail, head, room, gain in self.arcs:
                value = plus(gain, worth[merged(head)])
                if room and value > worth[merged(tail)]:
                    worth[merged(tail)], changed = value, True
        prices = {}
        for end, bonus in self.bonus.items():
            here = minus(worth[end], worth["hub"])
            prices[end] = max(ZERO, plus(bonus, here) if end[0] == "junior" else minus(bonus, here))
        return prices
