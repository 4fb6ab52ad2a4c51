"""Test figures of a time other than the report's: their year, and whether others are compared with them (contract
section 3, rules 1 and 2).
"""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of

REPORT_YEAR = 2017


def told(text: str, section: str | None = None) -> list[tuple[str, int | None, str | None, str]]:
    """Return the words, year, relation and status of every figure, including readings too uncertain to count."""
    hint = section or ("protection" if "victims" in text else "prosecution")
    reading = reading_of(text, hint, year=REPORT_YEAR, iso3="XKX")
    return [(f.text, f.year, f.relation, f.status) for f in (*reading.facts, *reading.candidates)]


@pytest.mark.parametrize(
    ("text", "current", "compared"),
    [
        ("Seven defendants had been awaiting trial since the previous year.", {"Seven": 2016}, {}),
        # neither a share that opens a sentence nor a verb with "down" is a comparison
        ("Half of the 24 traffickers convicted were women.", {"24": 2016}, {}),
        ("Courts convicted 12 traffickers, half of the 24 convicted in 2014.", {"12": 2016}, {"24": 2014}),
        ("In 2016 courts convicted 12, half of the 24 of 2014.", {"12": 2016}, {"24": 2014}),
        ("Police arrested 31 suspects and took down statements from nine victims.", {"31": 2016, "nine": 2016}, {}),
        ("Prosecutions of men rose from nine to 14, and prosecutions of women from two to six.",
         {"14": 2016, "six": 2016}, {"nine": 2015, "two": 2015}),
        # "as in the previous year" at a sentence's start or end does not date the sentence's figure
        ("As in the previous year, courts convicted nine traffickers.", {"nine": 2016}, {}),
        ("Unlike in the previous year, courts convicted nine traffickers.", {"nine": 2016}, {}),
        ("Courts convicted nine traffickers, as in the previous year.", {"nine": 2016}, {}),
        # a corrected figure and its correction belong to the same year
        ("Courts convicted 41 traffickers. They revised the figure for 2014 from 37 to 35.",
         {"41": 2016}, {"37": 2014, "35": 2014}),
        ("Police opened 64 cases. The number for 2014, given last year as 52, was corrected to 49.",
         {"64": 2016}, {"52": 2014, "49": 2014}),
        ("Courts convicted 41 traffickers, and lowered the total for 2014 from 37 to 35.",
         {"41": 2016}, {"37": 2014, "35": 2014}),
        ("The state spent $101,000 on shelters, and corrected the sum for 2014 from $96,000 to $99,500.",
         {"$101,000": 2016}, {"$96,000": 2014, "$99,500": 2014}),
        # a replaced figure belongs to its replacement's year, but a figure that is only contrasted does not
        ("Courts convicted 41 traffickers. Later data showed that they had convicted 37 in 2014, rather than the 35 "
         "first reported.", {"41": 2016}, {"37": 2014, "35": 2014}),
        ("Courts convicted 41 traffickers. They had convicted 37 in 2014, rather than 35.",
         {"41": 2016}, {"37": 2014, "35": 2013}),
        # a rise that concerns no particular year's figure is not a correction
        ("The government raised the budget for shelters from $40,000 to $50,000.",
         {"$50,000": 2016}, {"$40,000": 2015}),
        ("The government raised its budget for shelters from $40,000 in 2015 to $50,000.",
         {"$50,000": 2016}, {"$40,000": 2015}),
        ("The government raised its 2016 budget and gave $40,000 to shelters.", {"$40,000": 2016}, {}),
        ("Police revised their statistics, identified 40 victims, and referred them to 12 shelters.",
         {"40": 2016}, {}),
        # absolute
        ("Police arrested 94 suspects and prosecuted 63, the numbers for 2014 being 68 and 53.",
         {"94": 2016, "63": 2016}, {"68": 2014, "53": 2014}),
        ("The ministry spent $534,000 on victim care, the corresponding sum for 2014 being $576,000.",
         {"$534,000": 2016}, {"$576,000": 2014}),
        ("Courts convicted 12 traffickers, the figure for the previous year being nine.",
         {"12": 2016}, {"nine": 2015}),
        ("Authorities identified 40 victims, the 2014 total having been 55.", {"40": 2016}, {"55": 2014}),
        ("Three officers were convicted of trafficking, none having been convicted in 2014.",
         {"Three": 2016}, {"none": 2014}),
        ("Police opened 61 investigations, with 48 having been opened in 2014.", {"61": 2016}, {"48": 2014}),
        ("Police opened 61 investigations, the count in 2014 having stood at 48.", {"61": 2016}, {"48": 2014}),
        ("Prosecutors charged 14 defendants, the equivalent figure for 2014 being 19.", {"14": 2016}, {"19": 2014}),
        ("Police arrested 94 suspects, as many as 68 having been arrested the year before.",
         {"94": 2016}, {"68": 2015}),
        # absolute-near
        ("Police arrested 94 suspects in 2014, the number of victims identified being 30.",
         {"94": 2014, "30": 2014}, {}),
        ("The law being amended in 2014, courts convicted nine traffickers.", {"nine": 2016}, {}),
        ("Police arrested 44 suspects, most of them being held since 2014.", {"44": 2016}, {}),
        ("In 2014, police arrested 44 suspects, the number prosecuted being 12.", {"44": 2014, "12": 2014}, {}),
        ("Courts convicted nine traffickers, two of them being officials charged in 2014.", {"nine": 2016}, {}),
        ("The case having been opened in 2014, courts convicted nine traffickers.", {"nine": 2016}, {}),
        ("Police arrested 44 suspects, 12 of them being charged.", {"44": 2016, "12": 2016}, {}),
        # a row of figures may belong to another time
        ("Courts tried 45 cases and convicted 64 persons, compared with 49 prosecutions and 75 convictions in 2015 and "
         "188 prosecutions and 173 convictions in 2014.",
         {"45": 2016, "64": 2016}, {"49": 2015, "75": 2015, "188": 2014, "173": 2014}),
        ("Police opened 28 cases and arrested 24 persons, compared with 36 cases and 33 persons in 2015, and with 40 "
         "cases and 41 persons in 2014.",
         {"28": 2016, "24": 2016}, {"36": 2015, "33": 2015, "40": 2014, "41": 2014}),
        ("Authorities reported investigating 71 cases and convicting 18 traffickers, compared with investigating 85 "
         "cases, initiating prosecutions of 63 suspects, and convicting 24 traffickers in the previous year.",
         {"71": 2016, "18": 2016}, {"85": 2015, "63": 2015, "24": 2015}),
        ("Authorities identified 36 victims, compared with 25 victims in 2015, 17 of sex trafficking and eight of "
         "forced labor, and 58 in 2014.", {"36": 2016}, {"25": 2015, "17": 2015, "eight": 2015, "58": 2014}),
        ("In 2016 the government prosecuted 12 cases and convicted 20 traffickers. In comparison, during 2014 it "
         "prosecuted five cases and convicted nine traffickers.",
         {"12": 2016, "20": 2016}, {"five": 2014, "nine": 2014}),
        # "a year in which" refers to the preceding year
        ("The police identified 38 victims, after a year in which they had found only nine.",
         {"38": 2016}, {"nine": 2015}),
        ("Police opened 33 investigations, a marked increase over 16 in 2014.", {"33": 2016}, {"16": 2014}),
        ("Guilty verdicts were returned against eight traffickers, whereas 15 had been returned in 2014.",
         {"eight": 2016}, {"15": 2014}),
        ("Seven courses were attended by 212 judges; the year before, five had been attended by 150.",
         {"Seven": 2016, "212": 2016}, {"five": 2015, "150": 2015}),
        # having
        ("Diplomats repatriated 514 victims, having repatriated 369 the year before.", {"514": 2016}, {"369": 2015}),
        ("Police investigated 19 cases in 2016, having investigated 11 the previous year.",
         {"19": 2016}, {"11": 2015}),
        ("Police investigated 19 cases in 2016 – 14 of sex trafficking and five of forced labor – having "
         "investigated 11, nine of them sex trafficking cases, the previous year.",
         {"19": 2016, "14": 2016, "five": 2016}, {"11": 2015, "nine": 2015}),
        ("Having convicted nine traffickers in 2014, courts convicted 12 in 2016.", {"12": 2016}, {"nine": 2014}),
        ("Having opened 30 investigations the year before, police opened 41.", {"41": 2016}, {"30": 2015}),
        ("Inspectors made 610 inspections, having made 480 in 2014.", {"610": 2016}, {"480": 2014}),
        ("Courts convicted 12 traffickers, having convicted nine in 2014 and seven in 2013.",
         {"12": 2016}, {"nine": 2014, "seven": 2013}),
        ("The ministry trained 300 officers, having trained just 120 in the preceding period.",
         {"300": 2016}, {"120": 2015}),
        ("The shelters assisted 88 victims, having assisted 71 a year earlier.", {"88": 2016}, {"71": 2015}),
        ("In 2016 authorities identified 88 victims, having identified 71, 12 of them boys, in 2014.",
         {"88": 2016}, {"71": 2014, "12": 2014}),
        # each figure has its own year, but only within one clause
        ("It sentenced them to six and nine years, respectively; it had convicted nobody in 2014, and two in 2013.",
         {"six": 2016, "nine years": 2016}, {"two": 2013}),
        # a figure attributed to a year, and an act in the pluperfect
        ("The ministry launched 14 investigations (34 was the count of the year before).", {"14": 2016}, {"34": 2015}),
        ("Inspectors visited 1,300 workplaces, 700 having been visited in 2015.", {"1,300": 2016}, {"700": 2015}),
        # "after" and an act with its own figure
        ("Courts convicted 14 traffickers, eight of them women, after convicting six in 2015.",
         {"14": 2016, "eight": 2016}, {"six": 2015}),
        ("Police arrested 14 suspects after receiving a tip in 2015.", {"14": 2015}, {}),
        ("Police referred 64 victims, where, in 2015, they had referred 90.", {"64": 2016}, {"90": 2015}),
        # having-near
        ("Courts convicted 12 traffickers, having heard the case since 2014.", {"12": 2016}, {}),
        ("Police, having received new equipment in 2014, arrested 12 suspects.", {"12": 2016}, {}),
        ("Having opened a shelter in 2014, the ministry assisted 45 victims.", {"45": 2016}, {}),
        ("Police arrested 44 suspects in 2014, having identified 30 victims.", {"44": 2014, "30": 2014}, {}),
        ("Courts convicted two traffickers, having acquitted three.", {"two": 2016, "three": 2016}, {}),
        # adjectival
        ("Courts convicted 21 traffickers and acquitted nine; the 2014 figures were 17 and 12, "
         "respectively.",
         {"21": 2016, "nine": 2016}, {"17": 2014, "12": 2014}),
        ("Police arrested 40 suspects; the 2014 number was 33.", {"40": 2016}, {"33": 2014}),
        ("Police arrested 40 suspects. The 2014 arrests numbered 33.", {"40": 2016}, {"33": 2014}),
        ("Courts convicted 21 traffickers, beating the 2014 tally of 17.", {"21": 2016}, {"17": 2014}),
        ("The ministry assisted 143 victims; the 2014 intake had been 121.", {"143": 2016}, {"121": 2014}),
        ("The academy trained 186 officers; the 2014 courses had reached 74.", {"186": 2016}, {"74": 2014}),
        ("The number of convictions, 21, was well above the 2014 level of 17.", {"21": 2016}, {"17": 2014}),
        ("NGOs identified 80 victims, up on 2014's 61.", {"80": 2016}, {"61": 2014}),
        ("Police arrested 40 suspects, more than the 2014 figure of 33.", {"40": 2016}, {"33": 2014}),
        ("Police arrested 40 suspects, and courts convicted 12; the numbers of 2014 were 33 and nine.",
         {"40": 2016, "12": 2016}, {"33": 2014, "nine": 2014}),
        ("Authorities identified 64 victims, an increase on the 2014 count of 50.", {"64": 2016}, {"50": 2014}),
        # adjectival-near
        ("Under the 2014 law, courts convicted nine traffickers.", {"nine": 2016}, {}),
        ("The 2014 plan led police to open 12 investigations.", {"12": 2016}, {}),
        ("Following the 2014 ruling, police arrested 40 suspects.", {"40": 2016}, {}),
        ("Courts convicted nine suspects in the 2014 trafficking case.", {"nine": 2016}, {}),
        ("With funds from the 2014 grant, the ministry trained 300 officers.", {"300": 2016}, {}),
        ("Courts convicted nine of the defendants of the 2014 fishing case.", {"nine": 2016}, {}),
        ("The 2014 arrests led to the conviction of nine traffickers in 2016.", {"nine": 2016}, {}),
        # anaphora
        ("Courts did not convict any traffickers, as in 2014. That year, police had arrested 19 "
         "suspects.",
         {}, {"19": 2014}),
        ("In 2014, police arrested 19 suspects; the same year, courts convicted eight traffickers.",
         {"19": 2014, "eight": 2014}, {}),
        ("Police arrested 50 suspects in 2016 and 44 in 2014. Courts in that year convicted nine "
         "traffickers.",
         {"50": 2016}, {"44": 2014}),
        ("Police arrested 50 suspects, fewer than in 2014; that year 61 had been arrested.",
         {"50": 2016}, {"61": 2014}),
        ("Courts convicted 12 traffickers, a number last reached in 2014. The same year they had "
         "acquitted 30 defendants.",
         {"12": 2016}, {"30": 2014}),
        # anaphora-near
        ("In 2016 police arrested 50 suspects; 12 traffickers were convicted that year.",
         {"50": 2016, "12": 2016}, {}),
        ("Police arrested 50 suspects. Courts convicted 12 traffickers that year.", {"50": 2016, "12": 2016}, {}),
        ("The law was passed in 2014. Police arrested 50 suspects.", {"50": 2016}, {}),
        ("Police opened 50 investigations, compared with 22 during the same period in 2014.",
         {"50": 2016}, {"22": 2014}),
        # previously
        ("Courts convicted 31 traffickers, against 60 previously.", {"31": 2016}, {"60": 2015}),
        ("Courts convicted 31 traffickers, compared with 60 previously, 54 of them men.",
         {"31": 2016}, {"60": 2015, "54": 2015}),
        ("Courts convicted 31 traffickers, up from a previous 24.", {"31": 2016}, {"24": 2015}),
        ("Police arrested 40 suspects, as against 33 before.", {"40": 2016}, {"33": 2015}),
        # previously-near
        ("Courts convicted 31 traffickers, 12 of whom had previously been acquitted.", {"31": 2016, "12": 2016}, {}),
        ("Police arrested 44 suspects previously convicted of theft.", {"44": 2016}, {}),
        ("Police opened 30 investigations, four of them into traffickers who had previously been tried.",
         {"30": 2016, "four": 2016}, {}),
        # where-had
        ("Courts convicted 71 traffickers, where 49 had been convicted in 2014.", {"71": 2016}, {"49": 2014}),
        ("Courts convicted 71 traffickers, where they had convicted 49 the year before.", {"71": 2016}, {"49": 2015}),
        ("Courts convicted 71 traffickers, whereas 2014 had seen 49 convictions.", {"71": 2016}, {"49": 2014}),
        ("Courts convicted 71 traffickers, whereas none had been convicted in 2014.", {"71": 2016}, {"none": 2014}),
        ("While in 2014 courts convicted 49 traffickers, they convicted 71 in 2016.", {"71": 2016}, {"49": 2014}),
        ("Whereas courts had convicted 49 traffickers in 2014, they convicted 71.", {"71": 2016}, {"49": 2014}),
        ("Courts convicted 71 traffickers, where 49 had in 2014, and acquitted six.", {"71": 2016, "six": 2016}, {}),
        # as-many
        ("The ministry ran 44 shelters, as many as in 2014, and spent $534,000 on victim care.",
         {"44": 2016, "$534,000": 2016}, {"as many": 2014}),
        ("Courts convicted nine traffickers, the same number as in 2014, and acquitted three.",
         {"nine": 2016, "three": 2016}, {"the same number": 2014}),
        ("Police arrested 40 suspects, twice as many as in 2014, and charged 31.", {"40": 2016, "31": 2016}, {}),
        ("Police arrested 40 suspects, fewer than in 2014, and charged 31.", {"40": 2016, "31": 2016}, {}),
        ("Police arrested 40 suspects, unchanged from 2014, and charged 31.", {"40": 2016, "31": 2016}, {}),
        ("Police arrested 40 suspects, as they had in 2014, and charged 31.", {"40": 2016, "31": 2016}, {}),
        ("Police arrested 40 suspects, the most since 2014, and charged 31.", {"40": 2016, "31": 2016}, {}),
        ("As in 2014, courts convicted nine traffickers and acquitted three.", {"nine": 2016, "three": 2016}, {}),
        ("Courts convicted nine traffickers, just as in 2014, and acquitted three. Police arrested 44 "
         "suspects.",
         {"nine": 2016, "three": 2016, "44": 2016}, {}),
        # a-year-in-which
        ("Police identified 134 victims in 2016, compared with 482 in 2014, a year in which one "
         "operation alone freed 116 victims.",
         {"134": 2016}, {"482": 2014, "116": 2014}),
        ("Police arrested 40 suspects, down from 60 in 2014, a year that saw 30 convictions.",
         {"40": 2016}, {"60": 2014, "30": 2014}),
        ("Police arrested 40 suspects, down from 60 in 2014, the year when courts convicted 30 "
         "traffickers.",
         {"40": 2016}, {"60": 2014, "30": 2014}),
        ("In 2016, a year in which the law was amended, police arrested 40 suspects.", {"40": 2016}, {}),
        # colon-year
        ("Courts acquitted 71 defendants (2014: 66).", {"71": 2016}, {"66": 2014}),
        ("Police arrested 40 suspects (2014: 33; 2013: 30) and charged 12.",
         {"40": 2016, "12": 2016}, {"33": 2014, "30": 2013}),
        ("Police arrested 40 suspects (previous year: 33).", {"40": 2016}, {"33": 2015}),
        ("Police arrested 40 suspects (in 2014: 33) and charged nine (five).",
         {"40": 2016, "nine": 2016}, {"33": 2014, "five": 2014}),
        ("Police arrested 40 suspects (33). Courts convicted nine traffickers.", {"40": 2016, "nine": 2016}, {}),
        # year-subject
        ("Police opened 20 prosecutions; 2014 had seen 15 prosecutions and the conviction of four "
         "offenders.",
         {"20": 2016}, {"15": 2014, "four": 2014}),
        ("The hotline received 121 calls; the years 2015 and 2014 had brought 89 and 64 calls, "
         "respectively.",
         {"121": 2016}, {"89": 2015, "64": 2014}),
        ("Courts obtained 52 convictions; the previous year had brought 48 convictions.", {"52": 2016}, {"48": 2015}),
        ("The helpline received 1,386 calls; it had received 1,102 in the one before.",
         {"1,386": 2016}, {"1,102": 2015}),
        ("Inspectors made 36 inspections; in the period before, they had made 71.", {"36": 2016}, {"71": 2015}),
        ("Police arrested 40 suspects; 2014 brought 33 arrests.", {"40": 2016}, {"33": 2014}),
        # moves
        ("Convictions rose from 40 in 2014 to 52 in 2016.", {"52": 2016}, {"40": 2014}),
        ("The number of convictions rose to five from three.", {"five": 2016}, {"three": 2015}),
        ("Courts convicted 13 traffickers, up by four on 2014's nine.", {"13": 2016}, {"nine": 2014}),
        ("Twelve months earlier, police had arrested 33 suspects; now they arrested 40.", {"40": 2016}, {"33": 2015}),
        ("Police arrested 40 suspects. Two years earlier, they had arrested 33.", {"40": 2016}, {"33": 2014}),
        ("Police made 40 arrests, after 33 in 2014.", {"40": 2016}, {"33": 2014}),
        ("Arrests went from 33 to 40, and convictions from nine to 12.",
         {"40": 2016, "12": 2016}, {"33": 2015, "nine": 2015}),
        ("Police arrested 40 suspects, seven more than in 2014, when they arrested 33. Courts convicted "
         "nine traffickers.",
         {"40": 2016, "nine": 2016}, {"33": 2014}),
        ("Police arrested 33 suspects in 2014 but 40 in 2016. Courts convicted nine traffickers.",
         {"40": 2016, "nine": 2016}, {"33": 2014}),
        # pluperfect
        ("Police opened 20 investigations in 2016, and 26 suspects were charged; in 2014 it had been 13 "
         "investigations and 14 suspects.",
         {"20": 2016, "26": 2016}, {"13": 2014, "14": 2014}),
        ("Police identified 46 victims in 2016. There had been 57 in 2014, 36 of them minors. Police "
         "referred 152 victims to care.",
         {"46": 2016, "152": 2016}, {"57": 2014, "36": 2014}),
        ("Courts convicted 12 traffickers. The effort of 2014 had yielded nine convictions.",
         {"12": 2016}, {"nine": 2014}),
        ("These figures compare with eight arrests and 19 convictions in 2014. Police identified 44 "
         "victims.",
         {"44": 2016}, {"eight": 2014, "19": 2014}),
        ("Police arrested 40 suspects; in 2014 they had arrested 33. Courts convicted nine traffickers.",
         {"40": 2016, "nine": 2016}, {"33": 2014}),
        ("Convictions in 2014 had totaled 35. Courts acquitted nine defendants.", {"35": 2014, "nine": 2016}, {}),
        # new-1
        ("The ministry trained 210 officers, against a mere 96 the year before.", {"210": 2016}, {"96": 2015}),
        ("Compared with the 33 arrests of 2014, police made 40.", {"40": 2016}, {"33": 2014}),
        ("Police arrested 40 suspects, 33 having been arrested in the year before.", {"40": 2016}, {"33": 2015}),
        ("Authorities identified 46 victims, of whom 12 were men; a year before there had been 30 "
         "victims, of whom four were men.",
         {"46": 2016, "12": 2016}, {"30": 2015, "four": 2015}),
        ("Where 2014 had brought nine convictions, 2016 brought 12.", {"12": 2016}, {"nine": 2014}),
        ("Convictions, of which there had been nine in 2014, numbered 12.", {"12": 2016}, {"nine": 2014}),
        ("Police opened 61 investigations, a third more than the 46 opened in 2014.", {"61": 2016}, {"46": 2014}),
        ("The shelters assisted 88 victims, whose number had stood at 71 in 2014.", {"88": 2016}, {"71": 2014}),
        ("Courts convicted 12 traffickers (as against nine in 2014 and seven in 2013) and acquitted "
         "three.",
         {"12": 2016, "three": 2016}, {"nine": 2014, "seven": 2013}),
        ("In 2016 courts convicted 12 traffickers, in 2015 nine, in 2014 seven.",
         {"12": 2016}, {"nine": 2015, "seven": 2014}),
        ("Courts convicted nine traffickers in 2014, seven in 2015, and 12 in 2016.",
         {"12": 2016}, {"nine": 2014, "seven": 2015}),
        ("Authorities identified 30 victims in the first half of 2016 and 26 in the second.",
         {"30": 2016, "26": 2016}, {}),
        ("Police arrested 40 suspects in 2016. This compares to 33 in 2015 and 29 in 2014. Courts "
         "convicted nine traffickers.",
         {"40": 2016, "nine": 2016}, {"33": 2015, "29": 2014}),
        ("Police arrested 40 suspects; twelve months before, the number had been 33.", {"40": 2016}, {"33": 2015}),
        ("Police arrested 40 suspects. The previous year's total was 33.", {"40": 2016}, {"33": 2015}),
        ("Last year's 33 arrests gave way to 40.", {}, {"33": 2015}),
        ("Police arrested 40 suspects, a marked increase on the year before, which had seen 33 arrests.",
         {"40": 2016}, {"33": 2015}),
        ("Police arrested 40 suspects, an increase of seven on the previous year; courts convicted nine "
         "traffickers.",
         {"40": 2016, "nine": 2016}, {}),
        ("The number of victims identified more than doubled, from 40 to 88, while that of arrests fell "
         "from 33 to 12.",
         {"88": 2016, "12": 2016}, {"40": 2015, "33": 2015}),
        # new-2
        ("Police arrested 40 suspects; by contrast, 2014 had seen 33 arrests.", {"40": 2016}, {"33": 2014}),
        ("Unlike in 2014, when courts convicted nine traffickers, none was convicted in 2016.",
         {"none": 2016}, {"nine": 2014}),
        ("In contrast with the nine convictions of 2014, courts obtained 12.", {"12": 2016}, {"nine": 2014}),
        ("Police arrested 40 suspects, and 12 of them were convicted; for 2014 the figures were 33 and "
         "nine.",
         {"40": 2016, "12": 2016}, {"33": 2014, "nine": 2014}),
        ("Prosecutors charged 14 defendants; in the year to March 2015 they had charged 19.",
         {"14": 2016}, {"19": 2015}),
        ("As recently as 2014, police had arrested only nine suspects; in 2016 they arrested 40.",
         {"40": 2016}, {"nine": 2014}),
        ("Ten victims were repatriated, the same as the year before; 31 were referred to care.",
         {"Ten": 2016, "31": 2016}, {}),
        ("The government spent $200,000 on shelters, after having spent $150,000 in 2014.",
         {"$200,000": 2016}, {"$150,000": 2014}),
        ("The government spent $200,000 on shelters. Its 2014 spending had come to $150,000.",
         {"$200,000": 2016}, {"$150,000": 2014}),
        ("Police opened 20 investigations. No fewer than 31 had been opened in 2014. Courts convicted "
         "eight traffickers.",
         {"20": 2016, "eight": 2016}, {"31": 2014}),
        ("Police opened 20 investigations. The year 2014 had seen 31.", {"20": 2016}, {"31": 2014}),
        ("Courts convicted eight traffickers. The previous reporting period saw 13 convictions.",
         {"eight": 2016}, {"13": 2015}),
        ("The police made 40 arrests, of which 12 led to convictions, compared to 33 arrests and nine "
         "convictions in 2014.",
         {"40": 2016, "12": 2016}, {"33": 2014, "nine": 2014}),
        ("Police arrested 40 suspects, compared with 33 (12 of them women) in 2014, and charged 31.",
         {"40": 2016, "31": 2016}, {"33": 2014, "12": 2014}),
        ("In addition to the 12 traffickers convicted in 2016, courts had convicted nine in 2014.",
         {"12": 2016}, {"nine": 2014}),
        ("Police arrested 40 suspects in the first nine months of 2016, compared with 33 over the same "
         "months of 2015.",
         {"40": 2016}, {"33": 2015}),
        ("The number of convictions stood at 12, having been nine the year before.", {"12": 2016}, {"nine": 2015}),
    ],
)  # fmt: skip
def test_years_of_what_is_reported_and_compared(text: str, current: dict[str, int], compared: dict[str, int]) -> None:
    wanted = {(words, year, "current") for words, year in current.items()}
    wanted |= {(words, year, "comparator") for words, year in compared.items()}
    found = {(words, year, relation) for words, year, relation, _ in told(text)}
    assert {figure for figure in found if figure[0] in current or figure[0] in compared} == wanted


