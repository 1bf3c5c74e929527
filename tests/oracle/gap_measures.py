"""The two gaps: the share of what the learner wants to learn that the teacher can teach."""

from dataclasses import replace
from fractions import Fraction

from plain_tables import folded
from policy_reading import scale_of


def wants_of(learner, policy):
    """The learner's wants, or the programme's topics where the learner states none."""
    if learner.wants is not None:
        return learner.wants
    topics = policy.get("topics")
    return {folded(topic): (1, None) for topic in topics} if topics else None


def skill_gap_parts(teacher, learner, policy):
    """(what the teacher can close, what there is to close), weighted by importance; None where not recorded."""
    wants = wants_of(learner, policy)
    if teacher.skills is None or learner.skills is None or wants is None:
        return None
    bottom, top = scale_of(policy)
    closed = total = 0
    for skill, (importance, target) in wants.items():
        mine, theirs = learner.skills.get(skill, bottom), teacher.skills.get(skill, bottom)
        gap = max(0, (top if target is None else target) - mine)
        closed += importance * min(max(0, theirs - mine), gap)
        total += importance * gap
    return closed, total


def gap_measure(teacher, learner, policy):
    """The share of the learner's gap that the teacher closes; 0 where no gap is left."""
    parts = skill_gap_parts(teacher, learner, policy)
    if parts is None:
        return None
    return Fraction(*parts) if parts[1] else Fraction(0)


def skill_gap(junior, senior, policy):
    """What the senior learns."""
    return gap_measure(junior, senior, policy)


def reciprocal_skill_gap(junior, senior, policy):
    """What the junior learns."""
    return gap_measure(senior, junior, policy)


def taught(teacher, learner, policy):
    """The skills in which the teacher closes something of the learner's gap, sorted; none where not recorded."""
    wants = wants_of(learner, policy)
    if teacher.skills is None or learner.skills is None or wants is None:
        return []
    return sorted(skill for skill, want in wants.items()
                  if skill_gap_parts(teacher, replace(learner, wants={skill: want}), policy)[0])
