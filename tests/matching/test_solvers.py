"""One battery that every solver passes, and the proof that checks and repairs them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.arrays import BoolArray
from matching.assignment import frame
from matching.problem import Network
from matching.proof import settle
from matching.solving import by_assignment, by_flow, solve
from tests.matching.problems import Small, best_by_trying, problems

Solver = Callable[[Network], BoolArray]
SINGLE_NEEDS = [by_assignment, by_flow, solve]
ANY_NEEDS = [by_flow, solve]


def network_of(problem: Small) -> Network:
    return frame(**problem.arguments).network()


def useful(network: Network) -> Network:
    return network.keep(
        (network.worth >= 0) & (network.demand[network.mentees] > 0) & (network.capacity[network.mentors] > 0)
    )


def check(network: Network, chosen: BoolArray, problem: Small) -> None:
    rows, columns = network.mentees[chosen], network.mentors[chosen]
    unfilled = sum(problem.demand) - len(rows)
    worth = int(problem.scores[rows, columns].sum()) + problem.floor * unfilled
    assert (np.bincount(columns, minlength=len(problem.capacity)) <= problem.capacity).all()
    assert (np.bincount(rows, minlength=len(problem.demand)) <= problem.demand).all()
    assert (worth, len(rows)) == best_by_trying(problem, "best_total")


@pytest.mark.parametrize("solver", SINGLE_NEEDS)
@given(problem=problems(needs=1))
@settings(max_examples=50, deadline=None)
def test_solver_is_exact_for_single_needs(problem: Small, solver: Solver) -> None:
    network = useful(network_of(problem))

    chosen = solver(network) if len(network.arcs) else np.zeros(0, dtype=bool)

    check(network, chosen, problem)


@pytest.mark.parametrize("solver", ANY_NEEDS)
@given(problem=problems(needs=3))
@settings(max_examples=50, deadline=None)
def test_solver_is_exact_for_several_distinct_mentors(problem: Small, solver: Solver) -> None:
    network = useful(network_of(problem))

    chosen = solver(network) if len(network.arcs) else np.zeros(0, dtype=bool)

    check(network, chosen, problem)


@given(problem=problems())
@settings(max_examples=80, deadline=None)
def test_settle_makes_the_best_answer_out_of_none(problem: Small) -> None:
    network = network_of(problem)

    settled = settle(network, np.zeros(len(network.arcs), dtype=bool))

    worth = int(network.worth[settled.chosen].sum()) + problem.floor * sum(problem.demand)
    assert worth == best_by_trying(problem, "best_total")[0]


@given(problem=problems(), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=80, deadline=None)
def test_settle_makes_the_best_answer_out_of_any(problem: Small, seed: int) -> None:
    network = network_of(problem)
    chosen = np.zeros(len(network.arcs), dtype=bool)
    needs, seats = network.demand.copy(), network.capacity.copy()
    for arc in np.random.default_rng(seed).permutation(len(chosen)).tolist():
        row, column = network.mentees[arc], network.mentors[arc]
        if needs[row] and seats[column]:
            chosen[arc], needs[row], seats[column] = True, needs[row] - 1, seats[column] - 1

    settled = settle(network, chosen)

    worth = int(network.worth[settled.chosen].sum()) + problem.floor * sum(problem.demand)
    assert worth == best_by_trying(problem, "best_total")[0]


@given(problem=problems())
@settings(max_examples=50, deadline=None)
def test_settle_leaves_a_best_answer_alone(problem: Small) -> None:
    network = network_of(problem)
    chosen = solve(network)

    settled = settle(network, chosen)

    assert settled.repairs == 0
    assert settled.chosen.tolist() == chosen.tolist()


def test_settle_gives_the_lowest_prices() -> None:
    network = frame([[9, 4], [7, 6]]).network()

    settled = settle(network, solve(network))

    assert settled.mentor_prices.tolist() == [1, 0]
    assert settled.mentee_prices.tolist() == [8, 6]


def test_flow_finds_the_arcs_it_did_not_look_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    scores = random.integers(0, 1000, (60, 1)) + random.integers(0, 1000, 40) + random.integers(0, 30, (60, 40))
    network = useful(frame(scores, capacity=np.full(40, 2), demand=np.full(60, 2)).network())
    whole = by_flow(network)
    monkeypatch.setattr("matching.solving.FEW_ARCS", 0)

    part = by_flow(network)

    assert (network.worth[part].sum(), part.sum()) == (network.worth[whole].sum(), 80)
