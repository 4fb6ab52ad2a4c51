"""Test contradictions in running text, read as in a run: a check finds each, but not its sound counterpart.

All sentences are our own. In a pair in braces, ``{wrong|right}``, the first number makes the contradiction.
"""

from __future__ import annotations

import re

import pytest

from tests.checks.built import checked, rows_of_texts
from tipetl.checks import Finding

SUMMARY = (
    "The Government of Moldova does not fully meet the minimum standards but is making significant efforts to do so."
)
CASES: dict[str, tuple[str, str, str]] = {
    # name: (section, sentences, check)
    "women, men and children": (
        "protection",
        "In 2016, authorities identified 120 trafficking victims, including {70|45} women, 40 men, and 35 children.",
        "parts_within_total",
    ),
    "behind a colon": (
        "protection",
        "Police identified 88 victims in 2016: 60 in sex trafficking and {41|28} in forced labor.",
        "divided_fits",
    ),
    "of whom": (
        "protection",
        "The government identified 210 victims in 2016, of whom 150 were female and {75|60} were male.",
        "parts_within_total",
    ),
    "between dashes": (
        "protection",
        "Authorities identified 96 victims—55 girls, {30|17} boys, and 24 adults—compared with 80 in 2015.",
        "divided_fits",
    ),
    "in apposition": (
        "prosecution",
        "Courts convicted 33 traffickers in 2016, 25 of sex trafficking and {14|8} of labor trafficking.",
        "parts_within_total",
    ),
    "a gap in brackets": (
        "prosecution",
        "Police investigated 52 cases in 2016 ({31|38} for sex trafficking and 14 for forced labor).",
        "divided_fits",
    ),
    "a gap that an unspecified part fills": (
        "prosecution",
        "Police investigated 52 cases in 2016 (31 for sex trafficking and 14 for forced labor{|, seven not "
        "specified}).",
        "divided_fits",
    ),
    "a gap behind a colon": (
        "protection",
        "The government identified 140 victims: 90 women, {20|28} men, and 22 children.",
        "divided_fits",
    ),
    "two ways of dividing the same victims": (
        "protection",
        "It identified 131 victims in 2016 (80 adults and {50|51} children; {60|66} male and 65 female).",
        "breakdown_adds_up",
    ),
    "including children": (
        "protection",
        "NGOs assisted 75 victims in 2016, including {92|29} children.",
        "part_within_total",
    ),
    "of these, in the next sentence": (
        "protection",
        "Authorities identified 60 victims in 2016. Of these, {72|27} were children.",
        "part_within_total",
    ),
    "children among them": (
        "protection",
        "The government identified 54 victims, compared with 61 the previous year. There were {66|16} "
        "children among them.",
        "part_within_total",
    ),
    "foreigners": (
        "protection",
        "Authorities identified 60 victims in 2016; {81|18} were foreign nationals.",
        "part_within_total",
    ),
    "one part": (
        "prosecution",
        "Authorities convicted 12 traffickers in 2016, {19|9} of them for sex trafficking.",
        "part_within_total",
    ),
    "referred of those identified": (
        "protection",
        "Authorities identified 60 victims in 2016 and referred {75|57} of them to shelters.",
        "part_within_total",
    ),
    "assisted of those identified": (
        "protection",
        "Authorities identified 60 victims in 2016, of whom {71|17} received assistance.",
        "part_within_total",
    ),
    "tried": (
        "prosecution",
        "In 2016 courts tried 20 defendants: {15|11} were convicted and nine acquitted.",
        "parts_within_total",
    ),
    "those whose trials ended": (
        "prosecution",
        "Of the 40 defendants whose trials ended in 2016, 31 were convicted and {14|nine} were acquitted.",
        "parts_within_total",
    ),
    "prosecutions completed": (
        "prosecution",
        "Courts completed the prosecution of 25 suspects in 2016; 18 were convicted, five acquitted, and {six|two} had "
        "their cases dismissed.",
        "parts_within_total",
    ),
    "cases that resulted in": (
        "prosecution",
        "Judges ruled in 22 trafficking cases in 2016, which resulted in 17 convictions and {eight|five} acquittals.",
        "going_back_fits",
    ),
    "a list of sentences": (
        "prosecution",
        "Courts convicted 40 offenders in 2016. They gave {18|17} offenders five years and 23 one year.",
        "sentenced_within_convicted",
    ),
    "brought to trial": (
        "prosecution",
        "Prosecutors brought 50 defendants to trial in 2016, of whom 38 were convicted and {20|12} acquitted.",
        "parts_within_total",
    ),
    "sentenced": (
        "prosecution",
        "Courts convicted 14 traffickers in 2016. They sentenced {19|nine} traffickers to prison terms ranging from "
        "two to 10 years.",
        "sentenced_within_convicted",
    ),
    "suspended": (
        "prosecution",
        "Courts convicted 14 traffickers in 2016, but suspended the sentences of {19|nine} of them.",
        "sentenced_within_convicted",
    ),
    "beyond the law": (
        "prosecution",
        "Article 7 prescribes penalties of three to 10 years' imprisonment. Courts convicted two traffickers in 2016 "
        "and sentenced them to {15|eight} years' imprisonment.",
        "terms_within_penalties",
    ),
    "compared with a later year": (
        "prosecution",
        "Police conducted 20 investigations in 2016, compared with 14 in {2017|2015}.",
        "comparator_before_current",
    ),
    "summary and section": (
        "prosecution",
        "Courts convicted {16|25} traffickers in 2016, compared with 11 in 2015.",
        "total_told_twice",
    ),
    "another tier": ("prevention", "The government ran a campaign.", "tier_of_sentence"),
    "trials that came to a close": (
        "prosecution",
        "In 2016, trials of 33 alleged traffickers came to a close; the courts found 21 guilty, let {15|11} go free, "
        "and dropped one case.",
        "parts_within_total",
    ),
    "trials that were completed": (
        "prosecution",
        "In 2016, trials of 33 alleged traffickers were completed; the courts found 21 guilty, let {15|11} go free, "
        "and dropped one case.",
        "parts_within_total",
    ),
    "of these, behind those taken to court": (
        "prosecution",
        "Police and prosecutors took 19 defendants to court in 2016. Of these, {14|nine} were convicted, seven were "
        "acquitted, and one died.",
        "parts_within_total",
    ),
    "verdicts on so many": (
        "prosecution",
        "The courts handed down verdicts on 46 accused in 2016, convicting 30 and acquitting {21|16}.",
        "parts_within_total",
    ),
    "of these defendants, in the next sentence": (
        "prosecution",
        "A total of 27 defendants received a verdict in 2016. Judges convicted 15 of these defendants and acquitted "
        "{19|12}.",
        "going_back_fits",
    ),
    "beyond two years of prosecutions": (
        "prosecution",
        "The government prosecuted 15 traffickers in 2016, compared with six in 2015, and convicted {27|12}.",
        "outcomes_within_prosecutions",
    ),
    "these included": (
        "protection",
        "The police identified 71 victims in 2016. These included 44 women, 19 men, and {17|8} children.",
        "parts_within_total",
    ),
    "terms handed to so many": (
        "prosecution",
        "In 2016, courts found 12 persons guilty of trafficking. Judges handed prison sentences to {15|ten} offenders "
        "and fines to two.",
        "sentenced_within_convicted",
    ),
    "under 18": (
        "protection",
        "In 2016 the government identified 26 trafficking victims; {30|20} were under 18 years of age.",
        "part_within_total",
    ),
    "accounted for": (
        "protection",
        "The government identified 58 victims in 2016; foreign nationals accounted for {63|41} of them.",
        "part_within_total",
    ),
    "of these victims": (
        "protection",
        "Neighbors returned 184 victims in 2016. Of these victims, {201|133} went on to a transit center.",
        "part_within_total",
    ),
    "of those victims": (
        "protection",
        "Police identified 83 victims in 2016. They referred {95|60} of those victims to a crisis center.",
        "part_within_total",
    ),
    "a total told again": (
        "prosecution",
        "Police conducted 133 investigations in 2016. Of the {142|61} investigations that the police conducted, five "
        "concerned forced labor.",
        "total_told_again",
    ),
    "far from its comparator": (
        "prosecution",
        "Police conducted {1,330|133} investigations in 2016, compared with 119 in 2015.",
        "far_from_comparator",
    ),
    "far from its comparator, in money": (
        "protection",
        "The government spent {$44.5 million|$4.5 million} on shelters in 2016, compared with $420,000 in 2015.",
        "far_from_comparator",
    ),
    "prison and suspended": (
        "prosecution",
        "Courts convicted 14 traffickers in 2016; nine received prison terms of two to four years, and {eight|five} "
        "received suspended sentences.",
        "sentenced_within_convicted",
    ),
    "kinds of those gone back to": (
        "protection",
        "Authorities identified 97 victims in 2016. These 97 victims comprised {58|38} men, 34 women, and 25 children.",
        "parts_within_total",
    ),
    "out of this budget": (
        "protection",
        "The government spent $400,000 on victim protection in 2016. Out of this budget, {$450,000|$265,000} went to "
        "shelters.",
        "part_within_total",
    ),
    "of the victims identified": (
        "protection",
        "Authorities identified 74 victims in 2016. Of the victims identified in 2016, police referred {86|46} to "
        "shelters.",
        "part_within_total",
    ),
    "by country in brackets": (
        "protection",
        "Police freed 422 victims in 2016. The freed victims came back from Russia ({350|280}) and Turkey (131).",
        "parts_within_total",
    ),
    "by country": (
        "protection",
        "Authorities identified 60 victims in 2016, including {41|21} Ukrainians and 33 Romanians.",
        "parts_within_total",
    ),
}
QUIET: dict[str, tuple[str, str]] = {
    "of its own": (
        "prevention",
        "The academy trained 36 officers in 2016, and border guards trained 190 of their own officers.",
    ),
    "one case, in which several were": (
        "protection",
        "Authorities identified 125 victims in 2016. One was a child. Many were the result of one case, in which 57 "
        "workers were identified.",
    ),
    "counted twice": (
        "protection",
        "Authorities identified 30 victims in 2016. Nineteen of the victims were exploited in sex trafficking and 17 "
        "in labor trafficking, a count in which the six who suffered both forms appear twice.",
    ),
    # Sentences that look like a contradiction but are not.
    "another agency's children": (
        "protection",
        "Police identified 12 victims in 2016. Separately, a children's council identified 203 child victims.",
    ),
    "sent home and brought home": (
        "protection",
        "The government repatriated five victims to Uzbekistan and helped bring 28 Moldovan victims home from Turkey.",
    ),
    "one office and another": (
        "protection",
        "The secretariat referred 97 victims to its shelters, and the solicitor referred 141 children to NGOs.",
    ),
    "a part of a part": (
        "protection",
        "The institute cared for 124 victims in 2016. It cared for 287 children in prostitution, 252 of them girls.",
    ),
    "another article": (
        "prosecution",
        "Police launched 20 investigations of trafficking in 2016, compared with 25 in 2015, and 85 of pimping.",
    ),
    "several persons a case": (
        "prosecution",
        "Courts disposed of 52 cases in 2016: 30 ended in convictions, with 42 persons found guilty, and 22 in "
        "acquittals of 61 accused.",
    ),
    "verdicts beside indictments": (
        "prosecution",
        "Prosecutors prosecuted 68 suspects in 2016, and courts issued verdicts in 90 cases, convicting 61 traffickers "
        "and acquitting 80.",
    ),
    "a back-reference to the summary": (
        "prosecution",
        "Of the 25 traffickers convicted, 19 were found guilty under the old act and six under the new one.",
    ),
    "those referred of those assisted": (
        "protection",
        "Police identified 11 victims in 2016, while NGOs assisted 177, 23 of whom had been referred by the police.",
    ),
    "unnumbered ones": (
        "protection",
        "Twenty-four victims returned from Russia in 2016. Authorities did not penalize any victims, and 217 of them "
        "gave evidence in court.",
    ),
    "those arrested elsewhere": (
        "prosecution",
        "Police dissolved three rings in 2016. Of those convicted, 12 had sold women abroad.",
    ),
    "in brackets and beside them": (
        "protection",
        "The government identified 23 victims in 2016. Fourteen were foreign nationals (eight Russians, four Turks, "
        "and two Romanians), and nine were Moldovans.",
    ),
    "two persons a case": (
        "prosecution",
        "In 2016, the government prosecuted five cases of sex trafficking, compared with three in 2015, and convicted "
        "11 offenders.",
    ),
    "indicted, with terms": (
        "prosecution",
        "In 2016, the government indicted 47 persons for trafficking and obtained 28 convictions, with sentences of "
        "six months to 16 years.",
    ),
    "homes that were closed": (
        "prevention",
        "The government prosecuted four suspects in 2016, compared with three, and convicted four. Inspectors visited "
        "160 homes for children, and 10 were closed.",
    ),
    "raised from a tier": ("prevention", "Moldova was upgraded from Tier 3 to Tier 2 in the report of this year."),
}


