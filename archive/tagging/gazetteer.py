"""From authority records to the forms under which a text may name them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archive.tagging import knowledge
from archive.tagging.forms import Form, Kind
from archive.tagging.matching import folded

_SHORTEST_SURNAME = 4


@dataclass(frozen=True)
class Known:
    """A record as the tagger knows it; `related` are the regions that it lies in or holds."""

    record: Hashable
    name: str
    variants: tuple[str, ...] = ()
    iso: str = ""
    kind: str = ""
    related: frozenset[Hashable] = field(default_factory=frozenset)


def region_forms(records: Iterable[Known]) -> list[Form]:
    """Return names, peoples and cities of regions.

    A city that is a record of its own stands for itself, not for the region that it lies in.
    """
    records = list(records)
    names = _unique(form for each in records for form in _names_of_region(each))
    owners: defaultdict[str, set[Hashable]] = defaultdict(set)
    for form in names:
        owners[folded(form.text)].add(form.record)
    related = {each.record: each.related for each in records}
    further = [form for each in records for form in _further_forms(each)]
    return names + [form for form in further if not _is_owned(form, owners, related)]


def _names_of_region(region: Known) -> Iterator[Form]:
    known = knowledge.country(region.name, region.iso)
    for text in (region.name, *region.variants, *(known.names if known else ())):
        yield Form(text, region.record, Kind.CITY if region.kind == "city" else Kind.NAME)


def _further_forms(region: Known) -> Iterator[Form]:
    if known := knowledge.country(region.name, region.iso):
        yield from (Form(text, region.record, Kind.ADJECTIVE) for text in known.adjectives)
        yield from (Form(text, region.record, Kind.PLACE) for text in known.places)


def _is_owned(
    form: Form,
    owners: Mapping[str, set[Hashable]],
    related: Mapping[Hashable, frozenset[Hashable]],
) -> bool:
    own = owners.get(folded(form.text), set())
    return form.record in own or bool(own & related[form.record])


def actor_forms(records: Iterable[Known]) -> list[Form]:
    """Return names of actors, and surnames of persons."""
    return _unique(form for each in records for form in _names_of_actor(each))


def _names_of_actor(actor: Known) -> Iterator[Form]:
    if actor.kind != "person":
        for text in (actor.name, *actor.variants, *knowledge.organisation(actor.name)):
            yield Form(text, actor.record)
        return
    for text in (actor.name, *actor.variants):
        surname = text.rpartition(" ")[2]
        is_whole = surname != text
        if is_whole and len(surname) >= _SHORTEST_SURNAME:
            yield Form(surname, actor.record, Kind.SURNAME)
        yield Form(text, actor.record, _kind_of_name(text, is_whole, actor))


def _kind_of_name(text: str, is_whole: bool, person: Known) -> Kind:
    if is_whole:
        return Kind.WHOLE_NAME
    return Kind.MONONYM if text == person.name else Kind.NAME


def _unique(forms: Iterable[Form]) -> list[Form]:
    """Drop what a better kind of form of the same record says already."""
    best: dict[tuple[str, Hashable], Form] = {}
    for form in forms:
        key = (form.text, form.record)
        if key not in best or form.kind < best[key].kind:
            best[key] = form
    return list(best.values())
