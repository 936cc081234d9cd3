"""Keys that tell the same result again, when the unit behind it has changed (process.md B72)."""

from collections.abc import Collection
from itertools import groupby

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import unit_of
from kedeng.apps.registrations.models import Registration
from kedeng.domain.similarity import duplicate_key
from kedeng.domain.states import states

BATCH = 500


def renew_keys(filers: Collection[int]) -> None:
    """Key what bodies filed by the units to which they now belong, so that none registers it again.

    Where the new unit has the same result live already, both stay as they are.
    """
    units = {each.pk: str(unit_of(each).pk) for each in Organisation.objects.filter(pk__in=filers)}
    filed = Registration.objects.filter(filer_organisation__in=units).exclude(duplicate_key="")
    for unit, group in groupby(
        sorted(filed, key=lambda each: (units[each.filer_organisation_id], each.pk)),
        key=lambda each: units[each.filer_organisation_id],
    ):
        _renew(list(group), unit)


def _renew(filed: list[Registration], unit: str) -> None:
    live = Registration.objects.filter(state__in=[s.value for s in states(blocks_duplicates=True)])
    keys = {each.pk: duplicate_key(each.category, each.title, unit) for each in filed}
    changed = [each for each in filed if keys[each.pk] != each.duplicate_key]
    for start in range(0, len(changed), BATCH):
        batch = changed[start : start + BATCH]
        wanted = [keys[each.pk] for each in batch]
        taken = live.filter(duplicate_key__in=wanted).values_list("duplicate_key", flat=True)
        kept = set(taken)
        renewed = [each for each in batch if keys[each.pk] not in kept]
        for each in renewed:
            each.duplicate_key = keys[each.pk]
        Registration.objects.bulk_update(renewed, ["duplicate_key"])
