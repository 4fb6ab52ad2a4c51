"""Classifies durations as prison terms that were imposed, penalties that a law prescribes, or neither (contract section
2; section 3, rules 5 and 13)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from tipetl.figures.terms.verbs import SENTENCING, governed
from tipetl.figures.terms.words import PENALTY, TERM, WORDS
from tipetl.language import forms
from tipetl.language.cardinals import word_value
from tipetl.language.lexicon import load_lexicon
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks.items import BE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

PRISON, SENTENCES = WORDS["prison"], WORDS["sentences"]
OF_PRISON = PRISON | WORDS["of_a_term_in_prison"] | {WORD.told_thing, WORD.told_object}
OF_TERMS = SENTENCES | {WORD.whole, ","}
TERM_UNITS, DAYS = WORDS["units_of_terms"], WORDS["units_of_days"]
#: the number of words of the clause to consider before a duration
BEFORE = 25
#: the maximum number of words between a word that permits suspension and the verb of suspending
LEAVE_REACH = 4


def is_term(number: Number) -> bool:
    """Whether a number is a length of time in a unit used for prison terms."""
    return number.form == forms.DURATION and _unit(number) in TERM_UNITS


def law_like(words: frozenset[str]) -> bool:
    """Whether a sentence with these words describes a law's provisions."""
    if not words.isdisjoint(WORDS["prescribing"]):
        return True
    return not words.isdisjoint(WORDS["subjects_of_law"]) and not words.isdisjoint(WORDS["verbs_of_law"])


def classify(tokens: Tokens, number: Number, lo: int, hi: int, previous: str | None) -> str | None:
    """Classifies one duration in the clause ``lo`` to ``hi`` as ``penalty_prescribed``, ``sentence_terms`` or None.
    ``previous`` is the result for the previous duration in the sentence."""
    duration = Duration(tokens, number, lo, hi, previous)
    if any(veto(duration) for veto in VETOES):
        return None
    of_law = PENALTY if _of_the_law_told(duration) else None
    given = TERM if _longest_given(duration) else None
    metric = of_law or given or governed(tokens, number, lo, hi) or _awaits(duration)
    metric = metric or next((metric for metric, holds in SIGNS if holds(duration)), None)
    return None if metric == PENALTY and _unit(number) in DAYS else metric


@dataclass(frozen=True)
class Duration:
    """A duration in its clause, tokens ``lo`` to ``hi``. ``previous`` is the result for the previous duration."""

    tokens: Tokens
    number: Number
    lo: int
    hi: int
    previous: str | None

    @cached_property
    def before(self) -> list[str]:
        """The clause's words before the duration."""
        return self.tokens.low[max(0, self.number.begins - BEFORE) : self.number.begins]

    @cached_property
    def after(self) -> list[str]:
        """The first words after the duration."""
        return self.tokens.low[self.number.last + 1 : self.number.last + 9]

    @cached_property
    def in_prison(self) -> bool:
        """Whether prison is mentioned near the duration or elsewhere in the sentence."""
        near = self.tokens.low[max(self.lo, self.number.begins - 14) : self.number.begins]
        anywhere = {"imprisonment", "prison", "jail", "jailed", "imprisoned"}
        return not (
            PRISON.isdisjoint(near) and PRISON.isdisjoint(self.after) and anywhere.isdisjoint(self.tokens.words)
        )

    @cached_property
    def of_law(self) -> bool:
        """Whether the sentence describes a law's provisions."""
        return law_like(self.tokens.words)

    @cached_property
    def given_at(self) -> int:
        """The index in ``before`` of the last word that says a term was imposed; -1 if there is none."""
        return self.last_before(WORDS["giving"])

    def last_before(self, words: Iterable[str]) -> int:
        """Return the index in ``before`` of the last word that is in ``words``; -1 if there is none."""
        return max((at for at, word in enumerate(self.before) if word in words), default=-1)


# -- not a term --------------------------------------------------------------------------------------------


