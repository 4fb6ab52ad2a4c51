"""Claims about figures in running text. ``{wrong|right}`` marks a gap with two fillings, of which the first is
impossible; near misses must yield no finding. All sentences are our own.
"""

from __future__ import annotations

#: the sentences and their section, by check
CASES_OF: dict[str, tuple[tuple[str, str], ...]] = {
    "direction_fits": (
        (
            "protection",
            "The number of victims identified declined in 2016 for the third consecutive year, which NGOs "
            "attribute to a move to apartments. "
            "The office of the coordinator registered 42 victims in 2013, 39 in 2014, {51|38} in 2015, and 37 in 2016.",
        ),
        (
            "prosecution",
            "The department of the attorney general prosecuted six suspects in four cases in 2016, whereas it had "
            "prosecuted {nine|five} "
            "suspects in 2015. These efforts included prosecuting more suspects than in 2015.",
        ),
        (
            "protection",
            "The number of victims granted official status rose for the third year in a row, to 34 in 2016, "
            "compared with 29 in 2015, "
            "{31|27} in 2014, and 26 in 2013.",
        ),
        (
            "prosecution",
            "Investigations fell for a second year running, from 31 in 2014 to 24 in 2015 and to {29|19} in 2016.",
        ),
        (
            "summary",
            "However, the government convicted {fewer|more} traffickers.\n\nProsecution\n\n"
            "Courts convicted 31 traffickers in 2016, compared with 22 in 2015.",
        ),
        (
            "prosecution",
            "In 2015, the government had begun the prosecution of 19 persons. The number of persons whose prosecution "
            "was begun rose from the previous year to {14|24}.",
        ),
        ("prosecution", "Police investigated {14|24} suspected traffickers in 2016, an increase from 18 in 2015."),
        ("prosecution", "Courts convicted {31|12} traffickers in 2016, a sharp decline from the previous year’s 22."),
        ("protection", "The number of victims identified fell from 21 in 2015 to {29|19} in 2016."),
        ("protection", "The government identified {29|61} victims in 2016, more than the 48 of 2015."),
        ("prosecution", "Police opened {12|42} cases in 2016, up from 18 in 2015."),
        # an act in several words: "took to court" means prosecuted
        (
            "prosecution",
            "Prosecutors took fewer traffickers to court in 2016 than in 2015. They prosecuted {31|12} traffickers in "
            "2016, compared with 22 in 2015.",
        ),
        (
            "protection",
            "The state spent {21|25} million lei ($3.4 million) in 2016, up from 23 million lei ($3.3 million) in "
            "2015.",
        ),
    ),
    "difference_fits": (
        (
            "prosecution",
            "In 2016, police initiated 29 trafficking investigations, {17|eight} more than in 2015. Prosecutors "
            "brought none of them to court. The number of investigations had stood at 15 in 2014 and at 21 in 2015.",
        ),
        (
            "prosecution",
            "Courts convicted 44 traffickers in 2016: 33 for sex trafficking and 11 for labor trafficking. This was "
            "{12|seven} more than the 37 traffickers convicted in 2015.",
        ),
        (
            "prosecution",
            "In 2015, prosecutors charged 24 suspects. Courts were slow. In 2016, they charged 33 suspects, {14|nine} "
            "more than in the previous year.",
        ),
        ("prosecution", "Prosecutors charged 59 suspects in 2016, {17|12} more than the 47 charged in 2015."),
        ("prosecution", "Police arrested 40 suspects in 2016, {ten|20} fewer than in 2015, when 60 had been arrested."),
        ("prosecution", "Prosecutors charged 33 suspects in 2016, an increase of {15|12} over the 21 charged in 2015."),
    ),
    "growth_fits": (
        (
            "prosecution",
            "Courts convicted 60 men in 2016, an increase of {50|20} percent over the 50 convicted in 2015.",
        ),
        ("prosecution", "Courts convicted 60 men in 2016, a {35|20} percent increase from the 50 convicted in 2015."),
    ),
    "multiple_fits": (
        (
            "summary",  # no heading, so that all text before the first heading belongs to the summary
            "These efforts included more than doubling the number of victims it identified.\n\nProtection\n\n"
            "The government identified {168|220} victims in 2016, compared with 101 in 2015.",
        ),
        (
            "prosecution",
            "In 2015, police had opened 14 investigations. In 2016, they opened {36|44}, more than three times as "
            "many.",
        ),
        ("protection", "Police identified {50|84} victims in 2016, three times as many as the 28 identified in 2015."),
        ("prosecution", "Courts convicted {16|44} men in 2016, more than twice the 20 convicted in 2015."),
    ),
    "share_fits": (
        (
            "protection",
            "Authorities identified 230 victims in 2016, 131 of them in sex trafficking and 99 in forced labor, "
            "which made 2016 the second year in which "
            "victims of {forced labor|sex trafficking} were the majority.",
        ),
        (
            "protection",
            "Although most of the victims identified in 2016 were {girls|boys}, the government prosecuted no one. "
            "In 2016, the government identified 212 "
            "trafficking victims: 148 boys forced to beg, 41 girls in domestic servitude, and 23 women in sex "
            "trafficking.",
        ),
        (
            "protection",
            "The government identified 480 victims in 2016, of whom 341 were adults and 139 children. As children "
            "made up about {two thirds|a third} of the victims identified in 2016, the ministry set up another unit.",
        ),
        (
            "protection",
            "Noting that children made up {more|less} than half of the victims whom police identified in 2016, the "
            "ministry set up a unit. Police identified 486 victims in 2016, of whom 171 were children.",
        ),
        (
            "protection",
            "In 2016, authorities identified more victims, most of whom had been exploited in {forced labor|bars}. The "
            "government identified 19 victims in 2016, 13 of sex trafficking and six of forced labor.",
        ),
        (
            "protection",
            "Of the 60 complaints that the ministry passed on to the police in 2016, prosecutors took up 24, or "
            "{55|40} percent.",
        ),
        ("protection", "The government identified 120 victims in 2016, half of whom ({75|60}) were children."),
        (
            "protection",
            "In 2016, the ministry assisted 140 trafficking victims. Children accounted for 62 of the victims, or "
            "{35|44} percent.",
        ),
        (
            "protection",
            "Police identified 65 victims in 2016; of the 65 victims, 26, or {60|40} percent, were children.",
        ),
        ("protection", "Of the 72 victims identified, {31|27} (38 percent) were housed in shelters in 2016."),
    ),
    "began_before_work": (
        (
            "prosecution",
            "In {October|January} 2016, the prosecutor general established a unit of five prosecutors for "
            "trafficking cases. In the largest case that this "
            "unit brought, a court in May 2016 sentenced three recruiters to seven years' imprisonment each.",
        ),
        (
            "protection",
            "The government's only shelter for victims was closed for repairs in {August|December} 2016 and did "
            "not reopen. "
            "Four girls identified in a raid were placed in the government's shelter in November 2016.",
        ),
        (
            "protection",
            "The Orhei shelter, the second in the country, admitted its first residents in {February|October} "
            "{2017|2016}. "
            "During 2016, the transit center received 212 victims, while 24 others were lodged in the Orhei shelter.",
        ),
        (
            "prosecution",
            "In {October|January} 2016, the federal police established a Human Trafficking and Narcotics Section. "
            "Between "
            "January and June 2016, officers of the section interviewed 212 women at the airport.",
        ),
        (
            "protection",
            "The ministry opened a shelter in {October|March} 2016. The shelter took in 21 victims between April and "
            "August 2016.",
        ),
        (
            "prosecution",
            "Between February and {June|December} 2016, officers of the unit for labor trafficking visited 36 farms. "
            "The government created the unit for labor trafficking in September 2016.",
        ),
        (
            "prevention",
            "The ministry’s hotline, launched in {September|March} 2016, is free. The hotline took 200 calls between "
            "April and August 2016.",
        ),
        (
            "protection",
            "In August 2015, the ministry opened the country’s first shelter for victims, in Orhei. The Orhei shelter "
            "cared for 31 victims in {2014|2015} and 44 in 2016.",
        ),
    ),
    "conversions_agree": (
        (
            "protection",
            "The state provided 60 million lei ($1 million) for shelters in 2016. It gave 24 million lei "
            "({$240,000|$400,000}) to legal aid in 2016.",
        ),
        (
            "protection",
            "In 2016, the government provided 22 million lei ($3 million) for shelters, of which 11 million lei "
            "({$2.1|$1.5} million) was "
            "spent on the salaries of their staff.",
        ),
        (
            "protection",
            "The state provided 6 million lei ($300,000) for shelters in 2016. It gave 2.4 million lei "
            "({$240,000|$120,000}) to legal aid in 2016.",
        ),
    ),
    "stated_change_fits": (
        ("prosecution", "The number of convictions doubled, from 12 in 2015 to {40|24} in 2016."),
        ("prosecution", "Convictions rose by {20|50} percent, from 50 in 2015 to 75 in 2016."),
        (
            "protection",
            "The government more than doubled the budget, from 1.9 million kroner ($283,000) in 2015 to {3.4|4.4} "
            "million ($607,000) in 2016.",
        ),
        (
            "protection",
            "Police identified 31 victims in 2016 (18 of labor trafficking and 13 of sex trafficking), {nine|seven} "
            "more than the 24 identified in 2015.",
        ),
        (
            "protection",
            "In 2016, the government gave 620,000 euros ($697,000) to five shelters and to mobile teams, {more than "
            "double|more than} the 410,000 euros ($461,000) that it had given for the same purposes in 2015.",
        ),
    ),
    "stock_fits": (
        (
            "prosecution",
            "The unit began 2016 with 26 open investigations, took up 31 new ones, brought 22 to a close in the course "
            "of the year, and carried {41|35} over into 2017.",
        ),
        (
            "prosecution",
            "At the beginning of 2016, 84 trafficking cases awaited trial, to which prosecutors added 46 during the "
            "year. The courts disposed of 51 cases, so that {97|79} cases were still pending at the year's end.",
        ),
    ),
    "sole_place": (
        (
            "protection",
            "The country's only shelter for trafficking victims, run by an NGO in Balti, received no public money. "
            "Seven women were placed in {a shelter for trafficking victims in Cahul|a hotel in Cahul}.",
        ),
        (
            "protection",
            "The ministry's shelter {admitted female victims only|was open to all victims}. In 2016, it lodged 54 "
            "victims, among them seven men.",
        ),
    ),
    "shared_fits": (
        (
            "prosecution",
            "In 2016, 172 persons stood trial, and 107 of them were convicted, a conviction rate of {78|62} percent.",
        ),
        (
            "protection",
            "The ministry assisted 61 victims in 2015. Of the 184 victims whom it assisted in 2016, {46|66}, or "
            "just over "
            "one-third, had been referred by the police.",
        ),
        (
            "protection",
            "The authorities identified 721 victims in 2016. Romanians, with 418 of the 721 identified, made up "
            "{about one third|more than half} of these victims.",
        ),
        (
            "protection",
            "Police turned over 146 victims of sex trafficking to the ministry in 2016, of whom {fewer|more} than "
            "half, 87, were under the age of 18.",
        ),
    ),
    "some_against_all": (
        (
            "prosecution",
            "Courts tried 65 persons for trafficking in 2016; all 65 were convicted. Trials were slow. In August "
            "2016, the "
            "court in Orhei {acquitted|convicted} the two brothel owners tried for trafficking seven women.",
        ),
        (
            "protection",
            "The government identified 57 victims in 2016, all of them {foreign nationals|adults}. Three of the 57, "
            "Moldovan women whom a relative had forced into commercial sex, were cared for in the center.",
        ),
        (
            "protection",
            "Police identified 36 victims in 2016, and referred all of them to shelters. Seven of the {victims that "
            "police identified|migrants} in 2016 were deported without having been referred to any shelter.",
        ),
        (
            "prosecution",
            "Prosecutors opened seven prosecutions in 2016, and all seven were still {awaiting judgment|in the news} "
            "in December. A court convicted the defendant in one of these seven prosecutions in November 2016.",
        ),
        (
            "protection",
            "In 2016, the program assisted 74 victims, all of them women and girls. Nine {boys|girls} were among the "
            "victims whom the program assisted in 2016.",
        ),
    ),
    "order_fits": (
        (
            "protection",
            "Romanians were the largest group among the 81 victims identified in 2016, with {23|28}, followed by "
            "Brazilians with 27 and Swiss "
            "citizens with 18.",
        ),
        (
            "protection",
            "Ukrainians formed the largest group among the victims assisted ({23|33}), followed by Romanians (31) and "
            "Moldovans (12).",
        ),
        ("protection", "The state granted permits to {27|37} victims in 2016, of whom 31 later found work."),
    ),
    "described_fits": (
        (
            "protection",
            "The police identified 243 victims in 2016, of whom 98 were girls. The ministry offered care to {261|231} "
            "of these victims.",
        ),
        (
            "protection",
            "The government identified 48 victims in 2016. Thirty-one of the victims identified in 2016 were women, "
            "nine were girls, and the other {five|eight} were men.",
        ),
        (
            "prosecution",
            "Police arrested 21 suspects in 2016. Prosecutors filed charges against 12 of those arrested; the "
            "remaining {six|nine} were released.",
        ),
        (
            "protection",
            "The center in Parakou received 96 trafficked children in 2016. Of the children received that year, staff "
            "took 41 home and kept the remaining {65|55} in care.",
        ),
        (
            "protection",
            "Police identified 57 trafficking victims in 2016, and NGOs found 24 others. Of those that police "
            "identified, {68|48} were offered a place in a shelter.",
        ),
        (
            "protection",
            "Border guards intercepted 86 child victims in 2016 on their way abroad. A charity returned {104|74} of "
            "the children intercepted to their parents.",
        ),
        (
            "prosecution",
            "In 2016, prosecutors sent 86 trafficking cases to court. Victims gave evidence in 52 of the {68|86} "
            "trafficking cases that prosecutors sent to court.",
        ),
        (
            "protection",
            "Police identified 51 victims in 2016. The ministry placed 39 of the victims identified by police in "
            "shelters and sent the other {21|12} straight back to their families.",
        ),
    ),
    "divided_fits": (
        (
            "protection",
            "In 2016, police at the ports referred 118 returning victims to shelters: 61 came back from Italy, 34 from "
            "Greece, {23|13} from Kosovo and {14|10} from the United Kingdom.",
        ),
        (
            "protection",
            "Authorities identified 91 trafficking victims in 2016 (52 adults and 39 children), compared with 77 "
            "victims "
            "(38 adults and {36|39} children) in 2015.",
        ),
        (
            "prevention",
            "The council gave NGOs $310,000 in 2016: $150,000 for shelters, $90,000 for legal aid, and "
            "${40,000|70,000} for courses.",
        ),
        (
            "prevention",
            "The academy trained a total of {640|600} officials in 2016, comprising 255 police officers, 130 "
            "prosecutors and judges, 118 border guards, and 97 inspectors.",
        ),
        (
            "protection",
            "Vigilance committees intercepted {1,146|1,176} child victims in 2016—628 boys and 548 girls—up from 788 "
            "in 2015.",
        ),
        (
            "protection",
            "The government spent {$412,000|$432,000} on its measures in 2016. The commission met four times. The "
            "total consisted of $186,000 for the NGO shelters, $94,000 for the hotline, and $152,000 for campaigns.",
        ),
        (
            "protection",
            "The police referred {27|29} victims to the safe house in 2016. By nationality, the victims whom police "
            "referred were 11 Ethiopians, seven Filipinas, six Nepalis, and five Bangladeshis.",
        ),
    ),
    "stated_sum_fits": (
        (
            "prosecution",
            "At the end of 2015, 58 offenders had been convicted under the law since it took effect in June 2012; "
            "with the "
            "21 convicted in 2016, the total reached {85|79}.",
        ),
        (
            "prevention",
            "The council had a budget of 186,000 euros ($202,700) in 2016, of which 121,000 euros went to the shelter, "
            "48,000 euros to the hotline, and {37,000|17,000} euros to courses.",
        ),
        (
            "prevention",
            "The council spent 2 million lei ($110,000) on its plan in 2016, including 1.2 million lei for shelters "
            "and {1.1|0.8} million lei for courses.",
        ),
        (
            "protection",
            "Victims identified came from Nigeria (19), Romania (14), and Bulgaria (nine), a total of {57|42} victims.",
        ),
    ),
    "same_number_fits": (
        (
            "protection",
            "In 2016, police identified 103 victims, the same number as in 2015. Of the {95|103} victims identified in "
            "2015, 52 were men.",
        ),
    ),
    "told_again_fits": (
        (
            "protection",
            "The government identified 114 victims in 2016, compared with 97 in 2015. Its hotline took 14,210 calls in "
            "2016, which led to the identification of {138|38} of the year's victims.",
        ),
        (
            "prosecution",
            "Courts convicted two sex traffickers in 2016. Courts did not convict any labor traffickers during the "
            "reporting period.\n\nProtection\n\nThe government identified 29 victims in 2016. Courts ordered the "
            "{four labor|two sex} traffickers convicted during the reporting period to pay the victims a total of "
            "780,000 lei ($22,700) in back wages.",
        ),
        (
            "prosecution",
            "Courts convicted 11 traffickers in 2016. Judges ordered all {14|11} convicted traffickers to pay damages "
            "to their victims.",
        ),
        (
            "protection",
            "The government identified 184 trafficking victims in 2015. It returned 120 of the {203|184} girls "
            "whom the government had identified as trafficking victims in 2015 to their families.",
        ),
    ),
    "kind_within_whole": (
        (
            "prosecution",
            "From January through June 2016, prosecutors indicted {308|208} trafficking defendants; for 2016 as a "
            "whole, "
            "the same office gave the number of defendants indicted as 289.",
        ),
        (
            "protection",
            "All 55 victims freed by the police in 2016 were adult women. The police were trained. They were given "
            "books. They were few. They have cars. The state shelter received 31 of the 55, nine of them "
            "{girls|women}.",
        ),
        (
            "protection",
            "Police identified 47 victims in 2016, 14 of them Moldovan women. Because deportation is no longer "
            "permitted, the ministry issued visas to "
            "{39|33} of the foreign victims identified in 2016.",
        ),
        (
            "protection",
            "All 34 victims that the authorities identified in 2016 were foreign nationals. Trials were slow. Of "
            "the 34 victims, 22 "
            "accepted services, including five {Moldovan|Ukrainian} girls who were placed with foster families.",
        ),
        (
            "prosecution",
            "The government prosecuted 21 defendants in 2016. Children testified against the {26|16} persons whom the "
            "government prosecuted during the year for forced labor.",
        ),
        (
            "protection",
            "In 2016, the government operated no shelters. Courts were slow. The ministry ran {three|no} shelters.",
        ),
        (
            "prosecution",
            "Courts did not convict any traffickers in {2016|2015}. In May 2016, a court convicted three traffickers.",
        ),
        (
            "prosecution",
            "Prosecutors indicted 31 suspects, and courts convicted 17 traffickers in 2016. After a raid in "
            "May, a court "
            "convicted {21|11} offenders for sex trafficking.",
        ),
        (
            "prosecution",
            "Courts convicted seven traffickers in 2016. Corruption was a problem. Courts convicted {nine|two} "
            "officials of "
            "complicity in trafficking in 2016.",
        ),
        (
            "prosecution",
            "Although police referred 21 cases to the prosecutor, no trafficker was convicted in Moldova in "
            "{2016|2015}. In "
            "November 2016, a court in the capital convicted three men of forced labor.",
        ),
    ),
    "total_told_twice": (
        (
            "summary",
            "In 2016, the reception center assisted 273 victims, and the government paid part of its "
            "costs.\n\nProtection\n\nThe reception center assisted {237|273} victims in 2016.",
        ),
        (
            "prosecution",
            "Courts convicted 61 traffickers in 2016 in the whole {country|region}. Courts convicted 83 traffickers "
            "in 2016.",
        ),
        (
            "prosecution",
            "Courts convicted 23 traffickers in 2016, compared with 29 in 2015. In 2015, when courts convicted {35|29} "
            "traffickers in all, terms were short.",
        ),
        (
            "prosecution",
            "The government convicted 23 traffickers in 2016. In 2016, the courts convicted {32|23} traffickers.",
        ),
    ),
    "kinds_within_whole": (
        (
            "protection",
            "The government identified 120 victims in 2016. Officials identified 84 adult victims. The child "
            "protection "
            "service identified {57|36} child victims.",
        ),
    ),
    "befallen_within_whole": (
        (
            "protection",
            "Security forces and village committees together identified 268 child victims in 2016. The transit "
            "centers took in {312|212} child victims, all of whom the security forces or the committees had "
            "identified in the course of 2016.",
        ),
        (
            "protection",
            "Authorities identified 48 victims in 2016. Most were women. Officials referred {63|44} victims to "
            "care in 2016.",
        ),
    ),
    "outcomes_within_ended": (
        (
            "prosecution",
            "Courts completed the trials of 15 defendants in 2016. In the completed trials, judges convicted {18|11} "
            "defendants.",
        ),
        (
            "prosecution",
            "Courts completed the trials of 30 defendants in 2016. Judges convicted 21 traffickers. They acquitted "
            "{14|nine} defendants.",
        ),
    ),
    "parts_within_total": (
        (
            "protection",
            "Shelters housed 270 victims in 2016. Of these 270, 212 had been forced into prostitution and "
            "{98|50} into labor.",
        ),
        (
            "protection",
            "Shelters housed 270 victims in 2016. Of these 270, 212 had been forced into prostitution and 98 "
            "into labor; 40 of them {were girls|had suffered both}.",
        ),
    ),
    "sentenced_within_convicted": (
        (
            "prosecution",
            "Courts convicted {13|16} traffickers in 2016, of whom six were imprisoned for two to five years, "
            "seven were given "
            "suspended sentences, and three were fined only.",
        ),
        (
            "prosecution",
            "Courts convicted 26 traffickers in 2016, of whom 19 went to prison and {ten|seven} received suspended "
            "sentences.",
        ),
    ),
    "going_back_fits": (
        (
            "prosecution",
            "The government prosecuted 31 suspects in 2016. Seventeen were convicted, nine were acquitted, and "
            "{seven|five} remained on trial.",
        ),
        (
            "prosecution",
            "It forwarded 34 cases to prosecutors in 2016. By December, 12 of them had resulted in convictions, nine "
            "had been closed for lack of evidence, and {18|11} were awaiting a hearing.",
        ),
        (
            "prosecution",
            "The government prosecuted nine suspected traffickers in seven cases in 2016. All of these trials had "
            "concluded by March, and courts had convicted eight of the defendants and acquitted {three|one}.",
        ),
        ("protection", "The government identified 55 victims in 2016. Shelters housed {62|42} of the 55 victims."),
    ),
    "rest_fits": (
        (
            "protection",
            "Police identified 52 victims in 2016, compared with 91 in 2015. Twenty-nine of them accepted care; the "
            "remaining {27|23} asked to go home.",
        ),
        (
            "protection",
            "The government identified 66 victims in 2016. Forty received shelter; the remaining {36|26} declined it.",
        ),
        (
            "protection",
            "Authorities identified 46 foreign women as victims in 2016. Twenty-nine were nationals of Colombia. The "
            "remaining {12|17} were from Guyana.",
        ),
        (
            "protection",
            "Of the 33 victims housed in 2016, 18 returned to their families, and the remaining {21|15} stayed.",
        ),
    ),
    "lists_answer": (
        (
            "prosecution",
            "The county court sentenced the {four|three} ringleaders of one network, all Moldovan citizens, to three, "
            "five, and eight years in prison, respectively.",
        ),
        (
            "prosecution",
            "In one case in 2016, a court in Orhei convicted three traffickers and sentenced them to {eight, 12, "
            "15, and 18|eight, 12, and 18} "
            "years' imprisonment, respectively.",
        ),
        (
            "prosecution",
            "The police and the border guard opened {214, 41, and 13|214 and 41} cases, respectively.",
        ),
        ("prosecution", "Prosecutors charged {14, 22, and 31|22 and 31} suspects in 2015 and 2016, respectively."),
    ),
    "first_is_first": (
        (
            "prosecution",
            "In 2016, the courts for the first time convicted traffickers under the 2011 anti-trafficking law. "
            "Judges found 19 persons guilty under "
            "the {2011|1998} law in 2016, compared with 12 in 2015.",
        ),
        (
            "prosecution",
            "In 2016, a court convicted two traffickers; these were the first convictions ever obtained under the 2005 "
            "act. In {2014|2014, under the penal code}, a court convicted three traffickers{ under the 2005 act|}.",
        ),
        (
            "prosecution",
            "Never before {2014|2013} had a court convicted a trafficker. In 2013, courts convicted six traffickers.",
        ),
        (
            "prosecution",
            "In 2016, the courts secured the first convictions {for trafficking|for forced labor} in the country's "
            "history. In 2014, courts convicted three traffickers.",
        ),
        (
            "prosecution",
            "In 2016, for the first time in the country's history, courts convicted offenders of forced labor. Six "
            "persons were convicted of {forced labor|sex trafficking} in 2016, compared with four in 2015.",
        ),
        (
            "prosecution",
            "In 2016, a court in Balti handed down the first conviction for child trafficking in the country's "
            "history. Five persons were convicted of {child trafficking|trafficking} in 2016, compared with three.",
        ),
    ),
    "rate_fits": (
        (
            "prosecution",
            "Each of the six cases that went to trial in 2016 was brought against a single defendant. Of the "
            "{nine|six} "
            "defendants in the six trials, the courts convicted three and acquitted two.",
        ),
        (
            "prosecution",
            "Courts tried 12 trafficking cases in 2016, each of them against a single defendant, and convicted {15|11} "
            "of the persons so tried.",
        ),
        (
            "prevention",
            "The academy held 24 two-day courses in 2016, each for 35 officers, and instructed {640|840} officers.",
        ),
        (
            "prosecution",
            "Prosecutors brought 11 cases to court in 2016, each against a single defendant. Courts convicted "
            "{14|10} defendants in the 11 "
            "cases.",
        ),
        (
            "prevention",
            "The helpline, which was open throughout the 12 months of 2016, received 1,380 calls in that year, an "
            "average of {230|115} a month.",
        ),
        (
            "prevention",
            "The police academy held 12 courses for 288 investigators in 2016, with an average of {36|24} "
            "participants in each, and sent "
            "eight officers to a seminar. One expert taught.",
        ),
        (
            "prosecution",
            "Prosecutors filed indictments in 19 trafficking cases in 2016, each of them against at least two "
            "defendants.\n\nProtection\n\nThe ministry repaired a shelter.\n\nProsecution\n\nIn all, {33|43} "
            "persons stood indicted in 2016.",
        ),
        (
            "prevention",
            "The academy held 14 courses on trafficking in 2016, in which 490 officers were trained. With an average "
            "of {45|35} officers in each, the courses were thought too large.",
        ),
        (
            "prevention",
            "Eight teams made {312|416} inspections in 2016. The council found an average of 52 inspections a team too "
            "low.",
        ),
        (
            "prevention",
            "The academy held 18 courses in 2016, with 720 officers in all, or an average of {55|40} a course.",
        ),
        (
            "prevention",
            "It held six workshops in 2016, each for 20 officers. In all, {160|120} officers took part in these six "
            "workshops.",
        ),
    ),
    "none_and_some": (
        (
            "prosecution",
            "Courts convicted six sex traffickers in 2016, but for the third year running no one was convicted of "
            "forced "
            "{labor|begging}. An Indonesian woman testified; in October 2016, the Balti court found both guilty of "
            "forced labor and sentenced them to two years in prison.",
        ),
        (
            "prosecution",
            "No official was investigated, prosecuted, or convicted for complicity in 2016. In October 2016, a court "
            "sentenced {a captain of the border guards|an owner of four bars} to four years' imprisonment for "
            "complicity "
            "with traffickers.",
        ),
        (
            "prosecution",
            "The government has yet to obtain a conviction under its 2005 anti-trafficking law. In August 2016, a "
            "court in "
            "Balti found a teacher guilty under {the law|the penal code} and sentenced him to two years' imprisonment.",
        ),
        (
            "prosecution",
            "All 34 offenders convicted in 2016 were sent to prison, and none of the sentences was suspended. "
            "Victims met their trafficker in the week "
            "in which he was convicted in {2016|2015}, because his one-year trafficking sentence had been suspended.",
        ),
        (
            "prosecution",
            "The government did not prosecute or convict any official for complicity in 2016. In November 2016, a "
            "court convicted {a probation officer|a taxi driver} of trafficking and sentenced her to six years' "
            "imprisonment.",
        ),
        (
            "prosecution",
            "The government did not obtain a conviction for a trafficking offense in {2016|2015}. In November "
            "2016, the "
            "high court found the manager of a massage parlor guilty of trafficking three women.",
        ),
        (
            "prosecution",
            "For the second year in succession, no one was convicted of forced {labor|begging}. A court ordered "
            "two agents, "
            "whom it had found guilty of forced labor in May 2016, to pay the victims.",
        ),
        (
            "prosecution",
            "Courts convicted no traffickers in 2016, the third consecutive year without a conviction. The two women "
            "convicted of trafficking by a court at Orhei in November {2014|2013} were released.",
        ),
        (
            "prosecution",
            "Courts have not convicted a single trafficker under the act since it entered into force in "
            "{2013|2016}. In "
            "2015, prosecutors charged 13 suspects and obtained the conviction of one trafficker under the act.",
        ),
        (
            "prosecution",
            "In May {2016|2015}, a court sentenced a recruiter to five years' imprisonment. Trials were slow. The "
            "government did not convict anyone for a trafficking offense in 2016.",
        ),
        (
            "protection",
            "A court ordered a trafficker to pay the victims $2,400 in compensation in May 2016. Courts did not award "
            "compensation to any victim in {2016|2015}, and no victim filed a civil suit.",
        ),
        (
            "prosecution",
            "The country has never convicted {a trafficker|a recruiter}. In 2014, courts convicted three traffickers.",
        ),
        (
            "prosecution",
            "For the third consecutive year, courts did not convict any traffickers. In {2015|2011}, courts convicted "
            "six traffickers.",
        ),
    ),
    "record_fits": (
        (
            "protection",
            "The state shelters admitted 118 new victims in 2016, the highest annual number {on record|of five}, "
            "compared with 126 in 2015 and 47 in 2014.",
        ),
        (
            "prosecution",
            "Courts convicted 31 traffickers in 2016, the highest number since 2009, compared with {36|26} in 2015.",
        ),
        (
            "protection",
            "Police identified 61 victims in 2016, {the|not the} most since 2010. They identified 83 victims in 2013.",
        ),
        (
            "prosecution",
            "Courts convicted 31 traffickers in 2016, the highest number in a decade. Courts convicted 44 traffickers "
            "in {2010|2006}.",
        ),
    ),
    "terms_in_range": (
        (
            "prosecution",
            "Courts convicted seven trafficking offenders in 2016, compared with four in 2015, and imposed sentences "
            "ranging from six months' to three years' imprisonment. One of the seven, an agent in Balti who had forced "
            "two Indonesian women into prostitution, was sentenced to {five|two} years' imprisonment.",
        ),
        (
            "prosecution",
            "Courts convicted nine offenders in 2016, and sentences ranged from two to eight years' imprisonment. The "
            "heaviest of these terms, "
            "{12|eight} years, was given in August to a man who had prostituted three girls.",
        ),
        (
            "prosecution",
            "Courts convicted 41 traffickers in 2016, all of whom were sentenced to terms of between eight and 20 "
            "years' imprisonment. Among those convicted and sentenced during the year was the owner of two bars, "
            "who received {25|15} years' imprisonment.",
        ),
        (
            "prosecution",
            "Courts convicted 12 traffickers in 2016. Their terms ranged from three to eight years. A tailor who had "
            "sold his niece received {11|six} years in prison.",
        ),
        (
            "prosecution",
            "Courts convicted 15 traffickers in 2016. The longest sentence was nine years. In Orhei, a court sentenced "
            "a bar owner to {13|eight} years’ imprisonment.",
        ),
    ),
    "average_in_range": (
        ("prosecution", "Terms ranged from four to nine years in 2016. The terms averaged {three|six} years."),
        (
            "prosecution",
            "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. The average sentence "
            "{was|served was} three years.",
        ),
        (
            "prosecution",
            "Terms for the 13 offenders convicted in 2016 ran from eight to 12 years' imprisonment, while the average "
            "{term|term on appeal} was 14 years.",
        ),
    ),
    "cumulative_fits": (
        (
            "prosecution",
            "Courts convicted 12 traffickers under the Act in 2016, compared with nine in 2015. Since the Act came "
            "into force in February 2012, a total of {17|37} traffickers have been convicted under it.",
        ),
        (
            "prosecution",
            "Courts convicted 14 traffickers in 2016, compared with 12 in 2015. Of the {22|42} traffickers convicted "
            "between 2013 and the end of 2016, six were women.",
        ),
    ),
    "law_in_force": (
        (
            "prosecution",
            "Parliament adopted a new Article 165 of the criminal code, which prescribes five to 12 years' "
            "imprisonment, in August 2016. In {May|October} 2016, a court in Balti sentenced two women under "
            "Article 165 to terms of six and seven years.",
        ),
        (
            "prosecution",
            "This law, which came into force in September 2015, prescribed penalties of 10 to 15 years' imprisonment. "
            "In the best known trial, a court found two brothers guilty under the new law in March {2015|2016}.",
        ),
        (
            "prosecution",
            "Parliament passed Article 175, which entered into force in October 2015. In {March|November} 2015, a "
            "court delivered the first convictions under Article 175.",
        ),
        (
            "prosecution",
            "The Law on Countering Trafficking in Persons entered into force on December 20, 2016. It prescribes "
            "four to ten years' imprisonment. Police investigated eight cases in 2016. The first offender to be "
            "convicted under the new law, a travel agent, was sentenced in {June|December} 2016 to six years' "
            "imprisonment.",
        ),
        (
            "prosecution",
            "The trafficking law took effect on {September 1|March 1}, 2016. Prosecutors were trained. Judges "
            "invoked the law for the first time in June 2016, when three men were convicted under the law.",
        ),
        (
            "prosecution",
            "Parliament passed {an|a revised} anti-trafficking law in June 2016. In 2015, courts convicted six "
            "traffickers under the law.",
        ),
        (
            "prosecution",
            "The law came into force in September 2016. Courts convicted six traffickers under the law in "
            "{May 2016|2016, and may try others}.",
        ),
        (
            "prosecution",
            "The law came into force in May 2016. In {2015|2016}, courts convicted six traffickers under the new law.",
        ),
    ),
    "all_in_prison": (
        (
            "prosecution",
            "All 74 offenders whom district courts convicted in fiscal year 2016 were sentenced to imprisonment. "
            "In Orhei district, two offenders "
            "were {let off with a fine|sent to prison}.",
        ),
        (
            "prosecution",
            "The courts sent every offender convicted of trafficking in 2016 to prison. In Orhei, two defendants "
            "were found guilty of trafficking workers "
            "{and were fined but not imprisoned|and were fined and imprisoned}.",
        ),
        (
            "prosecution",
            "Courts convicted 31 traffickers in 2016 and sentenced all 31 to imprisonment. In the north, courts "
            "ordered five of the 31 to pay fines {without|besides} any time in prison.",
        ),
        (
            "prosecution",
            "Prosecutors brought 40 persons to trial in 2016. Courts convicted 37 of them. The government reported "
            "that all 37 of the offenders convicted in 2016 were sent to prison. A court suspended the sentences of "
            "three offenders in {2016|2015}.",
        ),
        (
            "prosecution",
            "Courts convicted 11 traffickers in 2016. All 11 of the offenders convicted in 2016 were sent to prison. A "
            "court {suspended the sentences of three offenders|fined three offenders} in 2016.",
        ),
        (
            "prosecution",
            "Courts convicted 11 traffickers in 2016 and sent every one of the 11 to prison. A court suspended the "
            "sentences of three offenders in {2016|2015}.",
        ),
        (
            "prosecution",
            "Courts convicted 11 traffickers in 2016; all received prison terms. A court {|partly }suspended the "
            "sentences of three offenders in 2016.",
        ),
    ),
    "term_outside_law": (
        (
            "prosecution",
            "Section 112 prescribes a maximum penalty of 12 years' imprisonment, or 20 years when the victim is a "
            "child. The high court convicted "
            "one trafficker in 2016 and imposed the maximum term of {15|12} years' imprisonment.",
        ),
        (
            "prosecution",
            "The law prescribes up to 20 years' imprisonment for sex trafficking. It punishes forced labor with "
            "imprisonment "
            "of up to seven years. A court convicted two men of forced labor in 2016, the sole count in the "
            "indictment, and "
            "sentenced each of them to {nine|six} years' imprisonment.",
        ),
        (
            "prosecution",
            "The 2008 law prescribes seven to 15 years' imprisonment. In July 2016, a court sentenced a recruiter, "
            "under the "
            "same law, to {18|14} years' imprisonment.",
        ),
        (
            "prosecution",
            "The act prescribes 10 to 15 years' imprisonment, and up to 20 years where the victim is a child. In "
            "2016, a "
            "court sentenced a man to the longest term that this offense allows, {18|20} years' imprisonment.",
        ),
        (
            "prosecution",
            "Section 79 of the Child Care, Protection, and Justice Act prescribes a maximum of seven years' "
            "imprisonment. "
            "Section 269 of the penal code carries up to 10 years' imprisonment. In 2016, a magistrate sent a "
            "foreman to "
            "prison for {nine|six} years on a single count under Section 79.",
        ),
        (
            "prosecution",
            "The trafficking act prescribes no less than three and no more than 12 years' imprisonment. Courts "
            "convicted two traffickers in 2016. Convicted of a single count, one of the two, a mine foreman, received "
            "{15|11} years' imprisonment.",
        ),
        (
            "prosecution",
            "Section 12 of the criminal code prescribes penalties of up to ten years’ imprisonment. A court convicted "
            "one man in 2016 and sentenced him under section 12 to {18|nine} years’ imprisonment.",
        ),
        (
            "prosecution",
            "The 2005 anti-trafficking law prescribes penalties of five to 15 years' imprisonment. In 2016, "
            "courts convicted "
            "six men under the anti-trafficking law and sentenced them to {two|six} to eight years' imprisonment.",
        ),
        (
            "prosecution",
            "Article 165 prescribes penalties of five to 12 years’ imprisonment. Courts convicted seven "
            "men under Article 165 in 2016 and sentenced them to terms ranging from {three|six} to ten years’ "
            "imprisonment.",
        ),
        (
            "prosecution",
            "Article 165 prescribes penalties of five to 12 years’ imprisonment. Courts convicted seven "
            "men under Article 165 in 2016 and sentenced one to {14|11} years’ imprisonment.",
        ),
    ),
    "penalty_told_twice": (
        (
            "prosecution",
            "Article 165 of the criminal code prescribes five to 12 years’ imprisonment.\n\nPrevention\n\n"
            "The commission printed leaflets on Article 165 of the criminal code, which prescribes {eight|five} to 12 "
            "years’ imprisonment.",
        ),
    ),
}
CASES = [(check, section, text) for check, told in CASES_OF.items() for section, text in told]

