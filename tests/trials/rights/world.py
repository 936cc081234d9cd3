"""The world of the matrix: two provinces with their people, rounds and records."""

from dataclasses import dataclass

from tests.stage import empty_registry, new_stage, open_round, user_of
from tests.trials.rights.people import Somebody, actors_of, bodies_of, half_people, known
from tests.trials.rights.records import Record, make_records

from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.rounds.actions import set_number_code
from kedeng.apps.rounds.models import Round
from kedeng.domain.policy import Actor
from kedeng.domain.states import State


@dataclass(frozen=True)
class World:
    """Bodies, accounts and people by name; rounds by province; records."""

    bodies: dict[str, Organisation]
    actors: dict[str, Actor]
    people: dict[str, Somebody]
    rounds: dict[str, Round]
    records: list[Record]

    def record(self, filer: str, state: State) -> Record:
        """Find the record of a filer in a state."""
        return next(
            each for each in self.records if (each.family.filer, each.state) == (filer, state)
        )

    def user(self, name: str) -> User:
        """Find an account as it is now."""
        return user_of(self.actors[name])


def make_world() -> World:
    """Set the stage wide, in a registry without the cast of the suite."""
    empty_registry()
    stage = new_stage()
    bodies = bodies_of(stage)
    actors = actors_of(bodies)
    set_number_code(actor=None, organisation=stage.other_province, code="915", is_verified=False)
    rounds = {"province": stage.round, "other_province": open_round(stage.other_province)}
    people = {name: known(name, actor) for name, actor in actors.items()}
    people |= {each.name: each for each in half_people(bodies["unit"])}
    return World(bodies, actors, people, rounds, make_records(actors, rounds))