def _is_span(duration: Duration) -> bool:
    """Whether a duration is a span of time or an average instead of a term: "in five years", "two years ago", "a
    three-year action plan", "an average of six years", "served two years"."""
    low, number, before = duration.tokens.low, duration.number, duration.before
    if before and before[-1] in WORDS["before_a_span"] and before[-3:] != ["spend", WORD.known, "next"]:
        return True
    if duration.after[:1] == [WORD.matter] and not WORDS["averages"].isdisjoint(duration.after[1:2]):
        return True
    if not WORDS["other_durations"].isdisjoint(duration.after[: 4 if "-" in low[number.first] else 1]):
        return True
    spent = "served" in before[-4:] and SENTENCES.isdisjoint(before[-3:])  # "served terms of two years": terms imposed
    return spent or _averages(before)


def _averages(before: list[str]) -> bool:
    """Whether the words before a duration make it an average: "averaged six years", "the average term of those
    imprisoned was six".

    "Averaged six years and ranged from five to 14", "averaged six years, the highest being 14" and "averaged six; two
    got eight" also state a term after the average.
    """
    before = before[len(before) - [*reversed(before), ";"].index(";") :]
    if "average" in before and before[-1] in WORDS["bound_verbs"]:
        return WORDS["beside_an_average"].isdisjoint(before[before.index("average") :])
    at = next((place for place in range(len(before) - 1, -1, -1) if before[place].startswith("averag")), -1)
    return len(before) - 10 <= at and at >= 0 and WORDS["beside_an_average"].isdisjoint(before[at:])


def _is_stay(duration: Duration) -> bool:
    """Whether a duration is a permitted stay: "a residence permit of six months"."""
    beside = duration.tokens.low[max(duration.lo, duration.number.begins - 6) : duration.number.begins]
    spoken_of = WORDS["permits"].intersection([*beside, *duration.after[:4]])
    # "to stay in prison for six years", "the code permits six years in prison"
    return bool(spoken_of) and not (spoken_of <= WORDS["permits_or_prison"] and duration.in_prison)


def _is_short(duration: Duration) -> bool:
    """Whether a duration is in days or weeks, with no mention of prison: "10 days"."""
    return _unit(duration.number) in DAYS and not duration.in_prison


def _is_no_imprisonment(duration: Duration) -> bool:
    """Whether a term is suspended for a duration, or nobody serves it: "suspended for two years", "with no parole
    before 25 years", "less the two years spent on remand", "escaped a term of 20 years"."""
    near = [word for word in duration.before[-6:] if word not in WORDS["articles"]]
    parted = max((at + 1 for at, word in enumerate(near) if word in (",", ";")), default=0)
    if near[-1:] != [] and near[-1] in WORDS["taken_off"]:
        return True
    near = near[parted:]
    hangs = near[-1:] == [WORD.purpose] and not WORDS["hanging_over"].isdisjoint(near[-3:])
    escaped = not WORDS["not_served"].isdisjoint(near) and WORD.company not in near
    return hangs or escaped or not WORDS["not_to_be_free"].isdisjoint(near)


def _may_be_spared(duration: Duration) -> bool:
    """Whether a duration belongs to a law about terms, and is neither a term nor a penalty: "judges may suspend
    sentences of two years or less"."""
    allowed, spared = duration.last_before(WORDS["leave_to_spare"]), duration.last_before(WORDS["sparing"])
    own = not WORDS["between_changes"].isdisjoint(duration.before[spared:])
    return 0 <= allowed < spared <= allowed + LEAVE_REACH and not own


def _of_another_crime(duration: Duration) -> bool:
    """Whether a duration is the penalty for a crime used as a comparison: "penalties commensurate with those for rape,
    for which the maximum is six years"."""
    at = duration.last_before(WORDS["comparing_crimes"])
    return at >= 0 and not {WORD.told_thing, WORD.told_owner}.isdisjoint(duration.before[at:])


