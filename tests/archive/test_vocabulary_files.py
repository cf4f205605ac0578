"""A vocabulary out to a file and back, as JSON and as SKOS."""

import json

import pytest
from django.core.management import CommandError, call_command
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from archive.exporting import authorities
from archive.models import Actor, ArticleActor, ArticleRegion, Region, TakenSlug

BASE = "https://archive.example.org"
ARMENIA = URIRef(f"{BASE}/regions/armenia/")
FORMATS = {".ttl": "turtle", ".jsonld": "json-ld"}


@pytest.fixture
def export(archive, tmp_path):
    """Write a kind to a file and return its path."""

    def written(kind, ending):
        path = tmp_path / f"vocabulary{ending}"
        call_command("export_vocabulary", kind, str(path), base=BASE)
        return path

    return written


def graph(path):
    return Graph().parse(path, format=FORMATS[path.suffix])


def forget(model, tags):
    """Delete all records of a kind, merged ones first, and free their slugs."""
    tags.objects.all().delete()
    model.objects.exclude(merged_into=None).delete()
    model.objects.all().delete()
    TakenSlug.objects.all().delete()


def without_kinds(lines):
    """SKOS has no kinds of variants."""
    return [
        {**line, "variants": [{**v, "kind": "spelling"} for v in line["variants"]]}
        for line in lines
    ]


@pytest.mark.parametrize("ending", [".jsonl", ".ttl", ".jsonld"])
def test_regions_come_back_as_they_went(archive, export, ending):
    archive.karabakh.variants.create(form="Qarabağ", script="Latn", language="az")
    Region.objects.filter(pk=archive.armenia.pk).update(iso="AM", wikidata="Q399", note="A note.")
    before = list(authorities.lines(Region))
    path = export("regions", ending)
    forget(Region, ArticleRegion)
    call_command("import_vocabulary", "regions", str(path))
    assert list(authorities.lines(Region)) == before


@pytest.mark.parametrize("ending", [".jsonl", ".ttl", ".jsonld"])
def test_actors_come_back_with_years_variants_merges_and_ends(archive, export, ending):
    Actor.objects.filter(pk=archive.aliev.pk).update(first_year=1923, last_year=2003)
    Actor.objects.create(name="Geidar Aliyev", merged_into=archive.aliev)
    Actor.objects.filter(pk=archive.kocharian.pk).update(retired=True)
    before = list(authorities.lines(Actor))
    path = export("actors", ending)
    forget(Actor, ArticleActor)
    call_command("import_vocabulary", "actors", str(path))
    assert without_kinds(authorities.lines(Actor)) == without_kinds(before)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_region_is_a_concept_of_the_scheme(export, ending):
    concepts = set(graph(export("regions", ending)).subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == Region.objects.count()
    assert ARMENIA in concepts


@pytest.mark.parametrize("ending", FORMATS)
def test_broader_and_narrower_say_the_same(export, ending):
    found = graph(export("regions", ending))
    broader = set(found.subject_objects(SKOS.broader))
    assert (URIRef(f"{BASE}/regions/karabakh/"), ARMENIA) in broader
    assert broader == {(one, other) for other, one in found.subject_objects(SKOS.narrower)}


def test_a_concept_has_one_preferred_label_in_no_language(export):
    assert list(graph(export("regions", ".ttl")).objects(ARMENIA, SKOS.prefLabel)) == [
        Literal("Armenia")
    ]


def test_a_variant_is_a_label_with_language_and_script(archive, export):
    archive.armenia.variants.create(form="Ermənistan", script="Latn", language="az")
    labels = graph(export("regions", ".ttl")).objects(ARMENIA, SKOS.altLabel)
    assert list(labels) == [Literal("Ermənistan", lang="az-Latn")]


def test_a_wikidata_id_is_an_exact_match(archive, export):
    Region.objects.filter(pk=archive.armenia.pk).update(wikidata="Q399")
    match = URIRef("http://www.wikidata.org/entity/Q399")
    assert (ARMENIA, SKOS.exactMatch, match) in graph(export("regions", ".ttl"))


def test_a_merged_record_is_replaced_by_its_survivor(archive, export):
    Region.objects.create(name="Hayastan", merged_into=archive.armenia)
    merged = URIRef(f"{BASE}/regions/hayastan/")
    assert (merged, DCTERMS.isReplacedBy, ARMENIA) in graph(export("regions", ".ttl"))


@pytest.fixture
def bring(archive, tmp_path, capsys):
    """Import regions from a text and return what the command printed."""

    def imported(text, ending=".jsonl"):
        path = tmp_path / f"in{ending}"
        path.write_text(text if isinstance(text, str) else json.dumps(text) + "\n")
        call_command("import_vocabulary", "regions", str(path))
        printed = capsys.readouterr()
        return printed.out + printed.err

    return imported


def test_a_known_record_stays_as_it_is(archive, bring):
    assert "0 regions made, 1 known" in bring({"slug": "armenia", "name": "Other"})
    assert Region.objects.get(slug="armenia").name == "Armenia"


def test_a_bad_line_is_reported_and_the_others_go_in(bring):
    good = json.dumps({"slug": "georgia", "name": "Georgia"})
    bad = json.dumps({"slug": "moldova", "name": "Moldova", "wikidata": "wrong"})
    assert "moldova: A Wikidata id is Q with a number" in bring(f"{bad}\n{good}\n")
    assert Region.objects.filter(slug="georgia").exists()
    assert not Region.objects.filter(slug="moldova").exists()


def test_regions_that_lie_in_each_other_are_told(bring):
    one = json.dumps({"slug": "a", "name": "A", "broader": ["b"]})
    other = json.dumps({"slug": "b", "name": "B", "broader": ["a"]})
    assert "b: it would lie in itself" in bring(f"{one}\n{other}\n")


def test_concepts_of_another_hand_are_read(bring):
    bring(
        """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <http://example.org/places#georgia> a skos:Concept ;
          skos:prefLabel "Georgien"@de, "Georgia"@en ; skos:altLabel "Gruzia" .""",
        ".ttl",
    )
    made = Region.objects.get(slug="georgia")
    assert (made.name, made.variants.get().form) == ("Georgia", "Gruzia")


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("[1]\n", ".jsonl"),
        ("{", ".jsonl"),
        ("<a> <b>", ".ttl"),
        ("{", ".jsonld"),
        ('{"@context": "http://example.org/context.jsonld"}', ".jsonld"),
        ('[{"@context": ["http://example.org/context.jsonld"]}]', ".jsonld"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(bring, text, ending):
    with pytest.raises(CommandError):
        bring(text, ending)
