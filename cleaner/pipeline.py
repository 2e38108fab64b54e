"""From one input to one article. The only module that knows the order of the steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from cleaner.apply import Removed, kept_spans, resolve, within_budget
from cleaner.classify.classifier import Judge, Strictness
from cleaner.detect import Clues, host_of
from cleaner.document import Document
from cleaner.errors import UsageError
from cleaner.matching.match import Matcher, in_force
from cleaner.matching.scene import Scene
from cleaner.metadata import certain_facts, gather_facts, languages_of
from cleaner.model import Article, Decision, LeftOut, Match, Metadata, Status
from cleaner.render import body_lines, body_text
from cleaner.rule import KINDS, Layouts
from cleaner.rulefiles.rulebase import RuleBase
from cleaner.source import InputKind, Source, read_source
from cleaner.tags import find_tags, tag_matches
from cleaner.text import fold
from cleaner.title import find_title

if TYPE_CHECKING:
    from cleaner.page.metadata import PageMetadata

NO_PUBLISHER, TITLE_RULE = "none", "cleaner.title"
_INPUT_KINDS = get_args(InputKind)


@dataclass(frozen=True)
class Trace:
    """One article with everything that led to it: what `explain` shows."""

    document: Document
    decision: Decision
    matches: list[Match]
    article: Article
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each field of the metadata is from: a rule's full id, a publisher's, or what `cleaner.metadata` or
    the mark of a page is called."""
    noise: Sequence[float] = ()
    """How probably each segment is noise, by the classifier; empty where it was not asked."""
    left_out: Sequence[LeftOut] = ()
    """What of a page was judged not to be of its article."""