def _of_other_time(duration: Duration) -> bool:
    """Whether the duration is time of another kind, as ``other_time`` defines it."""
    return other_time(duration.tokens, duration.number)


def other_time(tokens: Tokens, number: Number) -> bool:
    """Whether the words after a duration show that it is time of another kind: "six months of counseling", "two days to
    leave", "three months' wages"."""
    after = [*tokens.low[number.last + 1 : number.last + 5], "", ""]
    if after[0] == WORD.whole:
        return OF_PRISON.isdisjoint(after[1:])
    if after[0] == WORD.goal:
        tags = load_lexicon().words.single.get(after[1], ())
        return after[1] != "serve" and bool(tags) and all(tag.category == forms.VERB for tag in tags)
    possessive = after[0] in ("'", "’") and after[1].isalpha()
    return possessive and after[1] not in PRISON and after[1] not in WORDS["behind_a_possessive"]


# -- terms and penalties ------------------------------------------------------------------------------


def _threatened(duration: Duration) -> bool:
    """Whether a duration is only a possible term: "whoever sells a child may be imprisoned for 10 years", "must go to
    prison for at least 10 years"."""
    tokens, threats = duration.tokens, WORDS["threats"]
    may = any(tokens.low[at] in threats and tokens.text[at] != "May" for at in range(duration.lo, duration.hi))
    if may and (_locked_up(duration) or _may_be_given(duration)):
        return True
    bounded = duration.number.qualifier in (codes.AT_LEAST, codes.AT_MOST)
    must = bounded and not WORDS["duties"].isdisjoint(duration.before)
    return (may or must) and (duration.in_prison or duration.of_law)


def _may_be_given(duration: Duration) -> bool:
    """Whether a term may be given: "can be given two to 10 years", "may get 10 years"."""
    said = [word for word in duration.before[-4:] if word not in BE]
    return any(one in WORDS["threats"] and other in WORDS["giving"] for one, other in pairwise(said))


def _to_prison(duration: Duration) -> bool:
    """Whether the words say that somebody went to prison: "she went to prison for two years"."""
    said = duration.tokens.low[duration.lo : duration.number.begins]
    return not WORDS["prisons"].isdisjoint(said) and not WORDS["going"].isdisjoint(said)


def _set_by_law(duration: Duration) -> bool:
    """Whether a law sets a penalty, and the clause mentions no term imposed: "the law sets 10 years"."""
    return duration.given_at < 0 and duration.of_law and not WORDS["setting"].isdisjoint(duration.tokens.words)


def _bound_of_law(duration: Duration) -> bool:
    """Whether a bound stated by a law is necessarily a penalty, and nobody was convicted: "for slavery the maximum is
    25 years"."""
    words = duration.tokens.words
    said = duration.tokens.low[duration.lo : duration.number.begins]
    at = next((place for place in reversed(range(len(said))) if said[place] in WORDS["bounds"]), -1)
    if at < 0 or WORDS["bound_verbs_now"].isdisjoint(said[at:]) or WORDS["bound_matters"].isdisjoint(words):
        return False
    return all(WORDS[name].isdisjoint(words) for name in ("of_convicts", "getting", "stays", "sentencing"))


def _longest_given(duration: Duration) -> bool:
    """Whether the longest possible term was actually imposed: "imposed the maximum term of 15 years", "gave him the
    longest term provided for that offense, 25 years", "the heaviest of these terms, 12 years, was given to"."""
    at = duration.last_before(WORDS["longest_allowed"])
    if at < 0 or not WORDS["around_the_longest"].issuperset(duration.before[at + 1 :]):
        return False
    given = at > duration.given_at >= 0 and WORDS["around_the_longest"].issuperset(
        duration.before[duration.given_at + 1 : at]
    )
    by_law = not WORDS["laws"].isdisjoint(duration.before[max(0, duration.given_at - 1) : duration.given_at])
    told_behind = not WORDS["given_to_somebody"].isdisjoint(duration.after[:5]) and duration.before[-1:] == [","]
    return (given and not by_law) or told_behind


