"""Generate narratives from our own sentences, for countries without a text in the gold.

The same country and seed always yield the same 900 to 1,500 words. The figures are meaningless; what matters is that
the words are laid out like a report's.
"""

# Each sentence is one line: wrapped sentences would be hard to read through.
# ruff: noqa: E501

from __future__ import annotations

import random

__all__ = ["narrative"]

_PROFILE = (
    "{c} is a source, transit, and destination country for men, women, and children subjected to forced labor and sex trafficking.",
    "Recruiters promise girls from the northern districts work as waitresses and then hold their documents until a debt is paid.",
    "Boys from fishing villages are made to haul nets before dawn, and some of them have not been paid for two seasons.",
    "Migrants who cross the river without papers are exploited in brick kilns, on flower farms, and in private households.",
    "Officials confirm that criminal networks move victims through the coastal highway and sell false identity cards on the way.",
    "Children whose parents left to find work abroad are sent to relatives who make them beg in front of the cathedral.",
    "An international organization found that roughly 340 workers on tuna vessels had been confined to the ship for over a year.",
    "Women from neighboring states are offered well-paid jobs in hotels and are instead confined in apartments of the capital.",
)
_SUMMARY = (
    "The Government of {c} does not fully meet the minimum standards for the elimination of trafficking; however, it is making significant efforts to do so.",
    "It first financed a shelter of its own during the year and set up a multi-agency office that five ministries support.",
    "Officials identified fewer victims than in the year before, and no official was held accountable for complicity.",
    "Efficient cooperation between the police and a well-known non-governmental organization offset some of these shortcomings.",
)
_RECOMMEND = (
    "Increase efforts to investigate and prosecute forced labor, and sentence convicted traffickers to significant prison terms.",
    "Adopt standard operating procedures for the identification of victims among migrants, children in street situations, and fishermen.",
    "Finance shelters for male victims outside the capital, and let victims leave them without an escort.",
    "Train labor inspectors, consular officers, and first-instance judges in the anti-trafficking law.",
    "Screen foreign workers at the free-trade zone for indicators of debt bondage before any deportation.",
    "Amend the law so that fines may not take the place of imprisonment in cases of child sex trafficking.",
    "Publish data on cases, disaggregated by form of exploitation, and share them with cross-border partners.",
)
_PROSECUTION = (
    "The government maintained its law enforcement efforts.",
    "Article {a} of the penal code criminalizes sex trafficking and labor trafficking and prescribes penalties of {n} to {m} years’ imprisonment, which are sufficiently stringent.",
    "In {y}, police investigated {b} cases involving {d} suspects, compared with {e} cases in {z}.",
    "Prosecutors initiated prosecutions of {f} defendants, {g} of them for forced labor, and courts convicted {h} traffickers.",
    "Judges sentenced {h} traffickers to terms that ranged from {n} to {m} years’ imprisonment; they suspended the sentences of two others.",
    "In one case, a district court convicted a restaurant owner who had confined two cooks, and ordered him to pay ${k},000 to each of them.",
    "The government did not report any investigations, prosecutions, or convictions of officials complicit in trafficking.",
    "A high-ranking officer of the border police, arrested in {z}, was still awaiting trial at the end of the reporting period.",
    "The police academy offered a five-day course on the identification of victims; {p} officers finished it.",
    "Observers said that insufficient funds, frequent transfers of officers, and a lack of interpreters made effective investigations difficult.",
    "The specialized unit, which had {q} officers, received {r} vehicles from a foreign donor and opened an office in the second-largest city.",
    "Authorities cooperated with counterparts of three states in joint investigations and extradited {s} suspects.",
    "Prosecutors often charged traffickers under the law against pimping, whose penalties are lower, because it was simpler to prove.",
    "The supreme court issued a directive that asked judges to hear cases of trafficking within six months of the indictment.",
)
_PROTECTION = (
    "The government increased its efforts to protect victims.",
    "Officials identified {t} victims in {y}, including {g} children, compared with {u} victims in {z}; {h} were victims of forced labor.",
    "Authorities referred {v} victims to shelters, where they received medical care, counseling, and help in finding their families.",
    "The ministry of social affairs ran {r} shelters and allocated {w},000 dollars to four non-governmental organizations for the care of victims.",
    "The law allows foreign victims to stay for {q} months while they reflect; {s} victims received a residence permit during the year.",
    "An international organization assisted {x} victims, most of whom had been brought to the country by the same recruitment office.",
    "Shelter staff reported that victims were not allowed to use a telephone, and that {h} of them left before the trial had begun.",
    "Courts awarded compensation to {r} victims, and a legal clinic helped {s} others to file civil suits.",
    "The government repatriated {q} citizens from the Gulf with the help of its embassies and gave each a small reintegration grant.",
    "Police detained and fined {g} women in prostitution without screening them for indicators of trafficking.",
    "There were no shelters for men, and officials placed male victims in facilities for the homeless.",
    "The identification procedure has been in force for nine years, yet only the specialized police unit followed it consistently.",
    "Victims who took part in trials could testify by video, and prosecutors offered that to {s} of them.",
    "Immigration officers distributed a questionnaire that officials could fill in within fifteen minutes of a first contact.",
)
_PREVENTION = (
    "The government sustained its efforts to prevent trafficking.",
    "The inter-ministerial committee met {r} times and adopted a five-year plan, for which the finance ministry set aside ${w},000.",
    "Labor inspectors carried out {i} inspections of farms, building sites, and fish-processing plants, and found {q} violations of the minimum age.",
    "A hotline that answered calls in six languages received {j} calls; {g} of them led to an investigation.",
    "The education ministry printed leaflets for pupils of secondary schools, and radio stations aired weekly call-in programs.",
    "The government trained {p} teachers, nurses, and village chiefs, and held {s} workshops for truck drivers.",
    "Officials revoked the licenses of {r} recruitment agencies that had charged fees to migrant workers.",
    "The foreign ministry briefed its diplomats and peacekeepers before they left for their posts.",
    "The government made efforts to reduce the demand for commercial sex acts, but it did not report efforts to reduce that for forced labor.",
    "A flagship campaign reached an estimated audience of two million people, as the broadcasting office confirmed.",
    "Local officials in the northeastern region did not attend the meetings, citing a lack of funds for travel.",
    "Civil society groups said that the committee shared first drafts of the plan with them and took up half of their proposals.",
)
_MORE = (
    "Observers in {c} noted that {q} of the {t} files had been lost when the archive moved to another office, and that clerks had to reconstruct them.",
    "The ombudsman visited {r} centers and found that officials had improved the lighting, the locks, and the fire exits.",
    "Officials attributed the difference to a new definition and to the late arrival of figures from the coastal districts.",
    "A draft law would shift the burden of proof in wage disputes, but its first reading was postponed until the next session.",
    "Officers of the fisheries office found {s} crew members whose contracts were written in a language that none of them could read.",
    "Courts in the capital specialized in such cases, while those in the islands often lacked a judge for several months.",
)


