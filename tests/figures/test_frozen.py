"""Each step of the fact stage takes a frozen record and returns a frozen record. The sentences are constructed."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields

import pytest

from tipetl.figures.choice.choose import choose
from tipetl.figures.choice.network import load_scorer
from tipetl.figures.record.analysis import Analysis
from tipetl.figures.record.context import Context
from tipetl.figures.record.readings import Link, Reading
from tipetl.figures.record.sights import Group, Sight
from tipetl.figures.sentence import AFTER_CHOICE, AFTER_YEARS, BEFORE_CHOICE, BY_RULES, Step, analyse, unread
from tipetl.figures.years.assign import assign_years
from tipetl.figures.years.carried import Carried
from tipetl.language.rules import load_rules
from tipetl.syntax.chunks.items import Item
from tipetl.syntax.frames.frame import Frame

BEFORE = (
    "Courts convicted 41 traffickers in 2011, compared with 30 in 2010, and assisted 14 victims, "
    "and the law prescribes two to five years' imprisonment."
)
SENTENCES = (
    "The police investigated 60 cases in 2012, compared with 52 in 2011, and prosecuted 31 suspects, including six "
    "officials; 20 of them were convicted, none in absentia.",
    "It did not report how many victims it had identified, nor any in 2006, and convicted nobody, as in 2010.",
    "Judges sentenced three traffickers to six, seven, and nine years' imprisonment, and suspended two sentences; the "
    "law prescribes two to five years.",
    "The government spent $49,000 ($12,000 in 2011) on shelters and assisted 90 victims: 40 women, 30 men, and 20 "
    "girls, the same number as in 2011.",
    "NGOs assisted 1,214 migrants, 180 of whom were trafficking victims, and both were referred to care.",
    "The shelters housed 1,263 women exploited in prostitution, and the three for foreigners another 71, 54 of them "
    "Filipinas and 17 Russians, as opposed to 83 in the year before.",
    "It prosecuted 28 in 16, did not prosecute or convict any official, and never convicted a single trafficker.",
    "Theft led to 900 arrests; trafficking led to 12.",
    "Courts convicted six traffickers and sentenced all to five years' imprisonment, and suspended both sentences.",
    "The police arrested and prosecuted 14 traffickers; courts convicted all of them.",
    "Courts convicted none in 2012 or 2011.",
    "Officials identified and referred 46 victims: 30 women and 16 men.",
    "It investigated 12.",
    "It freed 31 victims; no figure was available for 2010.",
    "There was no information on prosecutions, and the state spent nothing on shelters.",
    "Some 19 women who had been victims were fined and jailed for three months.",
    "The 14 victims were assisted, six victims found employment, and 40 percent of them were 15 years old.",
    "Officials identified 350 victims in 2012; the tally for 2011 was 391, that is to say 244 and 147.",
    "The government deported 5,300 workers who had left their sponsors.",
    "Nine were from Moldova.",
    "The new article carries the same penalties.",
    "At least four police officers were under investigation, and one was dismissed.",
    "Police investigated 34 cases in 2012 and arrested 58 suspects in 21 of them.",
)
#: the text, and fields that are computed only when first needed
MEMOS = ("tokens", "_word_symbols", "_depths")
scorer = load_scorer()
assert scorer is not None


def _choose(analysis: Analysis) -> Analysis:
    return choose(analysis, scorer)


def _date(analysis: Analysis) -> Analysis:
    return assign_years(analysis, Carried(), 2013)[0]


STEPS = (
    *BY_RULES,
    *BEFORE_CHOICE,
    Step(_choose, "the scorer"),
    *AFTER_CHOICE,
    Step(_date, "years"),
    *AFTER_YEARS,
)


def _seen(analysis: Analysis) -> list[object]:
    """List all that a step can see of a sentence; a reading on which another depends is named by its place."""
    place = {id(reading): at for at, reading in enumerate(analysis.readings)}

    def told(value: object) -> object:
        if isinstance(value, Reading):
            return place.get(id(value), f"{value.metric} {value.low} {value.__class__}")
        if isinstance(value, list | tuple):
            return [told(x) for x in value]
        if isinstance(value, dict):
            return {key: told(x) for key, x in value.items()}
        if isinstance(value, Frame | Item | Sight | Group | Link):
            return [told(getattr(value, name)) for name in _slots(value) if name != "tokens"]
        return repr(value)

    rest = [
        told(getattr(analysis, x.name))
        for x in fields(analysis)
        if x.name not in ("context", "readings", "tokens", *MEMOS)
    ]
    return [*rest, *([told(getattr(r, x.name)) for x in fields(r)] for r in analysis.readings)]


def _slots(value: object) -> list[str]:
    return [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]


def _stages(words: str) -> Iterator[tuple[Step, Analysis]]:
    """Yield each step with the sentence as the previous steps leave it."""
    rules = load_rules()
    before = analyse(BEFORE, 0, len(BEFORE), Context(rules, "KEN", "prosecution"), scorer).readings
    context = Context(rules, "KEN", "prosecution", before, before[0].metric, paragraph=before)
    [analysis] = unread(words, [(0, len(words))], Context(rules, "KEN"))
    for step in STEPS:
        if step is BEFORE_CHOICE[0]:
            analysis = analysis.with_(context=context)
        yield step, analysis
        analysis = step.apply(analysis)


@pytest.mark.parametrize("words", SENTENCES)
def test_each_step_is_a_pure_function(words: str) -> None:
    for step, given in _stages(words):
        seen = _seen(given)
        once, again = step.apply(given), step.apply(given)
        assert _seen(given) == seen, f"{step.apply.__name__} changes what it is given"
        assert _seen(once) == _seen(again), f"{step.apply.__name__} gives something else the second time"


@pytest.mark.parametrize("words", SENTENCES)
def test_passing_on_a_draft_changes_nothing(words: str) -> None:
    [*_, (last, given)] = _stages(words)
    analysis: Analysis = next(_stages(words))[1].passed()
    for step in STEPS:
        if step is BEFORE_CHOICE[0]:
            analysis = analysis.with_(context=given.context)
        analysis = step.apply(analysis)
    assert _seen(analysis.frozen()) == _seen(last.apply(given))


@pytest.mark.parametrize("words", SENTENCES)
def test_each_step_gives_frozen_records(words: str) -> None:
    for _, analysis in _stages(words):
        assert isinstance(analysis, Analysis)
        with pytest.raises(FrozenInstanceError):
            analysis.readings = ()  # type: ignore[misc]
        for reading in analysis.readings:
            assert isinstance(reading, Reading)
            with pytest.raises(FrozenInstanceError):
                reading.unit = None  # type: ignore[misc]
            if reading.frame is not None:
                with pytest.raises(FrozenInstanceError):
                    reading.frame.acts = []
        for item in analysis.items:
            with pytest.raises(FrozenInstanceError):
                item.negated = True


#: steps that act only in rare contexts
RARE = {"drop_denied", "drop_uncalled", "count_as_told"}


def test_all_steps_have_something_to_do() -> None:
    """Check that every step acts on some sentence; otherwise the tests above would prove nothing."""
    idle = {step.apply.__name__ for step in STEPS}
    for words in SENTENCES:
        idle -= {step.apply.__name__ for step, given in _stages(words) if _seen(step.apply(given)) != _seen(given)}
    assert idle <= RARE, idle