def _law_before(duration: Duration) -> bool:
    """Whether a word for a law's provision comes before a duration: "the code criminalizes it with five years"."""
    return duration.last_before(WORDS["said_of_a_law"]) >= 0


def _behind_penalty(duration: Duration) -> bool:
    """Whether a duration follows a penalty: "prescribes five years, and 10 years where …"."""
    return duration.previous == PENALTY and duration.given_at < 0


def _possible(duration: Duration) -> bool:
    """Whether a term is only possible: "sentences may be raised to 35 years where the victim dies", "terms can reach 20
    years"."""
    said = duration.before
    for at in range(len(said) - 1, 0, -1):
        if said[at] in WORDS["being_possible"]:
            return said[at - 1] in WORDS["terms_possible"] and WORDS["growing_possibly"].issuperset(said[at + 1 :])
    return False


def _law_nearer(duration: Duration) -> bool:
    """Whether a word for a law's provision is nearer to the duration than a word for imposing a term."""
    return duration.of_law and duration.last_before(WORDS["before_a_penalty"]) > duration.given_at


def _given(duration: Duration) -> bool:
    """Whether the words say that a term was imposed: "were jailed for six years", "got a sentence of six years"."""
    if duration.given_at < 0:
        return False
    by_itself = duration.before[duration.given_at] in SENTENCING | WORDS["sending"]
    return by_itself or not SENTENCES.isdisjoint(duration.tokens.words)


def _behind_term(duration: Duration) -> bool:
    """Whether a duration follows a term: "got five years, and 10 years for a second crime"."""
    return duration.previous == TERM


def _law_and_prison(duration: Duration) -> bool:
    """Whether the words mention both a law's provision and prison: "the two years' imprisonment that the law
    foresees"."""
    return duration.of_law and duration.in_prison


def _terms_in_prison(duration: Duration) -> bool:
    """Whether a heading for terms introduces time in prison: "sentences: two years in prison"."""
    return duration.in_prison and not WORDS["headings_of_terms"].isdisjoint(duration.tokens.words)


def _of_the_law_told(duration: Duration) -> bool:
    """Whether the words continue a law's penalty, and no court or conviction is mentioned: "prescribes four to 16
    years; if the victim was a child, the penalty was six to 24 years", "the law forbids it, with sentences of five to
    10 years"."""
    low, begin = duration.tokens.low, duration.number.begins
    said = low[max(duration.lo, begin - 3) : begin]
    if not WORDS["of_convicts"].isdisjoint(duration.tokens.words) or not WORDS["courts"].isdisjoint(duration.before):
        return False
    goes_on = duration.previous == PENALTY and not WORDS["penalties_again"].isdisjoint(said[-2:-1])
    with_terms = said[:1] == [WORD.company] and said[1:2] != [] and said[1] in SENTENCES and said[2:] == [WORD.whole]
    return goes_on or (with_terms and not WORDS["laws"].isdisjoint(duration.before))


def _penalties_given(duration: Duration) -> bool:
    """Whether "penalty" means a term imposed: "handed down ten convictions, for which the penalties lay between one and
    six years"."""
    if WORDS["punishing"].isdisjoint([*duration.before, *duration.after]) or not WORDS["laws"].isdisjoint(
        duration.tokens.words
    ):
        return False
    given = not WORDS["of_convicts"].isdisjoint(duration.tokens.words)
    return given and WORDS["prescribing"].isdisjoint(duration.tokens.words)


def _convicts_face(duration: Duration) -> bool:
    """Whether a duration awaits people convicted, not offenders in general: "convictions rose to five, and all five
    face six years"."""
    said = duration.tokens.low[duration.lo : duration.number.begins]
    if WORDS["facing"].isdisjoint(said) or WORDS["convicting"].isdisjoint(duration.tokens.words):
        return False
    counted = any(word.isdigit() or word_value(word) for word in said)
    return (counted or not WORDS["known_persons"].isdisjoint(said)) and WORDS["laws"].isdisjoint(duration.tokens.words)


