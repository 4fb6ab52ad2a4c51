"""Narratives written for the tests of the site: three reports on one country, the last as a PDF; five reports on
another country, with every kind of tier; and one report full of markup and scripts."""

from __future__ import annotations

TEXTS = {
    "jordan-2012.txt": """\
JORDAN (Tier 2)

Jordan is a destination country for women from Indonesia and the Philippines who are subjected to forced labor in homes.

The Government of Jordan does not fully comply with the minimum standards for the elimination of trafficking; however,
it is making significant efforts to do so.

Recommendations for Jordan: Issue regulations that give domestic workers the protection of the labor law; open a shelter
for victims of trafficking in Amman.

Prosecution

In 2011, the anti-trafficking unit of the Public Security Directorate investigated 31 cases, compared with 22 in 2010.
Courts convicted 41 traffickers (30 for forced labor and 11 for sex trafficking). The government prosecuted 12 sex
trafficking cases.

Protection

The government identified 56 victims of trafficking, of whom 47 were women.
""",
    "jordan-2013.txt": """\
JORDAN (Tier 2 Watch List)

Jordan is a destination country for women from Indonesia who are subjected to forced labor in homes.

The Government of Jordan does not fully comply with the minimum standards for the elimination of trafficking; however,
it is making significant efforts to do so.

Recommendations for Jordan: Issue regulations that give domestic workers the full protection of the labor law; train
prosecutors to use the trafficking law.

Prosecution

In 2012, courts convicted nine traffickers, compared with 38 in 2011. The government investigated 24 cases. It
prosecuted 17 sex trafficking cases, compared with 14 in 2011.

Protection

The government identified 33 victims of trafficking, including 12 women and 30 men.
""",
    "jordan-2014.pdf": """\
JORDAN (Tier 2)

The Government of Jordan does not fully comply with the minimum standards for the elimination of trafficking; however,
it is making significant efforts to do so.

Recommendations for Jordan: Issue the regulations that give domestic workers the protection of the labor law; fund the
shelter in Amman.

Prosecution

In 2013, courts convicted 16 traffickers. Authorities did not report the number of investigations.

Protection

The government identified 27 victims of trafficking.
""",
    "nepal-2014.txt": """\
NEPAL (Tier 2)

The Government of Nepal <script>document.title = "broken"</script> does not fully comply with the minimum standards for
the elimination of trafficking; however, it is making significant efforts to do so. "><img src=x onerror="alert(1)">
&lt;b&gt; stands here &amp; there, as do {{ 7 * 7 }}, {% raw %} and =HYPERLINK("x").

Prosecution

In 2013, courts convicted 203 <b>traffickers</b>, "compared with" 117 in 2012. </p></section><h1>Not a heading</h1>

Protection

The Ministry of Women <!-- identified --> identified 31 victims ‏مكتب العدل‎ in Kāṭhmāḍauṁ.
""",
    "somalia-2010.txt": """\
SOMALIA (Tier 2 Watch List)

Somalia is placed on Tier 2 Watch List because it did not show that it had increased its efforts.

Prosecution

In 2009, courts convicted six traffickers.
""",
    "somalia-2011.txt": """\
SOMALIA (Tier 2 Watch List)

Somalia was granted a waiver of an otherwise required downgrade to Tier 3 and remains on Tier 2 Watch List for the
second consecutive year, because its government has a written plan.

Prosecution

In 2010, courts convicted five traffickers.
""",
    "somalia-2012.txt": """\
SOMALIA (Tier 3)

After two consecutive years on the Tier 2 Watch List, Somalia was automatically downgraded to Tier 3.

Prosecution

In 2011, courts convicted four traffickers.
""",
    "somalia-2015.txt": """\
SOMALIA (Special Case)

Somalia is a Special Case, because no government controls most of the country.

Prosecution

In 2014, courts convicted three traffickers.
""",
    "somalia-2016.txt": """\
SOMALIA

Prosecution

In 2015, courts of Somalia convicted two traffickers.
""",
}