@pytest.mark.parametrize(
    ("text", "words", "year"),
    [
        ("Consulates repatriated 31 victims; no figure was available for 2014.", "no figure was available", 2014),
        ("The hotline received 1,043 calls; for 2014, no figure was available.", "no figure was available", 2014),
        ("Police opened 23 investigations in 2016; for 2014 no such figure was released.",
         "no such figure was released", 2014),
        ("Courts convicted 26 traffickers in 2016, while the corresponding figure for 2014 could not be provided.",
         "could not be provided", 2014),
        ("Courts convicted 26 traffickers. The government did not report the corresponding figure for 2014.",
         "did not report", 2014),
        ("The ministry spent $34,700 on victim care, the 2014 sum not having been made known.",
         "not having been made known", 2014),
        ("Police arrested 40 suspects; comparable data for 2014 were not available.", "were not available", 2014),
        ("Police arrested 40 suspects. The number for the previous year is unknown.", "unknown", 2015),
        ("Police arrested 40 suspects, though no comparable figure exists for 2014.",
         "no comparable figure exists", 2014),
        ("Police arrested 40 suspects; the 2014 figure was not disclosed.", "was not disclosed", 2014),
    ],
)  # fmt: skip
def test_silence_about_another_time(text: str, words: str, year: int) -> None:
    assert (words, year, "comparator", "not_reported") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        # the missing data are named, concern the report's own period, or are not a figure
        "Police arrested 40 suspects; the government did not provide data.",
        "Police arrested 40 suspects; no such figure was released.",
        "Police arrested 40 suspects; no such law existed in 2014.",
    ],
)
def test_no_silence_about_another_time(text: str) -> None:
    assert not [found for found in told(text) if found[2] == "comparator" and found[3] == "not_reported"]