#: sentences that only look wrong, by section
NEAR_MISSES: tuple[tuple[str, str], ...] = (
    # the difference is from an amount that is not a figure
    (
        "prevention",
        "Inspectors visited 724 agencies in 2016, compared with 655 in 2015, and closed 22, 14 more than in 2015.",
    ),
    # the number is a duration, not a count of victims
    (
        "protection",
        "Police identified 13 victims in 2016; eleven were home within a month. The shelter cared for 104 women. "
        "Another 40 women stayed for a week.",
    ),
    # the sum rises in one currency and falls in the other
    (
        "protection",
        "The ministry spent 9.1 million lei ($460,000) on shelters in 2016, compared with 7 million lei ($500,000) in "
        "2015; its spending rose by 30 percent in lei.",
    ),
    # some victims were exploited in two ways, so they count twice
    (
        "protection",
        "Authorities identified 91 victims in 2016: 58 had been subjected to sex trafficking and 49 to forced labor, "
        "with 16 exploited in both ways.",
    ),
    # the courts applied an older law, with lower penalties
    (
        "prosecution",
        "The 2015 law raised the penalty to between 13 and 23 years' imprisonment. Courts convicted 11 traffickers in "
        "2016, six of them under the law previously in force, with sentences of four to 14 years.",
    ),
    # the prosecutors' year begins in July
    (
        "prosecution",
        "Police opened 83 cases in 2016. The prosecutor's office, which counts by fiscal year, registered 104 cases "
        "between July 2015 and June 2016.",
    ),
    # the law was passed in one month and took effect in another
    (
        "prosecution",
        "In March 2016, parliament passed a law against trafficking. The law, in force since October 2016, prescribes "
        "up to 12 years' imprisonment.",
    ),
    # a share of people whose number is between commas, and a number that does not count these people
    (
        "protection",
        "Half of the victims identified in 2016, 40 in all, were cared for. Nearly a third of the 118 victims, who "
        "came in 2016, 90 by bus, were men.",
    ),
    # a home takes in more people in a year than it has places
    (
        "protection",
        "In 2016, the government ran four shelters with places for 20 women each. The four shelters housed 130 women.",
    ),
    # another country's court convicted the offender
    (
        "prosecution",
        "Courts convicted no traffickers in 2016. In May 2016, a Spanish court convicted a recruiter of trafficking.",
    ),
    (
        "prosecution",
        "Courts convicted no traffickers in 2016. In May 2016, a court in Spain found both guilty of forced labor.",
    ),
    # the figure is at the very end of the text
    ("protection", "Of the victims identified, NGOs assisted 30"),
    (
        "prosecution",
        "The unit began 2016 with 26 open investigations, took up 31 new ones, and carried 41 over into 2017.",
    ),
    (
        "protection",
        "The only shelter for trafficking victims, in Balti, closed in May. A shelter in Cahul took in seven victims.",
    ),
    (
        "protection",
        "The only shelter for trafficked men was in Balti. A shelter in Cahul took in seven trafficked women.",
    ),
    (
        "protection",
        "The government's only shelter for victims was in Balti. An NGO's shelter in Cahul took in seven victims.",
    ),
    ("protection", "No shelter admitted men. The ministry lodged seven trafficked men in hotels in 2016."),
    (
        "protection",
        "Police identified 30 victims in 2016. The center took in 58 victims, some of whom police had found in 2015.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 19 cases, each of them against one or more defendants, in 2016.",
    ),
    (
        "prosecution",
        "The amended Article 165 came into force in August 2016. In May 2016, a court tried two men under Article 165.",
    ),
    (
        "prosecution",
        "The new law took effect in August 2016. In May 2016, a court convicted two men under the previous law.",
    ),
    # two currencies that differ only in the symbol or code before the sum
    (
        "protection",
        "The state provided XOF 60 million ($100,000) for shelters in 2016. It gave EUR 2 million ($2.2 million) to "
        "legal aid in 2016.",
    ),
    # "two" belongs to the fraction "two thirds"
    (
        "protection",
        "Authorities identified 65 victims in 2016, compared with 39 in 2015, a rise of two thirds.",
    ),
    # two figures together
    (
        "prosecution",
        "Authorities initiated prosecution of 25 suspects in 2016 and continued the prosecution of 31 suspects charged "
        "before. At the end of the year, 19 of the 56 defendants were still on trial.",
    ),
    # "double" compares with one year, but the figure next to it is another year's
    (
        "prosecution",
        "Authorities investigated 14 cases in 2016, double the number of 2015, though fewer than the 20 of 2014.",
    ),
    # some people belong to both groups
    (
        "protection",
        "Police identified 60 potential victims in 2016. Forty of them had been held in brothels and 27 on farms; "
        "seven had suffered both and are in each group.",
    ),
    # the people sentenced committed another crime
    (
        "prosecution",
        "The law prescribes two to 10 years' imprisonment. No one was convicted under this law in 2016. Courts did "
        "convict 11 persons of procuring; the sentences were between one and five years.",
    ),
    # the penalties are those of an earlier law
    (
        "prosecution",
        "The new law, in force since June 2016, prohibits all forms of trafficking. Courts sentenced two men under "
        "the new law and tried 11 under the 2007 law.",
    ),
    # another law, a change to the law, an act before the law began, or no use of the law
    (
        "prosecution",
        "The new anti-trafficking act came into force on October 1, 2016. In April 2016, a court in the north"
        " convicted a farmer of pimping under the penal code.",
    ),
    (
        "prosecution",
        "The new anti-trafficking act came into force on October 1, 2016. A farmer arrested in April 2016 was"
        " convicted under the act in December.",
    ),
    (
        "prosecution",
        "Amendments to the law came into force in October 2016. In April 2016, courts convicted two "
        "traffickers under the law.",
    ),
    (
        "prosecution",
        "The act took effect in September 2016. A man who had recruited women in May 2016 was convicted under"
        " the act in December 2016.",
    ),
    (
        "prosecution",
        "Parliament passed the law on passports in November 2016. In July 2016, courts convicted two "
        "traffickers under the anti-trafficking law.",
    ),
    (
        "prosecution",
        "The Child Act came into force in December 2016. In June 2016, courts convicted a trafficker under "
        "the Immigration Act.",
    ),
    (
        "prosecution",
        "The law came into force in December 2016. The first trial under the law is to begin in June 2017.",
    ),
    (
        "prosecution",
        "The old law of 1996 was replaced by an act that entered into force in November 2016. In June 2016, "
        "courts convicted two traffickers under the old law.",
    ),
    (
        "prosecution",
        "The Law on the Fight against Human Trafficking entered into force on December 20, 2016. No one was "
        "convicted under the new law in June 2016 or afterwards.",
    ),
    (
        "prosecution",
        "The law came into force in December 2015. In June 2016, two traffickers were convicted under the law.",
    ),
    (
        "prosecution",
        "Regulations under the act took effect in October 2016. In April 2016, courts convicted two "
        "traffickers under the act.",
    ),
    (
        "prosecution",
        "The trafficking law took effect on September 1, 2016. In June 2016, three men were convicted under "
        "the immigration law.",
    ),
    (
        "prosecution",
        "The anti-trafficking law entered into force in October 2016. A man arrested in June 2016 was tried "
        "under the law and sentenced to eight years.",
    ),
    (
        "prosecution",
        "The anti-trafficking law entered into force in October 2016. Until then, as in June 2016, "
        "traffickers were convicted under the law against pimping.",
    ),
    (
        "prosecution",
        "The anti-trafficking law entered into force in October 2016. In June 2017, the first trafficker was "
        "convicted under the law.",
    ),
    (
        "prosecution",
        "The anti-trafficking law entered into force in October 2016. Offenders convicted in June 2016 could "
        "not be sentenced under the law.",
    ),
    (
        "prosecution",
        "The anti-trafficking law, in force since October 2003, was amended in October 2016. In June 2016, "
        "two traffickers were convicted under the law.",
    ),
    (
        "prosecution",
        "The Counter-Trafficking Act came into force in October 2016, and replaced the Act of 1999. In June "
        "2016, two traffickers were convicted under the Act of 1999.",
    ),
    (
        "prosecution",
        "A new anti-trafficking act came into force in October 2016. In June 2016, courts convicted two "
        "traffickers under the act of 2001.",
    ),
    (
        "prosecution",
        "A new anti-trafficking act came into force in October 2016. In June 2016, courts convicted two "
        "traffickers under the act that it replaced.",
    ),
    (
        "prosecution",
        "A new anti-trafficking act came into force in October 2016. In June 2016, courts had last convicted "
        "traffickers under the law then in force.",
    ),
    # changes without figures, of some of the people counted, of other things, or of other years
    (
        "summary",
        "A higher number of persons were convicted in 2016 than in 2014.\n\nProsecution\n\nCourts convicted "
        "15 traffickers, compared with 19 in 2015.",
    ),
    (
        "summary",
        "A larger number of officials were trained than in 2015.\n\nProtection\n\nPolice identified 41 "
        "victims in 2016 and 58 in 2015.",
    ),
    (
        "summary",
        "A higher number of children identified than in 2015 was a cause of concern.\n\nProtection\n\nPolice "
        "identified 41 victims in 2016 and 58 in 2015.",
    ),
    (
        "prosecution",
        "Courts convicted 15 traffickers, compared with 19 in 2015. A higher number of persons convicted of "
        "pimping than in 2015 was also reported.",
    ),
    (
        "summary",
        "The government identified more victims of forced labor than in 2015.\n\nProtection\n\nPolice "
        "identified 41 victims in 2016 and 58 in 2015.",
    ),
    (
        "summary",
        "NGOs reported a higher number of victims than in 2015.\n\nProtection\n\nPolice identified 41 victims"
        " in 2016 and 58 in 2015. NGOs identified 88 victims.",
    ),
    (
        "prosecution",
        "Courts in the north convicted three times as many traffickers as in 2015. Courts convicted 22 "
        "traffickers in 2016, compared with 19 in 2015.",
    ),
    (
        "summary",
        "The identification of nine more child victims than in 2015 was noted.\n\nProtection\n\nPolice "
        "identified 41 victims in 2016 and 58 in 2015, of whom 12 were children.",
    ),
    (
        "prosecution",
        "Courts convicted 38 traffickers, compared with 20 in 2015. The number of convictions nearly doubled.",
    ),
    (
        "prosecution",
        "Courts convicted 22 traffickers, compared with 20 in 2015. The ministry hoped for a higher number of"
        " convictions in 2017 than in 2016, and planned to convict nine more traffickers than in 2016.",
    ),
    (
        "prosecution",
        "Courts convicted 22 traffickers, compared with 20 in 2015. The number of convicted traffickers had "
        "tripled between 2010 and 2014.",
    ),
    (
        "prosecution",
        "Courts convicted about 40 traffickers, compared with about 20 in 2015. The minister spoke of 22 more"
        " convictions than in 2015.",
    ),
    (
        "summary",
        "A higher number of foreign victims identified than in 2015 received visas.\n\nProtection\n\nThe "
        "government identified 112 victims in 2016, compared with 140 in 2015.",
    ),
    (
        "prosecution",
        "Courts convicted 61 traffickers, up from 52 in 2015. The number of convicted officials had risen by three.",
    ),
    (
        "prosecution",
        "Prosecutors charged 21 suspects in 2016, as against 34 the year before. The regional office in Balti"
        " charged a higher number of suspects than in 2015.",
    ),
    (
        "prosecution",
        "Courts convicted 26 traffickers in 2016, including 20 for sex trafficking; in 2015, they convicted "
        "24, including 12 for sex trafficking. The conviction of eight more sex traffickers than in 2015 was "
        "a success.",
    ),
    (
        "summary",
        "There were fewer convictions under the anti-trafficking law than in 2015.\n\nProsecution\n\nCourts "
        "convicted 33 traffickers in 2016, eight under the anti-trafficking law and 25 under other laws, "
        "against 20 in 2015.",
    ),
    (
        "summary",
        "A police unit in the capital made more arrests than in 2015.\n\nProsecution\n\nAuthorities arrested "
        "27 suspected traffickers in 2016, compared with 36 in 2015.",
    ),
    (
        "prosecution",
        "Courts convicted 24 offenders in 2016, as compared to 16 the year before. The supreme court heard "
        "fewer appeals against convictions than in 2015.",
    ),
    (
        "protection",
        "The government identified 61 victims in 2016, compared with 90 in 2015. The International "
        "Organization for Migration assisted more identified victims than in 2015.",
    ),
    (
        "protection",
        "The government identified 61 victims in 2016, compared with 90 in 2015. More of the victims "
        "identified than in 2015 were children.",
    ),
    (
        "protection",
        "The government identified 61 victims in 2016, compared with 90 in 2015. It spent more on identified "
        "victims than in 2015.",
    ),
    (
        "prosecution",
        "Courts convicted 24 offenders in 2016, as compared to 16 the year before. Fewer convicted offenders "
        "than in 2015 received suspended sentences.",
    ),
    (
        "prosecution",
        "Courts convicted 24 offenders in 2016, as compared to 16 the year before. Sentences for convicted "
        "traffickers fell by a third.",
    ),
    (
        "prosecution",
        "Courts convicted 24 offenders in 2016, as compared to 16 the year before. The number of convicted "
        "offenders in prison declined.",
    ),
    (
        "prosecution",
        "Courts convicted 24 offenders in 2016, as compared to 16 the year before. The budget for "
        "investigations fell by 20 percent.",
    ),
    (
        "prosecution",
        "Courts convicted 24 offenders in 2016, as compared to 16 the year before. The time between arrest "
        "and conviction doubled.",
    ),
    (
        "prosecution",
        "Police investigated 30 cases in 2016, compared with 40 in 2015. The share of cases investigated that"
        " led to arrests rose by 20 percent.",
    ),
    (
        "prosecution",
        "Police investigated 30 cases in 2016, compared with 40 in 2015. Police had more officers for "
        "trafficking investigations than in 2015.",
    ),
    (
        "prosecution",
        "Police arrested 30 suspects in 2016, compared with 40 in 2015. The number of complaints that led to "
        "arrests rose.",
    ),
    (
        "protection",
        "The government identified 61 victims in 2016, compared with 90 in 2015. Funding for the shelter of "
        "identified victims was increased by 20 percent.",
    ),
    (
        "prosecution",
        "Courts convicted 24 offenders in 2016, as compared to 16 the year before. More convicted traffickers"
        " served time than in 2015, and fewer convictions were overturned on appeal than in 2015.",
    ),
    (
        "prosecution",
        "Police arrested 30 suspects in 2016, compared with 40 in 2015. The number of arrested suspects who "
        "were released rose by 10 percent.",
    ),
    (
        "prosecution",
        "Courts convicted 24 offenders in 2016, as compared to 16 the year before. The increase in the length"
        " of prison terms for convicted offenders was noted, and so was the decrease in the number of days "
        "between arrest and trial.",
    ),
    (
        "protection",
        "The government identified 61 victims in 2016, compared with 90 in 2015. Because of the increase in "
        "calls, more victims identified themselves.",
    ),
    # a figure stands between the claim and the figure compared
    (
        "prosecution",
        "Prosecutors charged 30 men in 2016, compared with 21 in 2015, and convicted 12, an increase of two.",
    ),
    # the text denies the change, or the change concerns something else
    ("prosecution", "Police opened 14 cases in 2016; this was no increase from the 18 opened in 2015."),
    ("prosecution", "Police opened 14 cases in 2016, compared with 18 in 2015, despite an increase in staff."),
    ("prosecution", "Police opened 14 cases in 2016, with two more officers than in 2015, when they opened 18."),
    # the sentence compares with more than one year
    ("prosecution", "Police opened 14 cases in 2016, an increase from 12 in 2015 but a decrease from 19 in 2014."),
    # the claim may be about any of several figures
    ("prosecution", "Courts convicted 40 men and nine women in 2016, an increase from 31 men and 12 women in 2015."),
    ("protection", "Officials identified 213 victims in 2016, of whom 73 were in forced labor, down from 126 in 2015."),
    # terms outside the law for a stated reason, or under another law
    (
        "prosecution",
        "Article 165 prescribes penalties of five to 12 years’ imprisonment. A court convicted one man under "
        "Article 165 of an attempt and sentenced him to three years’ imprisonment.",
    ),
    (
        "prosecution",
        "Article 165 prescribes penalties of five to 12 years’ imprisonment. A court convicted a man under "
        "Articles 165 and 171 in 2016 and sentenced him to 20 years’ imprisonment.",
    ),
    (
        "prosecution",
        "Article 165 prescribes penalties of five to 12 years’ imprisonment. Courts convicted a man under "
        "Article 220 in 2016 and sentenced him to three years’ imprisonment.",
    ),
    # every number of the list has its counterpart
    ("prosecution", "In 2014, 2015, and 2016, police opened 14, 22, and 31 investigations, respectively."),
    ("prosecution", "Police, prosecutors, and judges handled 14, 22, and 31 cases, respectively."),
    ("prosecution", "Police opened 14 cases and arrested 22 men in 2016; in 2015 it was 9, 12, and 7, respectively."),
    # "as many" with "not quite", or for one agency
    ("prosecution", "Police opened 73 cases in 2016, not quite as many as the 80 of 2015."),
    (
        "prosecution",
        "State prosecutors opened one investigation in 2016 (two in 2015); the district opened 12 in 2016, "
        "the same number as in 2015.",
    ),
    # the figure compared is not the part mentioned last
    (
        "prosecution",
        "In 2016, police reported 293 investigations, 129 of which concerned victims sent abroad. This was an increase "
        "from 2015, during which it conducted 159.",
    ),
    # some of the people mentioned before the last sentence; a list that does not belong to the number next to it
    (
        "protection",
        "The unit confirmed 39 victims in 2016. They were 31 women and eight men. It referred 36 of them to care, and "
        "the remaining three declined it.",
    ),
    ("protection", "Police identified 183 victims in 2016. All but six were foreigners: 110 Italians and 67 Greeks."),
    # a case may have several defendants, and some cases have not ended
    (
        "prosecution",
        "Courts decided nine cases in 2016. The nine ended with seven convictions and four acquittals, as some "
        "involved more than one accused.",
    ),
    (
        "prosecution",
        "Courts completed 33 cases in 2016 and convicted 61 persons. The seven cases that had not been completed "
        "concerned 15 defendants.",
    ),
    # the figure counts only officials
    (
        "prosecution",
        "Courts convicted 11 traffickers in 2016; in 2015, courts had convicted 27 traffickers. The government did not "
        "convict any officials in 2016, compared with one conviction of a border guard in 2015.",
    ),
    # not all prosecutions had a result; the terms were imposed under several laws
    (
        "prosecution",
        "The government prosecuted and convicted 11 traffickers in 2016 (one in 2015). Two defendants were acquitted.",
    ),
    (
        "prosecution",
        "The 2005 law prescribes penalties of at least five years' imprisonment. Three of the nine prosecutions of "
        "2016 were under the 2005 act, and prison terms ranged from 18 months to seven years.",
    ),
    # the sum in parentheses is the same sum in another currency
    ("protection", "The state spent 40,000 lei, less than a third of the 130,000 lei ($52,000) spent in 2015."),
    # the sum rose in the country's own currency, but fell in dollars
    (
        "protection",
        "The state spent 25 million lei ($2.9 million) in 2016, up from 23 million lei ($3.3 million) in 2015.",
    ),
    # a comparison with a year other than the year stated, or with another body's figure
    (
        "prosecution",
        "In 2015, police opened 14 investigations. In 2016, they opened 12, more than in 2014.",
    ),
    (
        "prosecution",
        "In 2015, police opened 34 cases and the border guard another six. In 2016, police opened 20 cases, "
        "twice as many.",
    ),
    # more of the people left before the remainder is stated
    (
        "protection",
        "Authorities identified 46 women as victims in 2016. Twenty-nine were nationals of Colombia. Five left. The "
        "remaining 12 were from Guyana.",
    ),
    # the law was already in force when the courts convicted
    (
        "prosecution",
        "The 2015 law prescribes penalties of five to 12 years’ imprisonment. The courts convicted six men under the "
        "earlier law and sentenced one to three years’ imprisonment.",
    ),
    # only the convictions of a narrower kind are called the first
    (
        "prosecution",
        "In 2016, a court convicted two men, the first convictions under the 2012 amendment. In 2014, courts convicted "
        "three traffickers.",
    ),
    # the text says that it rounds the figure
    ("protection", "Of the 47 victims, 29, or 62 percent, were women in 2016."),
    ("protection", "Of the 38 victims, 13, or about a third, were women in 2016."),
    ("protection", "Of the 38 victims, 13, or nearly 37 percent, were women in 2016."),
    ("prosecution", "Convictions nearly doubled, from 12 in 2015 to 22 in 2016."),
    ("prosecution", "Convictions more than doubled, from 12 in 2015 to 40 in 2016."),
    ("prosecution", "Prosecutors charged about 60 suspects in 2016, 12 more than the 47 charged in 2015."),
    ("prosecution", "Prosecutors charged at least 50 suspects in 2016, 12 more than the 47 charged in 2015."),
    # the first number of the list is the total
    (
        "protection",
        "Police identified 60 victims in 2016, of whom 20 were men, ten were girls, and nine were boys, a total of 19 "
        "children.",
    ),
    # the two figures differ in unit, kind or agency
    (
        "prosecution",
        "Courts convicted 11 men in six cases in 2016. All 14 convicted persons appealed, three from 2015.",
    ),
    ("prosecution", "Courts did not convict any officials of complicity in 2016. Courts convicted nine men in 2016."),
    (
        "prosecution",
        "Courts did not convict any traffickers in 2016. They convicted three men under the labor code in 2016.",
    ),
    ("prosecution", "The state of Bihar reported no convictions in 2016. Punjab reported 84 convictions in 2016."),
    ("protection", "Inspectors did not identify any victims in 2016. Police identified 41 victims in 2016."),
    ("protection", "Police identified 12 victims in 2016. The state cared for the 30 victims identified by NGOs."),
    (
        "protection",
        "Police identified 103 victims in 2016, the same number as in 2015. Of the 60 children identified in 2015, "
        "52 were boys.",
    ),
    (
        "protection",
        "The center registered 952 victims in 2015 and 958 in 2016. Inspectors identified 38 victims in 2016, the same "
        "number as in 2015.",
    ),
    # the terms were imposed under a law other than the one named after them
    (
        "prosecution",
        "The new act prescribes 10 to 15 years' imprisonment. In 2016 courts convicted five men under older laws, "
        "with terms of one to three years; nobody had yet been convicted under the new act.",
    ),
    (
        "prosecution",
        "Article 12 of the penal code provides up to three years' imprisonment. Terms ranged from one to eight years; "
        "those of less than two years were all imposed under Article 12.",
    ),
    (
        "prosecution",
        "Courts convicted 22 traffickers in 2016. Nineteen of the convicted received terms of five to 11 years; the "
        "other three, found guilty of fraud, were fined.",
    ),
    # presumed victims are not among the victims identified
    ("protection", "The government identified 54 victims in 2016. Teachers reported 71 presumed victims in 2016."),
    # no rule limits how many victims are "assisted"
    ("protection", "The government identified 455 victims in 2016. Authorities gave assistance to 92 victims in 2016."),
    # only one group's or one place's convictions are called the first
    (
        "prosecution",
        "In 2016, courts obtained the country's first-ever conviction for forced labor. In 2014, courts convicted "
        "three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts obtained the country's first-ever conviction of a foreign national. In 2014, courts "
        "convicted three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured the first conviction of a soldier in the country's history. In 2014, courts "
        "convicted three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured the first conviction of a woman in the country's history. In 2014, courts "
        "convicted three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured the first conviction for trafficking in the history of the northern province. In "
        "2014, courts convicted three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured the first conviction ever in the southern district. In 2014, courts convicted "
        "three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured the first-ever conviction and prison term for begging. In 2014, courts convicted "
        "three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured its first ever convictions for trafficking in organs. In 2014, courts convicted "
        "three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured its first ever convictions for trafficking of children. In 2014, courts convicted "
        "three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured its first-ever conviction for trafficking at sea. In 2014, courts convicted three "
        "traffickers.",
    ),
    (
        "prosecution",
        "In 2016, prosecutors began the first-ever prosecution of a diplomat. In 2014, they prosecuted three suspects.",
    ),
    (
        "prosecution",
        "In 2016, police opened the country's first-ever investigation of an employer. In 2014, police investigated"
        " three cases.",
    ),
    (
        "prosecution",
        "In 2016, for the first time, courts convicted soldiers. In 2014, courts convicted three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, for the first time, a military court convicted traffickers. In 2014, courts convicted three "
        "traffickers.",
    ),
    (
        "prosecution",
        "In 2016, for the first time, courts convicted traffickers of forced labor. In 2014, courts convicted three"
        " traffickers.",
    ),
    (
        "prosecution",
        "The 2016 convictions for forced labor were the first in the country's history. In 2014, courts convicted "
        "three traffickers.",
    ),
    (
        "prosecution",
        "The 2016 convictions were the first in the history of the province. In 2014, courts convicted three "
        "traffickers.",
    ),
    (
        "prosecution",
        "The 2016 convictions were the first ever in the province. In 2014, courts convicted three traffickers.",
    ),
    (
        "protection",
        "The government opened its anti-trafficking hotline in the north. The hotline received 510 calls in 2016, "
        "compared with 430 calls in 2015.",
    ),
    (
        "protection",
        "The government opened its first anti-trafficking hotline in the north. The hotline received 510 calls in "
        "2016, compared with 430 calls in 2015.",
    ),
    (
        "protection",
        "The government launched its hotline, for men, in May. The hotline received 510 calls in 2016, compared "
        "with 430 calls in 2015.",
    ),
    (
        "protection",
        "The city opened its first hotline. The hotline received 510 calls in 2016, compared with 430 calls in 2015.",
    ),
    (
        "prosecution",
        "In 2016, courts secured the first convictions ever obtained against soldiers. In 2014, courts convicted "
        "three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured the first foreign convictions ever. In 2014, courts convicted three traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts secured the first labor convictions ever. In 2014, courts convicted three traffickers.",
    ),
    ("prosecution", "Never before 2014 had a court convicted a trafficker. In 2015, courts convicted six traffickers."),
    ("prosecution", "Never before 2016 had a court convicted a soldier. In 2015, courts convicted six traffickers."),
    (
        "prosecution",
        "Never before 2016 had a court in the north convicted a trafficker. In 2015, courts convicted six traffickers.",
    ),
    (
        "prosecution",
        "In 2016, courts convicted the first foreign persons to be convicted of trafficking since 2010. In 2014, "
        "courts convicted three traffickers.",
    ),
    (
        "prosecution",
        "These were the first persons to be convicted of labor trafficking since 2010. In 2014, courts convicted "
        "three traffickers.",
    ),
    (
        "prosecution",
        "These were the first labor trafficking convictions since 2010. In 2014, courts convicted three traffickers.",
    ),
    (
        "prosecution",
        "These were the first convictions of soldiers since 2010. In 2014, courts convicted three traffickers.",
    ),
    (
        "prosecution",
        "The trial led to the first conviction under the child protection law of 2014, in May. In 2014, courts "
        "convicted three traffickers.",
    ),
    (
        "prosecution",
        "This was the first conviction under the labor code of a law, in May. In 2014, courts convicted three "
        "traffickers.",
    ),
    # the figure is the highest except for one year, or in one place only
    (
        "protection",
        "Police identified 61 victims in 2016, not the highest number since 2010. They had identified 83 victims in"
        " 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, almost the highest number since 2010. They had identified 83 victims"
        " in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, nearly the highest number ever. They had identified 83 victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, among the highest numbers since 2010. They had identified 83 victims"
        " in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, among the highest since 2010. They had identified 83 victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, after 2013 the highest number since 2010. They had identified 83 "
        "victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, but not more than in any other year. They had identified 83 victims "
        "in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, more than in any year except 2013. They had identified 83 victims in"
        " 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, more than in any year since 2010 but one. They had identified 83 "
        "victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, more than ever before in the capital. They had identified 83 victims"
        " in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, the highest number since 2010 in the south. They had identified 83 "
        "victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, the second highest number since 2010. They had identified 83 victims"
        " in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, with the exception of 2013 the most since 2010. They had identified "
        "83 victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, more boys than in any other year. They had identified 83 victims in "
        "2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, the highest number of foreign victims ever. They had identified 83 "
        "victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, one of the highest since 2010. They had identified 83 victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, perhaps the most since 2010. They had identified 83 victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, more than ever in a spring. They had identified 83 victims in 2013.",
    ),
    (
        "protection",
        "Police identified 61 victims in 2016, no longer the most since 2010. They had identified 83 victims in 2013.",
    ),
    # the number counts some of those convicted over several years
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 offenders convicted in Chisinau between 2012 and 2015,"
        " six were women.",
    ),
    (
        "prosecution",
        "Courts convicted 60 traffickers in 2014 and 30 traffickers in 2015. The 29 labor traffickers convicted "
        "between 2012 and 2015 got long terms.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 foreign offenders convicted between 2012 and 2015, six"
        " were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 offenders convicted of forced labor between 2012 and "
        "2015, six were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 child sex traffickers convicted between 2012 and 2015,"
        " six were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 offenders convicted between 2012 and 2015 in the "
        "capital, six were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. In the capital, of the 29 offenders convicted between 2012 and "
        "2015, six were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 officials convicted between 2012 and 2015, six were "
        "women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 soldiers convicted from 2012 to 2015, six were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 women convicted from 2012 to 2015, six were mothers.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 offenders convicted by military courts from 2012 to "
        "2015, six were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 offenders convicted from 2012 to 2015 under the labor "
        "law, six were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 wealthy offenders convicted from 2012 to 2015, six "
        "were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Of the 29 offenders convicted from 2012 to 2015 who appealed, "
        "six were women.",
    ),
    (
        "prosecution",
        "In 2015, courts convicted 60 traffickers. Another 29 offenders convicted from 2012 to 2015 went free.",
    ),
    (
        "protection",
        "In 2015, police identified 60 victims. The shelter took in 29 victims identified from 2012 to 2015.",
    ),
    (
        "protection",
        "In 2015, police identified 60 victims. Of the 29 trafficking victims identified in brothels between 2012 "
        "and 2015, six were girls.",
    ),
    # the convictions were under another law, or the new law replaced an older one
    (
        "prosecution",
        "Parliament passed the child protection law in June 2016. In 2015, courts convicted six traffickers under "
        "the law.",
    ),
    (
        "prosecution",
        "The extradition treaty entered into force in May 2016. In 2015, courts convicted six traffickers under the"
        " law.",
    ),
    (
        "prosecution",
        "Parliament adopted the revised anti-trafficking law in May 2016. In 2015, courts convicted six traffickers"
        " under the law.",
    ),
    (
        "prosecution",
        "Parliament adopted the amended anti-trafficking law in May 2016. In 2015, courts convicted six traffickers"
        " under the law.",
    ),
    (
        "prosecution",
        "Parliament adopted the new anti-trafficking law in May 2016. In 2015, courts convicted six traffickers "
        "under the law.",
    ),
    (
        "prosecution",
        "Parliament adopted the labor migration law in May 2016. In 2015, courts convicted six traffickers under "
        "the law.",
    ),
    (
        "prosecution",
        "The amendment to the anti-trafficking law entered into force in May 2016. In 2015, courts convicted six "
        "traffickers under the law.",
    ),
    (
        "prosecution",
        "Amendments to the law took effect in May 2016. In 2015, courts convicted six traffickers under the law.",
    ),
    (
        "prosecution",
        "The stricter penalties of the law took effect in May 2016. In 2015, courts convicted six traffickers under"
        " the law.",
    ),
    ("prosecution", "The new law took effect in May 2016. In 2015, courts convicted six traffickers under the law."),
    (
        "prosecution",
        "The labor law took effect in May 2016. In 2015, courts convicted six traffickers under the "
        "anti-trafficking law.",
    ),
    # the terms are for other people, in one place, or already served
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. For thieves, the average "
        "sentence was three years.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. Judges imposed an average "
        "sentence of three years for assault.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. The average sentence served"
        " was three years.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. In the north, the average "
        "sentence was three years.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. The average sentence in "
        "theft cases was three years.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. On average, smugglers were "
        "sentenced to three years.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. The average suspended "
        "sentence was three years.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. Sentences for pimping "
        "averaged three years.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. Terms of probation were an "
        "average of three years.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, with sentences of five to 12 years. The average sentence was "
        "three years for women.",
    ),
    # the courses trained only some of the people
    ("prevention", "It held nine courses, each for 35 officers, and trained 400 teachers by other means."),
    ("prevention", "It held 24 courses for 1,128 officials, with an average of 12 officers per course."),
    ("prevention", "It held 24 courses for 1,128 people, 12 officers per course among them."),
    ("prevention", "It held 24 courses for 1,128 people, with 12 police officers per course."),
    ("prevention", "It held nine courses of 35 officers each and reached 400 students in schools."),
    # the year is that of a plan, or the claim is about one kind of offender
    ("prosecution", "The country has never convicted an employer. In 2014, courts convicted three traffickers."),
    ("prosecution", "The country has never convicted a recruiter. In 2014, courts convicted three traffickers."),
    (
        "prosecution",
        "For the third year of the plan, courts convicted no traffickers in 2016. In 2015, courts convicted three "
        "traffickers.",
    ),
    (
        "prosecution",
        "For the third year, courts in 2016 convicted no traffickers. In 2015, courts convicted three traffickers.",
    ),
    # "whole" refers to one place, not to the country
    (
        "prosecution",
        "Courts convicted 61 traffickers in 2016 in the whole district. Courts convicted 83 traffickers in 2016.",
    ),
    (
        "prosecution",
        "Courts convicted 61 traffickers in 2016 across the whole region. Courts convicted 83 traffickers in 2016.",
    ),
    (
        "prosecution",
        "Courts convicted 61 traffickers in 2016 over the whole of one district. Courts convicted 83 traffickers in"
        " 2016.",
    ),
    (
        "prosecution",
        "Judges convicted 61 traffickers in 2016 in the high court. Courts convicted 83 traffickers in 2016.",
    ),
    (
        "protection",
        "The government identified 57 victims in 2016. It trained 90 social workers. Of the victims identified in "
        "2016, 34 were female and 31 were children.",
    ),
    (
        "protection",
        "The government identified 57 victims in 2016. It trained 90 social workers. Of the victims identified in "
        "2016, 34 had been exploited in prostitution, and 31 came from Ukraine.",
    ),
    (
        "prosecution",
        "Courts convicted 13 traffickers in 2016 and nine in 2015. Of the defendants tried in 2015 and 2016, 22 "
        "were convicted and seven were acquitted.",
    ),
    (
        "prosecution",
        "Police arrested 44 suspects in 2016. Of the suspects arrested in 2016, 30 were men, and 18 of these were "
        "foreigners; 26 were nationals.",
    ),
    (
        "prosecution",
        "Courts convicted 20 traffickers in 2016, compared with 31 in 2015. Of the traffickers convicted in 2015, "
        "19 were nationals and 12 foreigners.",
    ),
    (
        "protection",
        "The government identified 57 victims in 2016. An NGO identified 40 others. Of the victims identified in "
        "2016, 60 were adults and 37 were children.",
    ),
    (
        "protection",
        "The government identified 57 victims in 2016. Of the victims identified since 2012, 60 were adults and "
        "37 were children.",
    ),
    (
        "protection",
        "The government identified 57 victims in 2016. It sent home 34 of the victims identified in 2016 and "
        "trained another 40 officials.",
    ),
    (
        "protection",
        "The government identified 57 victims in 2016. Of the victims identified in 2016, 40 received medical "
        "care, and 35 received legal aid.",
    ),
    (
        "prosecution",
        "Prosecutors charged 38 persons in 2016. Of the persons charged in 2016, 30 were convicted, including 12 "
        "women, and eight were acquitted, compared with 14 in 2015.",
    ),
    (
        "protection",
        "Police identified 58 victims in 2016. NGOs sheltered 120 victims. The state paid 70 of these victims a "
        "sum of money.",
    ),
    (
        "protection",
        "Police identified 58 victims in 2016. The ministry keeps a list of 300 workers who had lost their wages. "
        "It gave money to 71 of these workers.",
    ),
    (
        "protection",
        "A home cared for 90 children, whom police had found on the streets. The government identified 12 "
        "victims. It returned 42 of these children to their families.",
    ),
    (
        "prosecution",
        "Police investigated 21 cases in 2016, compared with nine in 2015. They took 13 of the cases investigated "
        "in 2016 to court, closed two, and the remaining six were pending.",
    ),
    (
        "protection",
        "The authorities identified 160 victims in 2016, compared with 112 in 2015; 96 of the victims identified "
        "in 2016, or 60 percent, were women and girls, as were 84 of the victims identified in 2015, or 75 "
        "percent.",
    ),
    (
        "protection",
        "The hotline received 500 calls in 2016, of which 80 concerned trafficking. It passed 60 of the "
        "trafficking calls received in 2016, or 75 percent, to the police.",
    ),
    (
        "protection",
        "The government identified 65 victims in 2016. Among the victims identified in 2016 were 44 girls and 33 "
        "persons with disabilities.",
    ),
    (
        "prosecution",
        "The state took 40 alleged traffickers to court in 2016, compared with 52 in 2015. Courts convicted 28 of "
        "those taken to court in 2016 and 16 of those taken to court in 2015.",
    ),
    (
        "prosecution",
        "Police arrested 80 suspects in 2016. Prosecutors charged 52 of those arrested in 2016, and courts "
        "convicted 35 of those charged, or 67 percent.",
    ),
    (
        "protection",
        "IOM identified 40 Moldovan victims in Russia. The government identified 12 victims in 2016. Of the "
        "victims identified abroad, 29 were women and 11 were men.",
    ),
    (
        "protection",
        "The government allocated $100,000 to victims in 2016 and $50,000 to prevention. From these allocations, "
        "it spent $60,000 on travel, $45,000 on food, and $40,000 on posters.",
    ),
    (
        "protection",
        "The government allocated $100,000 in 2016. Donors gave another $90,000. With these funds, it spent "
        "$60,000 on travel, $45,000 on food, and $40,000 on posters.",
    ),
    (
        "protection",
        "The government gave 100,000 euros ($112,000) to shelters in 2016. From this sum, the northern shelter "
        "received $60,000 and the southern one $50,000.",
    ),
    (
        "prosecution",
        "Courts convicted eight traffickers in 2016. All eight were sent to prison. In 2015, two of the nine "
        "convicted got off with a fine.",
    ),
    (
        "prosecution",
        "Courts convicted eight traffickers in 2016, all of whom were sent to prison. Two of the eight also had "
        "to pay a fine of $200.",
    ),
    (
        "prosecution",
        "Courts convicted eight traffickers in 2016. All eight were sent to prison. Two of the victims remained "
        "free of charge in a shelter.",
    ),
    (
        "prosecution",
        "The Anti-Trafficking Act, enacted in May 2014, prescribes up to 12 years' imprisonment. In 2012, courts "
        "had convicted three traffickers under the penal code.",
    ),
    (
        "prosecution",
        "The Anti-Trafficking Act, amended in May 2014, prescribes up to 12 years' imprisonment. In 2012, courts "
        "convicted three traffickers under the Anti-Trafficking Act.",
    ),
    (
        "prosecution",
        "The Anti-Trafficking Act, enacted in May 2010, prescribes up to 12 years' imprisonment. Courts first "
        "applied the Anti-Trafficking Act in 2012. The Child Protection Act, enacted in 2014, protects witnesses.",
    ),
    (
        "prosecution",
        "Article 160 prescribes three to ten years' imprisonment, or up to two years for attempts. Courts "
        "convicted two traffickers under Article 160; one was sentenced under Article 160 to one year for an "
        "attempt.",
    ),
    (
        "prosecution",
        "Article 160 prescribes three to ten years' imprisonment, or up to 15 years if the victim was a child. A "
        "trafficker convicted under Article 160 was sentenced to 13 years in prison.",
    ),
    (
        "prosecution",
        "There were no convictions under the Act in 2016. Protection Two girls testified at a trial that ended in "
        "June 2015 with the conviction, under the Act, of a woman who had taken them from their village.",
    ),
    (
        "prosecution",
        "Police made no arrests in 2016. Protection A woman, whose trafficker was arrested in 2014, received help.",
    ),
    (
        "protection",
        "The government identified 30 victims in 2016, including four men. In 2015, no male victims were identified.",
    ),
    (
        "prosecution",
        "The public prosecutor brought 12 persons to court in 2016, eight for sex trafficking and four for forced "
        "labor. Protection As prosecutors in the north prosecuted no forced labor cases in 2016, workers there "
        "had little reason to come forward.",
    ),
    (
        "protection",
        "An NGO identified four male victims in 2016. Officials identified no male victims in 2016.",
    ),
    (
        "protection",
        "The government identified 67 victims in 2016. Prevention Consulates identified 12 victims in 2016, "
        "nearly all of them women exploited abroad.",
    ),
    (
        "prosecution",
        "Police investigated 40 cases in 2016. Protection Police investigated 12 cases in 2016 in which hotels "
        "were used, most of which concerned prostitution.",
    ),
    (
        "prosecution",
        "Police filed seven criminal charges against 14 persons in 2016. Prosecutors indicted 12 persons in that year.",
    ),
    (
        "prevention",
        "Two hotlines took calls about trafficking in 2016; one of them received 86 calls and the other 134.",
    ),
    (
        "protection",
        "The shelter, which has room for 20 victims, housed 64 victims in 2016.",
    ),
    (
        "protection",
        "Two shelters with 30 beds in all cared for 52 women in 2016.",
    ),
    (
        "protection",
        "The government gave 3 million lei to shelters in 2016, of which $120,000 went to the north and $90,000 "
        "to the south.",
    ),
    (
        "protection",
        "The hotline received 310 calls in 2016 and identified 12 victims; it answered 400 messages.",
    ),
    (
        "prevention",
        "The government held six courses in 2016 for 410 officials; 25 attended each of the three courses for judges.",
    ),
    (
        "prosecution",
        "Courts convicted 14 traffickers in 2016, nearly as many as in 2015, when they convicted 16.",
    ),
    (
        "protection",
        "The government identified 36 victims in 2016 and assisted 51 victims, some of whom it had identified in 2015.",
    ),
    (
        "prosecution",
        "Courts convicted 21 traffickers in 2016. Fourteen were sent to prison, and 11 received fines, four of "
        "them in addition to prison.",
    ),
    (
        "protection",
        "All but three of the 12 victims identified in 2016 were women. Three of the victims identified in 2016 "
        "were men.",
    ),
    (
        "protection",
        "The government identified 12 victims in 2016, all of them women. NGOs sheltered three men.",
    ),
    (
        "protection",
        "The government identified 12 victims in 2016, all of them women. NGOs sheltered three men. Two of the "
        "men returned home.",
    ),
    (
        "protection",
        "The government identified 36 victims, including 12 children, in 2016. The ministry took 40 street "
        "children off the streets. It sent 19 of the children home.",
    ),
    (
        "protection",
        "The government identified 36 victims in 2016. It sent 19 of the children home.",
    ),
    (
        "prosecution",
        "Courts convicted 14 traffickers in 2016, a record of which the minister was proud. In 2015, they "
        "convicted 20, not all of them finally.",
    ),
    (
        "prevention",
        "The ministry held 12 workshops of 25 participants each, reaching 300 teachers, and three more for 40 parents.",
    ),
    (
        "protection",
        "Ten victims were identified in 2016. Most had been exploited in labor: one boy, two men, and five women. "
        "Only two, both of them women, had been victims of sex trafficking.",
    ),
    (
        "prosecution",
        "Since its inception, the agency has investigated over 140 trafficking cases. Police opened 58 investigations "
        "in 2016.",
    ),
    (
        "prosecution",
        "In April 2016 a court handed down the country’s first conviction of an official. The government "
        "convicted three traffickers in 2015.",
    ),
    (
        "prosecution",
        "In April 2016 a court handed down the country’s first conviction for forced labor. The government "
        "convicted three traffickers in 2015.",
    ),
    (
        "prosecution",
        "In April 2015 a court handed down the country’s first conviction of a trafficker. The government "
        "convicted three traffickers in 2015 and five in 2016.",
    ),
    (
        "prosecution",
        "In April 2016 a court handed down the country’s first conviction under the new law of 2015. The "
        "government convicted three traffickers in 2015.",
    ),
    (
        "prosecution",
        "The government reported its first conviction of the year in April 2016. It convicted three "
        "traffickers in 2015.",
    ),
    (
        "prosecution",
        "The man was the first soldier ever convicted of trafficking in the country. Courts convicted three "
        "traffickers in 2015 and one in 2016.",
    ),
    (
        "prosecution",
        "The northern province obtained its first conviction of a trafficker in 2016. Courts convicted three "
        "traffickers in 2015 and one in 2016.",
    ),
    (
        "protection",
        "The government opened the country’s first shelter for victims in 2016. It identified three victims in 2015.",
    ),
    (
        "prosecution",
        "In the country’s first conviction of a trafficker, a court sentenced a man to nine years in 2006. "
        "Courts convicted three traffickers in 2015 and one in 2016.",
    ),
    (
        "prosecution",
        "It was the first conviction since 2013. Courts convicted three traffickers in 2012 and one in 2016.",
    ),
    (
        "summary",
        "The government demonstrated increasing efforts by raising the funds that it provided to shelters.\n\n"
        "Protection\n\nThe government disbursed 5.8 million lei ($119,000) to shelters in 2016, compared with "
        "4.1 million lei ($182,000) in 2015.",
    ),
    (
        "summary",
        "These efforts included investigating and prosecuting more officials.\n\nProsecution\n\nAuthorities "
        "investigated 46 cases in 2016, compared with 62 in 2015.",
    ),
    (
        "summary",
        "Experts recommended increasing investigations and prosecutions.\n\nProsecution\n\nAuthorities "
        "investigated 46 cases in 2016, compared with 62 in 2015.",
    ),
    (
        "summary",
        "The government planned to increase funding for shelters.\n\nProtection\n\nThe ministry spent $119,000 "
        "on shelters in 2016, compared with $182,000 in 2015.",
    ),
    (
        "summary",
        "The government demonstrated increasing efforts by increasing funding for a media campaign.\n\n"
        "Protection\n\nThe ministry spent $119,000 on shelters in 2016, compared with $182,000 in 2015. It "
        "spent $30,000 on a campaign in 2016.",
    ),
    (
        "summary",
        "The government demonstrated increasing efforts by increasing investigations of labor trafficking.\n\n"
        "Prosecution\n\nAuthorities investigated 46 cases in 2016, compared with 62 in 2015.",
    ),
    (
        "summary",
        "The government increased penalties for traffickers and assisted more victims of domestic violence.\n\n"
        " Protection\n\nAuthorities assisted 46 trafficking victims in 2016, compared with 62 in 2015.",
    ),
    (
        "summary",
        "An NGO identified more victims.\n\nProtection\n\nAuthorities identified 46 trafficking victims in "
        "2016, compared with 62 in 2015.",
    ),
    (
        "summary",
        "The government did not provide more funds or increase prosecutions.\n\nProsecution\n\nThe state "
        "prosecuted 46 suspects in 2016, compared with 62 in 2015. It spent $119,000 on shelters in 2016, "
        "compared with $182,000 in 2015.",
    ),
    (
        "summary",
        "The government demonstrated increasing efforts by increasing training for prosecutors and funding "
        "NGOs.\n\nProsecution\n\nThe state prosecuted 46 suspects in 2016, compared with 62 in 2015. It spent "
        "$119,000 on shelters in 2016, compared with $182,000 in 2015.",
    ),
    (
        "summary",
        "Increase investigations, prosecutions, and convictions of traffickers, and fund shelters.\n\n"
        "Prosecution\n\nThe state prosecuted 46 suspects in 2016, compared with 62 in 2015.",
    ),
    (
        "summary",
        "The government increased its efforts to identify and assist victims, and more victims asked for "
        "help.\n\nProtection\n\nThe state identified 46 victims in 2016, compared with 62 in 2015.",
    ),
    (
        "summary",
        "NGOs called for more prosecutions and convictions.\n\nProsecution\n\nThe state prosecuted 46 suspects "
        "in 2016, compared with 62 in 2015, and convicted six (nine in 2015).",
    ),
    (
        "summary",
        "The government demonstrated increasing efforts by increasing the number of shelters and opening more"
        " investigations into child labor.\n\nProsecution\n\nThe state investigated 46 cases in 2016, compared "
        "with 62 in 2015.",
    ),
    (
        "prosecution",
        "The academy held six courses in 2016, and took about 25 officers into each.\n\nPrevention\n\nThe "
        "ministry wrote that 160 officers had completed the six courses.",
    ),
    (
        "prosecution",
        "The academy held six courses in 2016, and took 25 officers into each.\n\nPrevention\n\nThe ministry "
        "trained 400 officers in 2016, including those abroad.",
    ),
    (
        "prosecution",
        "The academy held six courses in 2015, and took 25 officers into each.\n\nPrevention\n\nIn 2016, 210 "
        "officers completed six courses at the institute.",
    ),
    (
        "prosecution",
        "The academy held six courses in 2016, and took 25 officers into each. Another academy held six "
        "courses for 40 teachers each.\n\nPrevention\n\nIn 2016, 240 teachers completed the six courses.",
    ),
    (
        "protection",
        "Units carried out 172 operations in 2016 and freed 2,064 workers. Officials noted that a unit had "
        "freed 19 workers in an operation on average in 2015.",
    ),
    (
        "protection",
        "Units carried out 172 operations in 2016 and freed 2,064 workers. In the north, a unit freed 19 "
        "workers in an operation on average.",
    ),
    (
        "protection",
        "The hotline, opened in October 2016, received 300 calls, 100 a month on average.",
    ),
    (
        "protection",
        "The hotline received 1,200 calls in 2016. In the summer it received 180 calls a month.",
    ),
    (
        "protection",
        "The hotline received 1,200 calls in 2016 and 90 calls a month in 2015.",
    ),
    (
        "protection",
        "The government identified 240 victims in 2016. NGOs assisted an average of 45 victims each month.",
    ),
    (
        "protection",
        "The government ran six shelters, which cared for 180 victims in 2016. The largest shelter housed 70 "
        "victims on average.",
    ),
    (
        "protection",
        "Units carried out 172 operations in 2016 and freed 2,064 workers. A unit freed nearly 13 workers in "
        "an operation on average.",
    ),
    (
        "protection",
        "The shelter cared for 48 women in 2016. On average it had nine residents.",
    ),
    (
        "protection",
        "Authorities identified 200 victims in 2016, 90 of whom were children. In 2015, 65 percent of the "
        "victims identified were children.",
    ),
    (
        "protection",
        "Authorities identified 200 victims in 2016, 90 of whom were children. NGOs said that 65 percent of "
        "the victims they assisted were children.",
    ),
    (
        "protection",
        "Authorities identified 200 victims in 2016, 90 of whom were children. Nearly half of the victims "
        "identified were children.",
    ),
    (
        "protection",
        "Authorities identified 200 victims in 2016, 90 of whom were girls. Some 65 percent of the victims "
        "identified were children.",
    ),
    (
        "protection",
        "Authorities identified 200 victims in 2016, 90 of whom were children. In the capital, 65 percent of "
        "the victims identified were children.",
    ),
    (
        "protection",
        "Authorities identified 200 victims in 2016, 90 of whom were women. Of the foreign victims, 80 "
        "percent were women.",
    ),
    (
        "protection",
        "Authorities identified 200 victims in 2016, 90 of whom were women. A study found that 80 percent of "
        "all victims are female.",
    ),
    (
        "protection",
        "Authorities identified 200 victims in 2016, 90 of whom were women. Twenty victims of labor "
        "trafficking were identified, and 80 percent of those were women.",
    ),
    (
        "protection",
        "Authorities identified 200 victims in 2016 (90 women, 60 men, and 50 children). Women and girls were"
        " about 60 percent of the victims identified.",
    ),
    (
        "protection",
        "Authorities identified 211 victims in 2016, 95 of whom were children. Forty-five percent of the "
        "victims identified were children.",
    ),
    (
        "protection",
        "In March 2016, 84 children were removed from villages, and in July a second operation freed 57. In "
        "all, police freed 196 children in 2016.",
    ),
    (
        "protection",
        "In March 2016, an operation freed 84 children, and in July a second operation freed 57. In all, the "
        "six operations freed 196 children in 2016.",
    ),
    (
        "protection",
        "In March 2016, an operation freed about 84 children, and in July a second operation freed 57. In "
        "all, the two operations freed 145 children in 2016.",
    ),
    (
        "protection",
        "Police rescued 21 women in a raid in May 2016. A second raid, in June, freed 14 women and three "
        "girls. Together, the two raids freed 38 persons.",
    ),
    (
        "protection",
        "Police rescued 21 women in a raid in May 2016. A second raid, in June, freed 14 women and an unknown"
        " number of girls. Together, the two raids freed 43 persons.",
    ),
    (
        "prosecution",
        "The court in the capital convicted 12 traffickers in 2016. The court in Balti convicted nine. In "
        "all, courts convicted 28 traffickers in 2016.",
    ),
    (
        "protection",
        "The shelter in Orhei took in 33 victims in 2016. The shelter in Balti took in 21 victims, 12 of them"
        " girls. The two shelters took in 54 victims in all.",
    ),
    (
        "protection",
        "The shelter in Orhei took in 33 victims in 2016. The shelter in Balti took in 21 victims. In 2015, "
        "the two shelters took in 72 victims in all.",
    ),
    (
        "protection",
        "The shelter in Orhei took in 33 victims in 2016, some of whom moved to the shelter in Balti, which "
        "took in 21 victims. The two shelters housed 49 victims in all.",
    ),
    (
        "prosecution",
        "Police made 18 arrests in the north in 2016, where 12 officers work. In the south, they made 26 "
        "arrests. In the two regions, 44 persons were arrested.",
    ),
    (
        "protection",
        "The victim fund was allocated 20 million lei ($198,000) for 2016, of which 11 million ($109,000) had"
        " been spent by the end of June 2016; by the end of December, spending had reached 17 million "
        "($168,000).",
    ),
    (
        "protection",
        "The government allocated $198,000 to the fund in 2016. By June it had spent $109,000 of it, and by "
        "the end of the year $168,000 of it.",
    ),
    (
        "protection",
        "The budget for 2016 was $198,000. In the first half of 2016, the fund spent $109,000, and through "
        "November it spent $168,000.",
    ),
    (
        "prosecution",
        "The agency’s budget was $600,000 in 2016, compared with $800,000 in 2015.\n\nProtection\n\nOut of its "
        "budget for 2015, the agency had paid $700,000 for shelters.",
    ),
    (
        "prosecution",
        "The agency’s budget was $600,000 in 2016.\n\nProtection\n\nThe ministry of health spent $700,000 of "
        "its own budget on shelters.",
    ),
    (
        "prosecution",
        "The agency’s budget was $600,000 in 2016, to which donors added $300,000.\n\nProtection\n\nThe agency "
        "paid $400,000 from its budget for shelters.\n\nPrevention\n\nIt paid $350,000 from its budget for "
        "posters.",
    ),
    (
        "prosecution",
        "The agency’s budget was $600,000 in 2016.\n\nProtection\n\nThe agency paid nearly $400,000 from its "
        "budget for shelters, of which $250,000 went to homes for women.\n\nPrevention\n\nIt paid $200,000 from"
        " its budget for posters.",
    ),
    (
        "prosecution",
        "The agency’s budget was $600,000 in 2016.\n\nProtection\n\nThe agency paid $350,000 from its budget "
        "for shelters. This was the same sum as in the year before, when it paid $350,000 from its budget.",
    ),
    (
        "prosecution",
        "The police had a budget of $100,000 in 2016 for their unit. \n\nProtection\n\nThe ministry had a "
        "budget of $900,000 for shelters.\n\nPrevention\n\nOut of the same budget, it paid $300,000 for "
        "posters.",
    ),
    (
        "protection",
        "The government spent $198,000 on shelters in 2016, of which $109,000 was for food and $80,000 for "
        "rent. The food cost $60,000 in the capital and $49,000 elsewhere.",
    ),
    (
        "prosecution",
        "Article 248 of the criminal code prescribes two to nine years’ imprisonment for trafficking. Two of "
        "the men, both found guilty under Article 248 and of rape, were sent to prison for six and 11 years, "
        "respectively.",
    ),
    (
        "prosecution",
        "Article 248 of the criminal code prescribes two to nine years’ imprisonment for trafficking, and up "
        "to 15 in aggravated cases. Two of the men, both found guilty under Article 248, were sent to prison "
        "for six and 11 years, respectively.",
    ),
    (
        "protection",
        "The unit identified 24 victims in 2016, nearly all of them women or girls. Two brothers, whom the "
        "unit counted among the victims of the year, were given work permits.",
    ),
    (
        "protection",
        "The unit identified 24 victims in 2016, all of them women or girls. Two brothers were among the "
        "traffickers. In 2015, the unit had counted three men among the victims.",
    ),
    (
        "protection",
        "The unit identified 24 victims in 2016, all of them women and children. Four boys among the victims "
        "were sent home.",
    ),
    (
        "protection",
        "The unit identified 24 victims in 2016, all of them women or girls. NGOs assisted 30 others; six men"
        " among these victims asked for work permits.",
    ),
    (
        "prosecution",
        "Parliament adopted amendments to Article 165 in May 2015. Two men were convicted under Article 165 in 2014.",
    ),
    (
        "prosecution",
        "Parliament adopted Article 165 in May 2015. Two men were convicted under Article 164 in 2014.",
    ),
    (
        "prosecution",
        "In 2016, courts convicted 152 persons, 44 of them under the act. In 2015, 176 persons were "
        "convicted, 61 of them under the act. Convictions under the act were 17 fewer in 2016 than in 2015.",
    ),
    (
        "prosecution",
        "In 2016, courts convicted 152 persons. In 2015, 176 persons were convicted. Convictions of men were "
        "nine fewer in 2016 than in the year before.",
    ),
    (
        "prosecution",
        "Police opened 34 investigations in 2016, compared with 42 in 2015.\n\nPrevention\n\nThe immigration "
        "police examined 1,150 employers and opened 340 files.",
    ),
    (
        "prosecution",
        "Police opened 11 investigations in 2016. Of these cases, seven had been forwarded to prosecutors, of "
        "which two were closed and five led to charges; three were still open.",
    ),
    (
        "prosecution",
        "Police opened about 11 investigations in 2016. Of these cases, seven had been forwarded to "
        "prosecutors, three closed, and two were open.",
    ),
    (
        "prosecution",
        "Police opened 11 investigations in 2016, compared with 14 in 2015, of which seven had been forwarded "
        "to prosecutors, four closed, and three were pending.",
    ),
    (
        "prosecution",
        "Police opened 11 investigations in 2016 involving 26 suspects. Of these suspects, ten were charged, "
        "nine were released, and five fled.",
    ),
    (
        "prosecution",
        "Police opened 11 cases in 2016. Nine of these cases were forwarded to prosecutors, and prosecutors "
        "later closed four and brought five to court.",
    ),
    (
        "protection",
        "The government identified 48 victims in 2016. Of these victims, 29 were women, 14 were referred to "
        "shelters, and 15 went home.",
    ),
    (
        "prosecution",
        "Police opened 11 investigations in 2016. Of the 20 cases opened in 2015, nine had been forwarded, "
        "six closed, and five were pending.",
    ),
    (
        "prosecution",
        "The anti-trafficking law prescribes five to 10 years’ imprisonment. Courts convicted nine offenders "
        "in 2016, four of them under a law on pimping, and sentenced these to terms of one to three years’ "
        "imprisonment.",
    ),
    (
        "prosecution",
        "Article 165 of the criminal code prescribes 10 to 15 years’ imprisonment, and more in aggravated "
        "cases. Courts convicted 15 traffickers under Article 165 in 2016, one of whom received 23 years.",
    ),
    (
        "prosecution",
        "The Trafficking Act prescribes no less than ten years’ imprisonment. Magistrates convicted three "
        "offenders under the Act. A fourth offender, convicted of assault, received six years’ imprisonment.",
    ),
    (
        "prosecution",
        "The anti-trafficking law prescribes five to 10 years’ imprisonment. In 2016 courts convicted seven "
        "traffickers under the law; those under 18 were sentenced to two years in a juvenile home.",
    ),
    (
        "prosecution",
        "The anti-trafficking law prescribes five to 10 years’ imprisonment. Courts convicted nine "
        "traffickers in 2016. Their terms ranged from two to seven years’ imprisonment.",
    ),
    (
        "prosecution",
        "The anti-trafficking law of 2014 prescribes five to 10 years’ imprisonment. In 2016 courts convicted "
        "three men under the earlier law, which prescribed one to four years, and sentenced them to two "
        "years’ imprisonment.",
    ),
    (
        "prosecution",
        "The anti-trafficking law prescribes five to 10 years’ imprisonment. Courts convicted two traffickers "
        "under the law in 2016. An appeals court halved the sentence of a woman convicted in 2014 to three "
        "years’ imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted 23 traffickers in 2016. Their terms ranged from seven to 14 years. In 2015, a court "
        "had sentenced a trafficker to 18 years’ imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted 23 traffickers in 2016. Most of their terms ranged from seven to 14 years. One man "
        "received 18 years’ imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted 23 traffickers in 2016. Their terms ranged from seven to 14 years. A court in "
        "Germany sentenced a Moldovan trafficker to 18 years’ imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted 23 traffickers in 2016. Their terms ranged from seven to 14 years. A man who had "
        "murdered a witness received 18 years’ imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted 23 traffickers in 2016 under the new article. Their terms ranged from seven to 14 "
        "years. Courts convicted another four under an article on pimping and sentenced them to two years’ "
        "imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted 23 traffickers in 2016. Their terms ranged from seven to 14 years. An appeals court "
        "raised the term of a man convicted in 2014 to 18 years’ imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted 23 traffickers in 2016. Their terms ranged from seven to 14 years. Prosecutors "
        "asked for 18 years’ imprisonment for the head of the ring, whose trial had not ended.",
    ),
    (
        "prosecution",
        "Courts did not convict any traffickers in 2016.\n\nProtection\n\nIn June 2016, a tailor was "
        "convicted of assault; the girls he had beaten were in school.",
    ),
    (
        "prosecution",
        "Courts did not convict any traffickers in 2016.\n\nProtection\n\nIn June 2016, a court in Turkey "
        "convicted the man who had exploited four Moldovan women.",
    ),
    (
        "prosecution",
        "Courts did not convict any officials complicit in trafficking in 2016.\n\nProtection\n\nIn June "
        "2016, a tailor was convicted of trafficking; the girls he had held were in school.",
    ),
    (
        "prosecution",
        "Courts did not convict any labor traffickers in 2016.\n\nProtection\n\nIn June 2016, a bar owner was "
        "found guilty of forcing girls into prostitution; the girls were in school.",
    ),
    (
        "prosecution",
        "Courts did not convict any traffickers in 2016.\n\nProtection\n\nIn June 2016, victims heard that a "
        "bar owner would be convicted only if they testified.",
    ),
    (
        "prosecution",
        "Courts did not convict any traffickers in 2016.\n\nProtection\n\nIn June 2016, a man was tried and "
        "acquitted; a bar owner, who was charged, was not convicted.",
    ),
    (
        "prosecution",
        "Courts did not convict any traffickers in 2016.\n\nProtection\n\nIn June 2016, an appeals court "
        "reversed the ruling by which a bar owner was convicted of trafficking.",
    ),
    (
        "prosecution",
        "Courts did not convict any traffickers in 2016.\n\nProtection\n\nA women’s group said in June 2016 "
        "that an employer who is convicted of trafficking should pay his victims.",
    ),
    (
        "protection",
        "Authorities identified 46 victims in 2016, compared with 45 in 2015; nearly all were adults. Of the "
        "46 victims, 30 entered the program, including six children.",
    ),
    (
        "protection",
        "Authorities identified 46 victims in 2016; all 46 were adults. NGOs identified another 30 victims, "
        "including six children.",
    ),
    (
        "protection",
        "Authorities identified 46 victims in 2016; all 46 were adults. In 2015, they identified 45 victims, "
        "including six children.",
    ),
    (
        "protection",
        "Authorities identified 46 victims in 2016; all 46 were women. The shelter also housed six children, "
        "whose mothers were among the victims.",
    ),
    (
        "prosecution",
        "Courts convicted five traffickers in 2016, including a couple who had run a bar. Both offenders were "
        "sentenced to 12 years’ imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted seven traffickers in two trials in 2016. Both trials had lasted four years.",
    ),
    (
        "prosecution",
        "Courts convicted three traffickers in 2016. A man and his wife had sold girls in Balti. Both "
        "offenders were sentenced to 12 years’ imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted three traffickers in 2016, a recruiter and the two owners of a bar. Both owners "
        "were sentenced to 12 years’ imprisonment.",
    ),
    (
        "prosecution",
        "Courts convicted nine traffickers in 2016, two of whom were police officers. Both men were sentenced "
        "to 12 years’ imprisonment.",
    ),
    (
        "prosecution",
        "The anti-trafficking law took effect in July 2016. In April 2016, courts convicted three men under "
        "the penal code’s article on pimping.",
    ),
    (
        "prosecution",
        "The anti-trafficking law was amended in July 2016. Courts convicted three men under the law in April 2016.",
    ),
    (
        "prosecution",
        "The anti-trafficking law took effect in July 2014 and was amended in June 2016. Courts convicted "
        "three men under the law in April 2016.",
    ),
    (
        "prosecution",
        "The anti-trafficking law took effect in July 2016, replacing the law of 2006. Courts convicted three "
        "men under the older law in April 2016.",
    ),
    (
        "prosecution",
        "The new anti-trafficking law was passed in June 2016. In April 2016, courts had convicted two women, "
        "the last to be tried under the old law.",
    ),
    (
        "prosecution",
        "The anti-trafficking law took effect in July 2016; under it, courts convicted two women for crimes "
        "that they had committed in August 2016.",
    ),
    (
        "prosecution",
        "Courts convicted 18 traffickers in 2016. Courts entered 27 guilty findings against these 18, nine of "
        "whom were found guilty both of trafficking and of immigration offenses.",
    ),
    (
        "summary",
        "It identified fewer victims than in the previous year.\n\nProtection\n\nOfficials screened 312 "
        "persons in 2016 and identified 96 as potential victims; following interviews, prosecutors confirmed "
        "73 of them as victims of trafficking, compared with 88 in 2015.",
    ),
    (
        "prosecution",
        "Courts convicted 136 persons of sex trafficking in 2016. Of these, 93 were given prison sentences, "
        "56 of which were suspended; the remaining 43 were ordered to pay fines.",
    ),
    (
        "prosecution",
        "The academy held four courses for a total of 79 judges, with an average attendance of about 20 "
        "judges for each course.",
    ),
    (
        "prosecution",
        "The academy held four courses for 80 judges and ten for 300 teachers, with an average attendance of "
        "27 persons.",
    ),
    (
        "protection",
        "The government operated five shelters in 2016, among them homes in Orhei, Soroca, and Cahul.",
    ),
    (
        "protection",
        "The government operated two shelters for women, in the north and south of the country, and in Balti "
        "and Cahul offices for reception.",
    ),
    (
        "protection",
        "The government operated two shelters in Chisinau, Moldova, and helped victims in Balti, Cahul, and Orhei.",
    ),
    (
        "protection",
        "The government operates three centers, in the districts of Orhei, Soroca, and Cahul and the capital.",
    ),
    (
        "prevention",
        "The hotline took 820 calls in 2016. Of the calls, 430 concerned work abroad, 300 visas, and 160 "
        "trafficking; some calls concerned several subjects.",
    ),
    # "them" may be the workers, whom nobody counted
    (
        "prevention",
        "Labor inspectors visited 310 farms in 2016, interviewed workers in private, and sent 340 of them home.",
    ),
    # "them" may be the cases of another year
    (
        "prosecution",
        "Police opened 42 cases in 2016; in 2015 they had opened 63, 48 of them on prostitution.",
    ),
    # these are other children, whom the text has not mentioned before
    (
        "protection",
        "Social workers removed 88 children from mines in 2016. The 98 children from Mali had left before.",
    ),
    (
        "protection",
        "Social workers removed 88 children from mines in 2016, a decrease from the 98 children of 2015.",
    ),
    # a fine may come with a prison term, and two penalties are no list
    (
        "prosecution",
        "Courts convicted 30 traffickers in 2016. Twenty were imprisoned, and 15 were fined.",
    ),
    # each step has fewer people than the step before, so nothing is contradicted
    (
        "prosecution",
        "Police arrested 40 suspects in 2016. Thirty were charged, 20 went on trial, and 12 were convicted.",
    ),
)