def _put_away(duration: Duration) -> bool:
    """Whether the words say that somebody was put away, with no modal verb before: "was put away for six years"."""
    return _locked_up(duration) and WORDS["modals"].isdisjoint(duration.before[-8:])


def _locked_up(duration: Duration) -> bool:
    """Whether the words for putting somebody away precede a duration: "put away for six years", "sent both down for six
    years"."""
    near = duration.before[-6:]
    if near[-1:] != [WORD.purpose] or WORD.doer in near or WORDS["putting"].isdisjoint(near):
        return False
    return not WORDS["away"].isdisjoint(near) or WORDS["locked_up"].issubset(near)


def _law_says(duration: Duration) -> bool:
    """Whether the subject of any verb is a law, and nobody was sentenced: "Article 194 decrees six years for
    trafficking", "the law speaks of five to 10 years"."""
    clause = duration.tokens.low[duration.lo : duration.hi]
    if duration.given_at >= 0 or WORDS["laws"].isdisjoint(clause) or not WORDS["courts"].isdisjoint(clause):
        return False
    lasts = duration.before[-1:] == [WORD.purpose] or duration.after[:1] == [WORD.goal]
    lasts = lasts or WORDS["laws"].isdisjoint(duration.before)
    bounded = duration.number.qualifier != codes.EXACT or not WORDS["behind_a_penalty"].isdisjoint(duration.after[:1])
    return duration.in_prison or (bounded and not lasts)


def _spent_in_prison(duration: Duration) -> bool:
    """Whether somebody spends a duration in prison: "will be in prison for nine years"."""
    near = [*duration.before[-8:], *duration.after[:3]]
    held = any(one in WORDS["into_prison"] and other in PRISON for one, other in pairwise(near))
    return held and WORDS["before_trial"].isdisjoint([*near, *duration.after])


def _is_punished(duration: Duration) -> bool:
    """Whether the present passive states a punishment for offenders in general: "trafficking in women is punished by up
    to five years' imprisonment"."""
    said = [word for word in duration.before if not word.endswith("ly")]
    passive = any(one in WORDS["present_passive"] and other in WORDS["punished"] for one, other in pairwise(said))
    return passive and duration.in_prison and duration.given_at < 0


def _punishes(duration: Duration) -> bool:
    """Whether a law or a crime is the subject of a verb of punishing: "it punishes forced labor with up to seven years'
    imprisonment"."""
    said = [word for word in duration.before if not word.endswith("ly")]
    pairs = [*pairwise(said)]
    by_law = any(one in WORDS["subject_of_punishes"] and other in WORDS["punishes"] for one, other in pairs)
    # "it allows 12 to 24 years for trafficking"
    allowed = any(one in WORDS["it"] and other in WORDS["allows_years"] for one, other in pairs)
    leads = not WORDS["before_its_crime"].isdisjoint(duration.after[:1])
    for_a_crime = leads and not WORDS["subject_of_punishes"].isdisjoint(duration.after[1:5])
    return duration.given_at < 0 and ((by_law and duration.in_prison) or (allowed and for_a_crime))


def _awaits(duration: Duration) -> str | None:
    """Classifies a duration that awaits somebody: "eight years awaits a trafficker under the act", "three to 12 years
    awaited 17 of the 25"."""
    at = next((place for place, word in enumerate(duration.after) if word in WORDS["awaiting"]), -1)
    if at < 0 or not (WORDS["into_prison"] | PRISON | {"'", "’"}).issuperset(duration.after[:at]):
        return None
    if not WORDS["laws"].isdisjoint(duration.tokens.words):
        return PENALTY
    counted = any(word.isdigit() or word_value(word) for word in duration.after[at + 1 : at + 4])
    return TERM if counted or not WORDS["convicting"].isdisjoint(duration.tokens.words) else None