@pytest.mark.parametrize(
    ("text", "words", "year"),
    [
        ("Police arrested 40 suspects, far short of the 71 whom they had arrested in 2012.", "71", 2012),
        ("Police arrested 40 suspects, nowhere near the 71 they arrested in 2012.", "71", 2012),
        ("Police arrested 40 suspects, a slide from 71 the year before.", "71", 2015),
        ("Police arrested 40 suspects and two clerks, after 71 and nine respectively.", "71", 2015),
        ("Police arrested 40 suspects, where they had arrested 71.", "71", 2015),
        ("Police arrested 40 suspects, where 2012 had seen 71.", "71", 2012),
        ("Police arrested 40 suspects; those arrested in 2012 had numbered 71.", "71", 2012),
        ("Police arrested 40 suspects; the number arrested in 2012 was 71.", "71", 2012),
        ("Prison terms ran from two to six years, against one to four years in 2012.", "one to four years", 2012),
    ],
)
def test_figure_compared_by_a_clause_or_a_last_word(text: str, words: str, year: int) -> None:
    assert (words, year, "comparator", "reported") in told(text)


@pytest.mark.parametrize(
    ("text", "now", "then"),
    [
        ("Convictions of traffickers fell to 40 from 71.", "40", "71"),
        ("The number of victims identified fell to 40 from 71 a year earlier.", "40", "71"),
        ("Prosecutions dropped by 31, to 40 from 71 in 2015.", "40", "71"),
        ("Prosecutions rose by more than a third to 71 from 40.", "71", "40"),
        ("Arrests of traffickers rose 20 percent, to 71 from 40.", "71", "40"),
        ("Arrests of traffickers fell by 31 suspects, to 40 from 71.", "40", "71"),
        ("Prosecutions increased from 40 in 2015 to 71.", "71", "40"),
        ("Prosecutions went down from 71 in 2015 to 40.", "40", "71"),
        ("The number of suspects put on trial went the other way, for it fell to 40 from 71.", "40", "71"),
        ("At 71, the number of traffickers arrested exceeded the 40 of 2015.", "71", "40"),
        ("At 71, the number of victims sent home exceeded the 40 of 2015.", "71", "40"),
    ],
)
def test_figure_of_a_change(text: str, now: str, then: str) -> None:
    assert {*told(text)} == {(now, 2016, "current", "reported"), (then, 2015, "comparator", "reported")}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The 40 traffickers arrested in 2014 came from all provinces.", {("40", 2014)}),
        ("Of the 40 traffickers arrested in 2014, 12 were tried in 2016.", {("40", 2014), ("12", 2016)}),
        # a later statement about the same people has its own time
        ("The 40 traffickers arrested in 2014 were convicted in 2016.", {("40", 2016)}),
        ("Police investigated 40 cases, ahead of the 31 of 2014.", {("40", 2016), ("31", 2014)}),
    ],
)
def test_time_of_a_participle_or_of_what_was_outdone(text: str, want: set[tuple[str, int]]) -> None:
    assert {(words, year) for words, year, *_ in told(text)} == want