def narrative(country: str, tier: str, report_year: int, seed: int) -> str:
    """Return a narrative of 900 to 1,500 words: heading line, sections with headings, recommendations as a list or a
    paragraph. ``tier`` is printed as given ("Tier 2").
    """
    rng = random.Random(f"{country}/{report_year}/{seed}")
    low = rng.randint(2, 6)

    def values() -> dict[str, object]:
        return {
            "c": country, "a": rng.randint(120, 390), "n": low, "m": low + rng.randint(3, 12), "y": report_year - 1,
            "z": report_year - 2, "b": rng.randint(5, 90), "d": rng.randint(10, 140), "e": rng.randint(4, 80),
            "f": rng.randint(6, 70), "g": rng.randint(2, 9), "h": rng.randint(3, 30), "k": rng.randint(2, 60),
            "p": rng.randint(20, 900), "q": rng.randint(3, 60), "r": rng.randint(2, 9), "s": rng.randint(2, 19),
            "t": rng.randint(60, 400), "u": rng.randint(20, 420), "v": rng.randint(12, 60), "w": rng.randint(20, 900),
            "x": rng.randint(14, 300), "i": f"{rng.randint(1000, 9900):,}", "j": f"{rng.randint(1000, 4900):,}",
        }  # fmt: skip

    def paragraph(sentences: list[str]) -> str:
        return " ".join(sentence.format(**values()) for sentence in sentences)

    def body(pool: tuple[str, ...], first: int) -> list[str]:
        rest = list(pool[1:])
        rng.shuffle(rest)
        extra = rng.sample(_MORE, rng.randint(1, len(_MORE)))
        chosen = [*rest[: rng.randint(len(rest) - 3, len(rest))], *extra]
        rng.shuffle(chosen)
        cut = rng.randint(4, max(5, len(chosen) - 3))
        return [paragraph([pool[0], *chosen[:cut]]), paragraph(chosen[cut:])] if first else [paragraph(chosen)]

    style = rng.choice(("upper", "title", "colon"))

    def title(words: str) -> str:
        return words.upper() if style == "upper" else words.title() + (":" if style == "colon" else "")

    heading = rng.choice(("{c} ({t})", "{c}: {t}", "{c} ({t})")).format(c=country.upper(), t=tier)
    profile = paragraph(list(_PROFILE))
    parts = [heading, paragraph(list(_SUMMARY))]
    if report_year < 2016:
        parts.insert(1, profile)
    wishes = rng.sample(_RECOMMEND, rng.randint(4, len(_RECOMMEND)))
    if rng.random() < 0.5:
        parts += ["PRIORITIZED RECOMMENDATIONS:", "\n".join(f"• {wish}" for wish in wishes)]
    else:
        run_in = "; ".join(wish.rstrip(".")[0].lower() + wish.rstrip(".")[1:] for wish in wishes)
        parts.append(f"Recommendations for {country}: {run_in[0].upper()}{run_in[1:]}.")
    for name, pool in (("prosecution", _PROSECUTION), ("protection", _PROTECTION), ("prevention", _PREVENTION)):
        parts += [title(name), *body(pool, 1)]
    if report_year >= 2016:
        parts += ["TRAFFICKING PROFILE:", profile]
    return "\n\n".join(part for part in parts if part) + "\n"