def _given_behind(duration: Duration) -> bool:
    """Whether the words after a duration say that it was imposed: "life imprisonment was meted out to 19", "seven years
    was the term handed to four"."""
    behind = [word for word in duration.after if word not in PRISON and word not in ("'", "’")]
    at = next((place for place, word in enumerate(behind) if word not in WORDS["given_to"]), len(behind))
    return behind[at : at + 1] != [WORD.doer] and not WORDS["given_by_itself"].isdisjoint(behind[:at])


def _was_the_penalty(duration: Duration) -> bool:
    """Whether a duration was a penalty actually imposed: "three years in prison was the penalty for a man who sold
    girls"."""
    said = [word for word in duration.after if word not in PRISON and word not in ("'", "’", "in", "of")]
    if (
        said[:1] == []
        or said[0] not in WORDS["were_the_penalty"]
        or not WORDS["laws"].isdisjoint(duration.tokens.words)
    ):
        return False
    return not WORDS["told_as_a_penalty"].isdisjoint(said[1:3])


def _fronted(duration: Duration) -> bool:
    """Whether a term precedes the verb of sentencing: "To 15 years, nine offenders were sentenced", "to terms of two to
    14 years were sentenced 27"."""
    lead = [word for word in duration.tokens.low[duration.lo : duration.number.begins] if word not in OF_TERMS]
    return lead == [WORD.goal] and not SENTENCING.isdisjoint(duration.after)


def _left_to_serve(duration: Duration) -> bool:
    """Whether a duration remains to be served: "46 have more than four years to serve"."""
    return duration.after[:2] == [WORD.goal, "serve"] and not duration.of_law


def _joined_term(duration: Duration) -> bool:
    """Whether a hyphen joins a duration to a noun for a term: "his two-year term"."""
    return "-" in duration.tokens.low[duration.number.first] and not SENTENCES.isdisjoint(duration.after[:2])


def _for_a_convict(duration: Duration) -> bool:
    """Whether a duration is a term for somebody convicted: "ten years for the leader: so the court decided", "prison
    for two traffickers, five years apiece"."""
    words = duration.tokens.words
    if WORDS["tells_of_a_court"].isdisjoint(words) or not WORDS["laws"].isdisjoint(words) or duration.of_law:
        return False
    if not _opens_what_was_given(duration):
        return False
    behind = duration.after[duration.after[:1] != [] and duration.after[0] in PRISON :]
    if behind[:1] == [WORD.purpose]:
        return not WORDS["who_got_it"].isdisjoint(behind[1:4])
    return not WORDS["shared_out"].isdisjoint(duration.after[:1]) and duration.in_prison


def _opens_what_was_given(duration: Duration) -> bool:
    """Whether a duration, or a word for prison before it ("prison for two traffickers, five years apiece"), opens its
    part of the sentence, and no form of "be" follows, unlike "three years for two defendants is a long wait"."""
    low, begin, last = duration.tokens.low, duration.number.begins, duration.number.last
    start = next((at for at in range(begin, 0, -1) if low[at - 1] in WORDS["before_a_part"]), 0)
    end = next((at for at in range(last, len(low)) if low[at] in WORDS["before_a_part"]), len(low))
    lead = low[start:begin]
    opens = not lead or (lead[0] in PRISON and lead[1:2] in ([WORD.purpose], [","]))
    return opens and BE.isdisjoint(low[last:end])


def _told_by_a_colon(duration: Duration) -> bool:
    """Whether the words after a colon call a duration a term: "25 years: such was the sentence that two owners got"."""
    said = duration.after[1:6] if duration.after[:1] == [":"] else []
    told = said[:1] != [] and said[0] in WORDS["told_behind_a_colon"]
    return told and not WORDS["told_as_a_term"].isdisjoint(said)