def test_increases_from_two_figures_of_the_year_before() -> None:
    text = "Police investigated 66 cases and 90 suspects, increases from the previous year's 58 cases and 74 suspects."
    assert [(words, year) for words, year, *_ in told(text)] == [
        ("66", 2016), ("90", 2016), ("58", 2015), ("74", 2015)]  # fmt: skip


def test_a_verb_that_compares_is_no_noun_of_what_is_counted() -> None:
    text = "The bureau's 125 inspections compare with 110 in 2015."
    assert [(words, year) for words, year, *_ in told(text, "prevention")] == [("125", 2016), ("110", 2015)]


@pytest.mark.parametrize("tail", ["including seven women, the year before", "of whom seven were women, in 2015"])
def test_a_time_behind_the_parts_of_a_comparator(tail: str) -> None:
    text = f"Courts convicted 20 offenders, including nine women, whereas they convicted 18, {tail}."
    assert [(words, year, relation) for words, year, relation, _ in told(text)] == [
        ("20", 2016, "current"), ("nine", 2016, "current"), ("18", 2015, "comparator"), ("seven", 2015, "comparator")
    ]  # fmt: skip


def test_the_next_pair_of_a_comparison() -> None:
    text = "Police freed 90 victims. The 62 girls among them compare with 41 in 2014, and the 16 boys with 14 in 2014."
    assert [(words, year, relation) for words, year, relation, _ in told(text, "protection")] == [
        ("90", 2016, "current"), ("62", 2016, "current"), ("41", 2014, "comparator"), ("16", 2016, "current"),
        ("14", 2014, "comparator")]  # fmt: skip


def test_what_money_rose_from_does_not_lead_to_persons() -> None:
    text = "Courts awarded $60,000 to 59 victims, an increase from $40,000 to 24 victims in 2015."
    assert [(words, year) for words, year, *_ in told(text)] == [
        ("$60,000", 2016), ("59", 2016), ("$40,000", 2015), ("24", 2015)]  # fmt: skip


def test_no_subject_of_a_number_that_leads() -> None:
    assert not told("At 12, judges met.")


def test_what_there_had_been_is_read_in_any_section() -> None:
    text = "Police identified 46 victims in 2016. There had been 57 in 2014, 36 of them minors."
    assert {("57", 2014, "comparator", "reported"), ("36", 2014, "comparator", "reported")} <= {
        *told(text, "prosecution")
    }


def test_the_same_number_is_that_of_a_share_and_not_of_its_whole() -> None:
    text = "Twenty-two of the 30 men tried were convicted, the same number as in 2014."
    facts = reading_of(text, "prosecution", year=REPORT_YEAR, iso3="XKX").facts
    assert [(f.metric, f.value) for f in facts if f.year == 2014] == [("convictions", 22)]