def narrative(section: str, sentences: str, *, tier: str = "2") -> str:
    parts = {
        "prosecution": "The government maintained its law enforcement efforts.",
        "protection": "The government maintained its efforts to protect victims.",
        "prevention": "The government maintained its efforts to prevent trafficking.",
    }
    convicted = " These efforts included convicting 25 traffickers in 2016." if "Of the 25" in sentences else ""
    parts[section] += f" {sentences}"
    summary = f"{SUMMARY}{convicted} Moldova remained on Tier {tier}."
    body = "\n\n".join(f"{name.capitalize()}\n\n{words}" for name, words in parts.items())
    return f"MOLDOVA (Tier 2)\n\n{summary}\n\n{body}\n"


def chosen(sentences: str, which: int) -> str:
    return re.sub(r"\{([^|}]*)\|([^}]*)\}", lambda match: match[which], sentences)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    """Return the findings on each narrative, by name; all narratives are in one build."""
    texts = {}
    for name, (section, sentences, _) in CASES.items():
        summary = "16|25" in sentences
        for which, twin in ((1, "wrong"), (2, "right")):
            words = chosen(sentences, which)
            tier = "3" if name == "another tier" and twin == "wrong" else "2"
            text = narrative(section, words, tier=tier)
            if summary:
                text = text.replace(SUMMARY, f"{SUMMARY} These efforts included convicting 25 traffickers in 2016.")
            texts[f"{name} {twin}"] = text
    for name, (section, sentences) in QUIET.items():
        texts[name] = narrative(section, sentences)
    rows = rows_of_texts(texts, report_year=2017, alone=True)
    found: dict[str, list[Finding]] = {name: [] for name in texts}
    for finding in checked(rows, tmp_path_factory.mktemp("written")).findings:
        if finding.doc in found and finding.check_id != "cross_table.document_has_facts":
            found[finding.doc].append(finding)
    return found


@pytest.mark.parametrize("name", list(CASES))
def test_a_contradiction_is_found_at_its_sentence_and_its_sound_twin_is_quiet(
    name: str, told: dict[str, list[Finding]]
) -> None:
    check_id = f"cross_table.{CASES[name][2]}"
    (finding,) = [finding for finding in told[f"{name} wrong"] if finding.check_id == check_id]
    assert finding.sentence is not None
    assert told[f"{name} right"] == []


@pytest.mark.parametrize("name", list(QUIET))
def test_what_only_looks_like_a_contradiction_is_left_alone(name: str, told: dict[str, list[Finding]]) -> None:
    assert [finding.message for finding in told[name]] == []