def _law_behind_a_colon(duration: Duration) -> bool:
    """Whether the words after a colon attribute a duration to a law, and no court is mentioned: "four years to life:
    such is the range of section 12"."""
    said = duration.after[1:6] if duration.after[:1] == [":"] and not duration.before else []
    told = said[:1] != [] and said[0] in WORDS["told_behind_a_colon"]
    words = duration.tokens.words
    return told and not WORDS["laws"].isdisjoint(words) and WORDS["courts"].isdisjoint(words)


def _law_gives_sentences(duration: Duration) -> bool:
    """Whether a law provides for sentences, and no court or conviction is mentioned: "the law allows for sentences of
    up to 25 years"."""
    if duration.given_at < 0 or duration.before[duration.given_at] not in SENTENCES:
        return False
    said = duration.before[: duration.given_at]
    law = WORDS["laws"].isdisjoint(said) or WORDS["verbs_of_law"].isdisjoint(said)
    return not law and WORDS["of_convicts"].isdisjoint(duration.tokens.words)


def _of_a_crime(duration: Duration) -> bool:
    """Whether a crime carries a penalty for offenders in general: "trafficking of minors attracts a sentence of up to
    14 years"."""
    crime = duration.last_before(WORDS["crimes_of_law"])
    earns = duration.last_before(WORDS["earning_a_penalty"])
    told = 0 <= crime < earns
    return told and all(WORDS[name].isdisjoint(duration.tokens.words) for name in ("of_convicts", "getting"))


def _only_risked(duration: Duration) -> bool:
    """Whether offenders in general merely risk a duration: "anyone who sells a child risks 10 years", "offenders are
    subject to 10 years in prison"."""
    who = duration.last_before(WORDS["nobody_in_particular"])
    if 0 <= who < duration.last_before(WORDS["risking"]):
        return True
    subjected = any(one in WORDS["subjected"] and other == WORD.goal for one, other in pairwise(duration.before[-5:]))
    return subjected and duration.in_prison and duration.given_at < 0


def _longest_of_all(duration: Duration) -> bool:
    """Whether a duration is called the longest or the shortest of the terms that the sentence mentions: "terms averaged
    four years; the longest was nine years"."""
    said, words = duration.before[-2:], duration.tokens.words
    called = bool(said) and said[0] in WORDS["beside_an_average"] and said[-1] in WORDS["bound_verbs"]
    return called and not SENTENCES.isdisjoint(words) and not duration.of_law and WORDS["laws"].isdisjoint(words)


VETOES: tuple[Callable[[Duration], bool], ...] = (
    _is_span, _is_short, _is_stay, _is_no_imprisonment, _may_be_spared, _of_another_crime, _of_other_time,
)  # fmt: skip
#: the tests that classify a duration if no governing word decides; the first test that passes applies
SIGNS: tuple[tuple[str, Callable[[Duration], bool]], ...] = (
    (TERM, _penalties_given),
    (TERM, _convicts_face),
    (TERM, _put_away),
    (TERM, _given_behind),
    (TERM, _was_the_penalty),
    (TERM, _fronted),
    (TERM, _told_by_a_colon),
    (PENALTY, _law_behind_a_colon),
    (PENALTY, _only_risked),
    (PENALTY, _law_gives_sentences),
    (PENALTY, _possible),
    (PENALTY, _of_a_crime),
    (PENALTY, _threatened),
    (PENALTY, _is_punished),
    (PENALTY, _punishes),
    (TERM, _to_prison),
    (PENALTY, _set_by_law),
    (PENALTY, _bound_of_law),
    (PENALTY, _law_before),
    (PENALTY, _behind_penalty),
    (PENALTY, _law_nearer),
    (TERM, _given),
    (TERM, _behind_term),
    (PENALTY, _law_and_prison),
    (TERM, _terms_in_prison),
    (PENALTY, _law_says),
    (TERM, _spent_in_prison),
    (TERM, _joined_term),
    (TERM, _left_to_serve),
    (TERM, _for_a_convict),
    (TERM, _longest_of_all),
)


def _unit(number: Number) -> str:
    return (number.unit or "").rstrip("s")