class Cleaner:
    """Cleans articles by the rules it was made with.

    `rules`: folders of rule files beside the shipped ones, a later file replacing or extending an
    earlier of its id; or a RuleBase. `keep`: kinds of noise that stay in the text. `fallback`:
    whether trafilatura may read HTML. `strictness`: how sure the classifier must be to remove what
    no rule knows, in texts of no known publisher. `weights`: its data file, the shipped one unless
    given. Makes no network access; picklable; threads may share one.

    Raises RuleError or RuleFilesError for bad rule files, UsageError for an unknown kind or
    strictness, InputError for bad weights.
    """

    def __init__(
        self,
        rules: str | Path | Iterable[str | Path] | RuleBase | None = None,
        *,
        keep: Iterable[str] = (),
        fallback: bool = True,
        strictness: Strictness = "balanced",
        weights: str | Path | None = None,
    ) -> None:
        self.keep = frozenset(keep)
        self.fallback = fallback
        unknown = sorted(self.keep - KINDS)
        if unknown:
            raise UsageError(f"unknown kind '{unknown[0]}'; kinds are: {', '.join(sorted(KINDS))}")
        folders = [rules] if isinstance(rules, str | Path) else rules
        self.rulebase = folders if isinstance(folders, RuleBase) else RuleBase(folders or ())
        self._judge = Judge(strictness, Path(weights) if weights else None)

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "keep": sorted(self.keep)}  # sets have another order in each process

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, keep=frozenset(state["keep"]))

    def clean(
        self,
        text: str | bytes,
        *,
        url: str | None = None,
        publisher: str | None = None,
        kind: InputKind = "auto",
        id: str | None = None,  # noqa: A002
    ) -> Article:
        """Clean one article.

        `publisher` is the id of a rule file; None recognises it, "none" uses the packs alone.
        `url` helps to recognise it; `id` is handed through. No input makes this raise; what
        could not be cleaned has status "error" and a message in `warnings`.
        Raises UsageError for an unknown publisher or kind.
        """
        return self.trace(text, url=url, publisher=publisher, kind=kind, id=id).article

    def trace(
        self,
        text: str | bytes,
        *,
        url: str | None = None,
        publisher: str | None = None,
        kind: InputKind = "auto",
        id: str | None = None,  # noqa: A002
    ) -> Trace:
        """`clean`, with the segments, the publisher's evidence and all matches."""
        if publisher not in (None, NO_PUBLISHER) and publisher not in self.rulebase.publishers:
            raise UsageError(f"unknown publisher '{publisher}'; see 'cleaner rules list'")
        if kind not in _INPUT_KINDS:
            raise UsageError(f"unknown kind of input '{kind}'; one of {', '.join(_INPUT_KINDS)}")
        try:
            layouts = partial(self._layouts, url, publisher)
            source = read_source(text, kind, url=url, id=id, layouts=layouts, fallback=self.fallback)
            return self._trace(source, publisher)
        except Exception as error:  # the promise is a record for any input, whatever a library makes of it
            return self._failed(text, url, id, error)

    def _trace(self, source: Source, publisher: str | None) -> Trace:
        scene = Scene(Document(source.text, find_tags(source.text)))
        decision = self._decide(scene, source, publisher)
        about = self.rulebase.file(decision.publisher) if decision.publisher else None
        languages = languages_of(source.text, source.about, about)
        scene.language = next(iter(languages), None)
        scene.timezone = about.timezone if about else None
        matchers = self._matchers(list(languages), decision.publisher) if len(scene.document) else []
        matches = self._match(scene, matchers, decision.publisher, source)
        known = certain_facts(source.url, languages)
        facts = gather_facts(matches, scene, known, about, source.about)
        valid = in_force(matches, matchers, facts.metadata.date)
        if len(valid) < len(matches):
            matches, facts = valid, gather_facts(valid, scene, known, about, source.about)
        asked = not source.page and (about is None or about.classifier)
        noise, verdicts = self._judge.judge(scene.document, matches) if asked else ([], [])
        matches += tag_matches(scene.document.tags, scene.document.starts, scene.document.ends)
        removed = self._remove(scene.document, [*matches, *verdicts])
        if verdicts and removed.refused:
            verdicts, removed = [], self._remove(scene.document, matches)
        if not source.page and about is None and {receipt.rule for receipt in removed.receipts} == {TITLE_RULE}:
            # Without any furniture it is a clean text, whose first line may well be its own: the title is read alone.
            matches = [match._replace(action="read") if match.rule == TITLE_RULE else match for match in matches]
            removed = self._remove(scene.document, matches)
        article = self._article(source, scene, decision.publisher, facts.metadata, removed)
        left_out = source.page.left_out if source.page else ()
        return Trace(scene.document, decision, [*matches, *verdicts], article, facts.origins, noise, left_out)

    def _remove(self, document: Document, matches: Iterable[Match]) -> Removed:
        return within_budget(document, [r for r in resolve(matches) if r.kind not in self.keep], self.rulebase.packs)

    def _layouts(self, url: str | None, publisher: str | None, page: PageMetadata) -> Layouts:
        """Where a page's article may stand: its publisher is told, or known before its text."""
        if publisher is None:
            clues = Clues(url, page.hosts, page.names)
            publisher = self.rulebase.recogniser.recognise(Scene(Document("")), clues).publisher
        return self.rulebase.layouts(None if publisher == NO_PUBLISHER else publisher)

    def _decide(self, scene: Scene, source: Source, publisher: str | None) -> Decision:
        if publisher == NO_PUBLISHER:
            return Decision(None, 0, ("the packs alone were asked for",))
        if publisher:
            return Decision(publisher, 0, ("told by the caller",))
        said = (source.about.hosts, source.about.names) if source.about else ()
        return self.rulebase.recogniser.recognise(scene, Clues(source.url, *said))

    def _matchers(self, languages: list[str], publisher: str | None) -> list[Matcher]:
        packs = self.rulebase.pack_matchers(languages)
        return [*packs, self.rulebase.publisher_matcher(publisher)] if publisher else packs

    def _match(self, scene: Scene, matchers: list[Matcher], publisher: str | None, source: Source) -> list[Match]:
        """All matches: first what needs only the text, then what asks for the title, then runs."""
        disabled = self.rulebase.disabled(publisher) if publisher else frozenset()
        matches = [m for matcher in matchers for m in matcher.find(scene) if m.rule not in disabled]
        matches += source.caption_matches(scene.document.starts)
        matches += self._set_title(scene, matches, source.about.metadata if source.about else None)
        scene.set_captions(m.values["captions"] for m in matches if "captions" in m.values)
        matches += [m for matcher in matchers for m in matcher.find_echoes(scene) if m.rule not in disabled]
        matches += [m for matcher in matchers for m in matcher.find_runs(scene, matches) if m.rule not in disabled]
        return matches

    def _set_title(self, scene: Scene, matches: list[Match], page: Metadata | None) -> list[Match]:
        """Tell the scene its title: from a rule, from the page, or the line that looks like one, as a match."""
        document = scene.document
        named = max((m for m in matches if "title" in m.values), key=lambda m: m.rank, default=None)
        told = named.values["title"] if named else page.title if page else None
        if told:
            scene.set_title(fold(told))
        if named and named.kind == "title":
            scene.title_segment = named.segment
            return []
        index = find_title(document, matches)
        if index is None or (told and not scene.is_title(document.folded(index))):
            return []
        if told:
            scene.title_segment = index
        else:
            scene.set_title(document.folded(index), index)
        start, end = document.starts[index], document.ends[index]
        values = {} if told else {"title": document.printed(start, end)}
        return [Match(start, end, "title", TITLE_RULE, 0, "remove", values, index, True)]

    def _article(
        self, source: Source, scene: Scene, publisher: str | None, metadata: Metadata, removed: Removed
    ) -> Article:
        document, page = scene.document, source.page
        slow = (f"an expression took too long and was skipped: {regex[:80]}" for regex in sorted(scene.slow))
        warnings = [*source.warnings, *slow]
        status: Status = "ok" if removed.receipts else "unchanged"
        if not len(document):
            status = "empty"
        elif removed.refused:
            status = "rolled_back"
            warnings.append(f"nothing was removed: {removed.refused}")
        kept = list(kept_spans(document, removed.receipts))
        text = body_text(document, kept)
        return Article(
            id=source.id,
            text=text,
            metadata=metadata,
            publisher=publisher,
            method=page.method if page else "rules" if publisher else "generic",
            status=status,
            warnings=warnings,
            removed=removed.receipts,
            ruleset=self.rulebase.hash,
            lines=body_lines(text, document, kept, page.lines) if page else (),
            base=page.about.base if page else None,
        )

    def _failed(self, text: str | bytes, url: str | None, id_: str | None, error: Exception) -> Trace:
        message = f"could not be cleaned: {type(error).__name__}: {error}"
        raw = text if isinstance(text, str) else text.decode("utf-8", "replace")
        document = Document("")
        known = Metadata(url=url, hostname=host_of(url))
        article = Article(id_, raw, known, None, "generic", "error", [message], [], self.rulebase.hash)
        return Trace(document, Decision(None, 0, ()), [], article)
