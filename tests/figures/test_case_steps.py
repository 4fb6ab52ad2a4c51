"""Test the dated steps of one case (``figures.claims.case_steps``), and what came after an event (``sequels``)."""

from __future__ import annotations

import pytest

from tests.figures.test_descriptions import analyses
from tipetl.figures.claims.case_steps import Cases
from tipetl.figures.claims.sequels import Events

Month = tuple[int, int | None]


def steps_met(text: str) -> list[tuple[Month, Month]]:
    """Return the dates of two steps of one case, the first of which should be the earlier one."""
    cases = Cases()
    met = [one for position, analysis in enumerate(analyses(text)) for one in cases.meet(analysis, 0, position)]
    return [(one.other[:2], one.date[:2]) if one.later else (one.date[:2], one.other[:2]) for one in met]


@pytest.mark.parametrize(
    "text",
    [
        # in the next sentence, a pronoun or "this man" refers to the defendant
        "Police arrested a Chinese man in Balti in October 2016. In June 2016, the High Court convicted him.",
        "He saw a man who was arrested in October 2016 at a house. In June 2016, the court sentenced this man to life.",
        "Police arrested two brothers in October 2016. The two were convicted in June 2016.",
        "A consul went on trial in October 2016. The court found him guilty in June 2016.",
        # the grammar of one sentence shows that both steps are one person's
        "A pastor was indicted in October 2016 and found guilty in June 2016.",
        "The man, arrested in October 2016, was sentenced in June 2016 to ten years.",
        "In June 2016, a court sentenced a bar owner to ten years; police had arrested her in October 2016.",
        "In June 2016, a court sentenced a recruiter arrested in October 2016.",
        "In June 2016, a court sentenced a recruiter who was arrested in October 2016.",
        "The trial of a mayor opened in October 2016, and he was acquitted in June 2016.",
        # the appeal refers to the verdict ("his conviction")
        "A court convicted a guard in October 2016. The court of appeal upheld his conviction in June 2016.",
        "The court upheld his conviction in June 2016; the lower court had convicted him in October 2016.",
        "In June 2016, an appeals court reduced the sentence that a court in Balti had imposed in October 2016.",
        # the offense is said to be the same, although the verdict is mentioned as the earlier step
        "He was arrested in October 2016. The man had been sentenced for this crime in June 2016.",
    ],
)
def test_the_steps_of_one_case(text: str) -> None:
    assert steps_met(text) == [((2016, 10), (2016, 6))]


@pytest.mark.parametrize(
    "text",
    [
        # the second step is somebody else's
        "Police arrested a bar owner in October 2016. In June 2016, a court had sentenced his brother.",
        "Police arrested three men in October 2016. In June 2016, a court sentenced a woman to ten years.",
        "Police arrested 12 traffickers in October 2016. In June 2016, courts convicted 10 traffickers.",
        "A court convicted a pimp in October 2016. In June 2016, it upheld the conviction of a police officer.",
        "The brother of a man arrested in October 2016 was sentenced in June 2016.",
        "The brother of a man who was arrested in October 2016 was sentenced in June 2016.",
        # it is uncertain to whom "she" refers
        "Police arrested a man in October 2016, and a court tried and sentenced a woman in May 2016. She was acquitted "
        "in June 2016.",
        # the earlier step belongs to another case of the same person
        "The head of a ring was arrested in October 2016. He had been sentenced in June 2016 for pimping.",
        "A man convicted of pimping in June 2016 was arrested in October 2016 for selling two girls.",
        "Police arrested in October 2016 a man convicted in June 2016 of pimping.",
        "A well-known trafficker, sentenced in June 2016, was arrested again in October 2016.",
        # these steps may come in this order
        "A court sentenced a trafficker in absentia in June 2016. He was arrested in October 2016.",
        "An appeals court overturned his conviction in June 2016. In October 2016, the court convicted him.",
        # the year of a step is uncertain
        "In October 2016, a court sentenced a man, and in June an appeals court upheld the sentence.",
    ],
)
def test_what_is_another_case(text: str) -> None:
    assert ((2016, 10), (2016, 6)) not in steps_met(text)


def sequels_met(text: str) -> list[tuple[Month, Month]]:
    """Return the date of an event, and the date of something said to have happened after it."""
    events = Events()
    met = [one for position, analysis in enumerate(analyses(text)) for one in events.meet(analysis, position)]
    return [(one.other[:2], one.date[:2]) for one in met]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("In July 2016, 90 nurses left after the lifting of the ban.", True),
        ("Since the ban was lifted, 90 nurses left for Jordan, the first in July 2016.", True),
        # the date is before the event, after another event, or the event's own
        ("In July 2016, 90 nurses left before the lifting of the ban.", False),
        ("In July 2016, 90 nurses left after the lifting of the curfew.", False),
        ("After the lifting of the ban in October 2016, 90 nurses left.", False),
        ("In July 2016, after talks about work abroad, the ban was not lifted for 90 nurses.", False),
    ],
)
def test_what_came_after_an_event(sentence: str, found: bool) -> None:
    met = sequels_met(f"The government lifted the ban on work abroad in October 2016. {sentence}")
    assert met == ([((2016, 10), (2016, 7))] if found else [])


def test_an_event_with_two_dates() -> None:
    assert not sequels_met(
        "The state lifted the ban in October 2016. It lifted the ban for nurses in June 2016. In May 2016, 90 nurses "
        "left after the lifting of the ban."
    )
