"""Pages of one job each, in every way that pages say it, and what they say."""

import json

from applications.capture.draft import Field

DESCRIPTION = "<p>You plan the voyages.</p><ul><li>Read charts</li><li>Mind the tides</li></ul>" * 6
JOB = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Voyage Planner",
    "description": DESCRIPTION,
    "hiringOrganization": {"@type": "Organization", "name": "Harbour & Vale"},
    "jobLocation": {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Gothenburg",
            "addressCountry": {"@type": "Country", "name": "Sweden"},
        },
    },
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "SEK",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": 42000,
            "maxValue": "48 000",
            "unitText": "MONTH",
        },
    },
    "validThrough": "2026-09-30T23:59",
}
SAID = {
    Field.TITLE: "Voyage Planner",
    Field.EMPLOYER: "Harbour & Vale",
    Field.PLACE: "Gothenburg, Sweden",
    Field.PAY_FROM: "42000",
    Field.PAY_TO: "48000",
    Field.CURRENCY: "SEK",
    Field.PERIOD: "month",
    Field.CLOSES_ON: "2026-09-30",
}


def in_script(data, *, kind="application/ld+json", before="", body=""):
    script = data if isinstance(data, str) else json.dumps(data)
    return (
        f'<!doctype html><html><head><title>Jobs</title>{before}<script type="{kind}">'
        f"{script}</script></head><body>{body}</body></html>"
    )


def without(*names, **changed):
    return {name: value for name, value in {**JOB, **changed}.items() if name not in names}


MICRODATA = f"""<!doctype html><html><head><title>Jobs</title></head><body>
<div itemscope itemtype="http://schema.org/JobPosting">
  <h1 itemprop="title">Voyage Planner</h1>
  <span itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization">
    <a itemprop="url" href="https://vale.example"><b itemprop="name">Harbour &amp; Vale</b></a>
  </span>
  <p itemprop="jobLocation" itemscope itemtype="http://schema.org/Place">
    <span itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
      <span itemprop="addressLocality">Gothenburg</span>, <i itemprop="addressCountry">Sweden</i>
    </span>
  </p>
  <div itemprop="baseSalary" itemscope itemtype="http://schema.org/MonetaryAmount">
    <meta itemprop="currency" content="SEK">
    <span itemprop="value" itemscope itemtype="http://schema.org/QuantitativeValue">
      <meta itemprop="minValue" content="42000"><meta itemprop="maxValue" content="48000">
      <meta itemprop="unitText" content="MONTH">
    </span>
  </div>
  <meta itemprop="validThrough" content="2026-09-30">
  <div itemprop="description">{DESCRIPTION}</div>
</div></body></html>"""
RDFA = f"""<!doctype html><html><head><title>Jobs</title></head><body vocab="https://schema.org/">
<div typeof="JobPosting">
  <h1 property="title">Voyage Planner</h1>
  <p property="hiringOrganization" typeof="Organization"><b property="name">Harbour &amp; Vale</b>
  <p property="jobLocation" typeof="Place"><span property="address" typeof="PostalAddress">
    <span property="addressLocality">Gothenburg</span>, <i property="addressCountry">Sweden</i>
  </span></p>
  <div property="baseSalary" typeof="MonetaryAmount"><meta property="currency" content="SEK">
    <span property="value" typeof="QuantitativeValue"><meta property="minValue" content="42000">
    <meta property="maxValue" content="48000"><meta property="unitText" content="MONTH"></span>
  </div>
  <meta property="validThrough" content="2026-09-30">
  <div property="description">{DESCRIPTION}</div>
</div></body></html>"""

PREFIXED = {
    "@context": {"schema": "http://schema.org/"},
    "@type": "schema:JobPosting",
    **{f"schema:{name}": value for name, value in JOB.items() if not name.startswith("@")},
}
OF_A_GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "A board"},
        without(hiringOrganization={"@id": "#us"}),
        {"@type": "Organization", "@id": "#us", "name": "Harbour & Vale"},
    ],
}
BROKEN_BEFORE = '<script type="application/ld+json">{"@type": "Organization", oops</script>'
# The syntax by its name, and a page that says the same in it.
SAME_JOB = {
    "JSON-LD": in_script(JOB),
    "JSON-LD with a charset": in_script(JOB, kind="application/ld+json; charset=utf-8"),
    "JSON-LD in a list": in_script([{"@type": "BreadcrumbList"}, JOB]),
    "JSON-LD of two types": in_script({**JOB, "@type": ["JobPosting", "Thing"]}),
    "JSON-LD as a graph": in_script(OF_A_GRAPH),
    "JSON-LD inside a page": in_script({"@type": "WebPage", "mainEntity": JOB}),
    "JSON-LD with prefixes": in_script(PREFIXED),
    "JSON-LD behind a broken one": in_script(JOB, before=BROKEN_BEFORE),
    "JSON-LD escaped twice": in_script(
        without(description=DESCRIPTION.replace("<", "&lt;").replace(">", "&gt;"))
    ),
    "microdata": MICRODATA,
    "RDFa": RDFA,
}

GREENHOUSE = """<!doctype html><html><head>
<title>Job Application for Voyage Planner at Harbour &amp; Vale</title>
<meta property="og:title" content="Voyage Planner"></head><body><div id="content">
<h1 class="app-title">Voyage Planner</h1><span class="company-name">at Harbour &amp; Vale</span>
<div class="location">Gothenburg, Sweden</div>
<p>You plan voyages.</p><p>Salary: SEK 42,000 to 48,000 per month.</p><p>Bonus: SEK 9,000.</p>
</div></body></html>"""
LEVER = """<!doctype html><html><head><title>Harbour &amp; Vale - Voyage Planner</title></head>
<body><div class="posting-headline"><h2>Voyage Planner</h2><div class="posting-categories">
<div class="location">Gothenburg</div></div></div><p>Hybrid working.</p></body></html>"""
ASHBY = """<!doctype html><html><head><title>Voyage Planner @ Harbour &amp; Vale</title></head>
<body><h1>Voyage Planner</h1><p>Fully remote</p></body></html>"""
LINKEDIN = """<!doctype html><html><head>
<title>Harbour &amp; Vale hiring Voyage Planner in Gothenburg, Sweden | LinkedIn</title></head>
<body><main><h1>Voyage Planner</h1></main></body></html>"""
