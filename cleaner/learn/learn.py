"""From raw texts of one publisher to a rule file that a person reviews. The order of the steps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cleaner.errors import UsageError
from cleaner.learn.blocks import find_cuts
from cleaner.learn.file import Author, named, without_errors
from cleaner.learn.glued import find_glued
from cleaner.learn.inside import find_inside
from cleaner.learn.kinds import Kinds
from cleaner.learn.lines import Draft, LeftOut, Place, Repeated, doubt, find_repeated, least_support, one_or_all
from cleaner.learn.page import Page, drop_copies, find_articles, read_pages
from cleaner.learn.signs import find_signs
from cleaner.learn.slots import find_labels, find_values
from cleaner.pipeline import NO_PUBLISHER, Cleaner
from cleaner.rule import Kind, Rule, RuleFile, Zone

FEWEST_TEXTS = 3
FEW_TEXTS = 5


@dataclass(frozen=True)
class Lesson:
    """A learned rule file, what it was learned from, and what was left out.

    `seen` says for each phrase of each rule, by the rule's id, on how many of `pages` texts it stands;
    `copies` texts more told a story again.
    """

    file: RuleFile
    seen: Mapping[str, Mapping[str, int]]
    pages: int
    copies: int
    left_out: Sequence[LeftOut]


def read_texts(texts: Iterable[str | bytes], cleaner: Cleaner) -> list[Page]:
    """Texts, or pages as HTML, as learning sees them; empty ones are left out."""
    traces = (cleaner.trace(text, publisher=NO_PUBLISHER) for text in texts)
    return read_pages((trace for trace in traces if len(trace.document)), frozenset(cleaner.rulebase.packs))


def learn(pages: Sequence[Page], cleaner: Cleaner, about: RuleFile) -> Lesson:
    """The rules for a publisher's texts, added to what is known about it; UsageError where the texts are too few."""
    unique = drop_copies(pages)
    if len(unique) < FEWEST_TEXTS:
        raise UsageError(f"{len(unique)} different texts are too few to learn from; give {FEW_TEXTS} or more")
    find_articles(unique)
    language = Counter(page.scene.language for page in unique if page.scene.language).most_common(1)
    about = replace(about, language=language[0][0] if language else None, classifier=True)
    kinds = Kinds(compiled.rule for compiled in cleaner.rulebase.pack_matcher(about.language).rules)
    drafts, left_out = _drafts(unique, kinds)
    author = Author(unique, kinds, about.language)
    written = [(author.write(draft), draft) for draft in drafts]
    ready = [(rule, draft) for rule, draft in written if rule]
    left_out += [_unwritten(draft) for rule, draft in written if not rule]
    rules = named(rule for rule, _ in ready)
    seen = {rule.id: draft.seen for rule, (_, draft) in zip(rules, ready, strict=True)}
    signs = find_signs(unique, find_repeated(unique), drafts, about.name)
    file, refused = without_errors(replace(about, recognise=signs, rules=rules))
    return Lesson(file, seen, len(unique), len(pages) - len(unique), [*left_out, *refused])


def _unwritten(draft: Draft) -> LeftOut:
    phrase, pages = next(iter(draft.seen.items()))
    return LeftOut(phrase, pages, "cannot be told from the article's own sentences")


def _drafts(pages: Sequence[Page], kinds: Kinds) -> tuple[list[Draft], list[LeftOut]]:
    """All that looks like noise of the publisher's, from the top of the page to its end."""
    repeated = find_repeated(pages)
    loose = _loose(pages, repeated)
    cuts = find_cuts(pages, repeated, loose, kinds)
    lines, left_out = _lines(pages, repeated, loose, kinds)
    labels = find_labels(pages, loose)
    values = find_values(pages, repeated, loose)
    glued, datelines = find_glued(pages)
    return [*lines, *labels, *values, *glued, *find_inside(pages), *cuts], [*left_out, *datelines]


def _loose(pages: Sequence[Page], repeated: Mapping[str, Repeated]) -> set[Place]:
    """What may be noise: what no pack knows, save the articles' own lines that no other page has."""
    loose = set()
    for number, page in enumerate(pages):
        own = set(page.own_lines())
        loose |= {
            Place(number, index)
            for index, key in enumerate(page.keys)
            if key and index not in page.known and (index not in own or key in repeated)
        }
    return loose


def _lines(
    pages: Sequence[Page], repeated: Mapping[str, Repeated], loose: set[Place], kinds: Kinds
) -> tuple[list[Draft], list[LeftOut]]:
    """Whole lines, those of one kind and zone in one rule; what the rules take is taken out of `loose`."""
    groups: dict[tuple[Zone, Kind], list[Repeated]] = defaultdict(list)
    left_out = []
    for line in repeated.values():
        rest = loose.intersection(line.places)
        if not line.can_be_phrase or len({place.page for place in rest}) < least_support(len(pages)):
            continue
        if why := doubt(line, pages, repeated):
            left_out.append(LeftOut(line.text, len(line.pages), why))
        else:
            groups[_zone(line, pages), kinds.guess(line.text)].append(line)
            loose -= rest
    order: tuple[Zone, ...] = ("head", "body", "any", "tail")
    drafts = []
    for (zone, kind), group in sorted(groups.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        seen = {line.text: len(line.pages) for line in group}
        rule = Rule(id="", kind=kind, where=zone, line=one_or_all(seen))
        drafts.append(Draft(rule, seen, [line.places[0] for line in group]))
    return drafts, left_out


def _zone(line: Repeated, pages: Sequence[Page]) -> Zone:
    """The zone that all occurrences of a line lie in."""
    if all(i < pages[p].document.head for p, i in line.places) and all(
        pages[p].side(i) == "head" for p, i in line.places
    ):
        return "head"
    return "tail" if all(i >= pages[p].document.tail for p, i in line.places) else "any"
