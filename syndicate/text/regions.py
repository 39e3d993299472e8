"""The region and the country of a place as a dateline tells it, by their codes.

Regions are those of the United States and Canada, for datelines name no others
regularly. Codes: ISO 3166-1 for countries, ISO 3166-2 without the country for regions.
Abbreviations with a full stop are those of The Associated Press Stylebook.
"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from syndicate.model import Dateline
from syndicate.text.zones import WRITTEN, read_zone

# Code, name and abbreviations of each region.
_STATES = """
AL Alabama|Ala. AK Alaska AZ Arizona|Ariz. AR Arkansas|Ark. CA California|Calif.
CO Colorado|Colo. CT Connecticut|Conn. DE Delaware|Del. FL Florida|Fla. GA Georgia|Ga.
HI Hawaii ID Idaho IL Illinois|Ill. IN Indiana|Ind. IA Iowa KS Kansas|Kan.
KY Kentucky|Ky. LA Louisiana|La. ME Maine MD Maryland|Md. MA Massachusetts|Mass.
MI Michigan|Mich. MN Minnesota|Minn. MS Mississippi|Miss. MO Missouri|Mo.
MT Montana|Mont. NE Nebraska|Neb. NV Nevada|Nev. NH New_Hampshire|N.H.
NJ New_Jersey|N.J. NM New_Mexico|N.M. NY New_York|N.Y. NC North_Carolina|N.C.
ND North_Dakota|N.D. OH Ohio OK Oklahoma|Okla. OR Oregon|Ore. PA Pennsylvania|Pa.
RI Rhode_Island|R.I. SC South_Carolina|S.C. SD South_Dakota|S.D. TN Tennessee|Tenn.
TX Texas|Tex. UT Utah VT Vermont|Vt. VA Virginia|Va. WA Washington|Wash.
WV West_Virginia|W.Va.|W._Va. WI Wisconsin|Wis. WY Wyoming|Wyo. DC D.C.
PR Puerto_Rico|P.R. GU Guam VI U.S._Virgin_Islands
"""
_PROVINCES = """
AB Alberta|Alta. BC British_Columbia|B.C. MB Manitoba|Man. NB New_Brunswick|N.B.
NL Newfoundland_and_Labrador NS Nova_Scotia|N.S. NT Northwest_Territories NU Nunavut
ON Ontario|Ont. PE Prince_Edward_Island QC Quebec|Que.|Québec SK Saskatchewan|Sask.
YT Yukon
"""
_COUNTRIES = """
US United_States|United_States_of_America|USA|U.S.|U.S.A.|US CA Canada
GB United_Kingdom|UK|U.K.|England|Scotland|Wales
AU Australia AT Austria BE Belgium BR Brazil CN China CY Cyprus CZ Czech_Republic
DK Denmark EE Estonia FI Finland FR France DE Germany GR Greece
HK Hong_Kong|Hong_Kong_SAR IN India ID Indonesia IE Ireland IL Israel IT Italy
JP Japan KE Kenya LU Luxembourg
MY Malaysia MT Malta MX Mexico NL Netherlands|The_Netherlands NZ New_Zealand NG Nigeria
NO Norway PA Panama PH Philippines PL Poland PT Portugal SA Saudi_Arabia SC Seychelles
SG Singapore SI Slovenia ZA South_Africa KR South_Korea ES Spain SE Sweden
CH Switzerland TW Taiwan TH Thailand TR Turkey UA Ukraine
AE United_Arab_Emirates|UAE|U.A.E. VN Vietnam CR Costa_Rica
"""


def _names(table: str, *, codes: bool) -> dict[str, str]:
    words = table.split()
    named = {
        name.replace("_", " ").casefold(): code
        for code, names in zip(words[::2], words[1::2], strict=True)
        for name in names.split("|")
    }
    return named | {code.casefold(): code for code in words[::2]} if codes else named


_REGIONS = {
    **{name: (code, "CA") for name, code in _names(_PROVINCES, codes=True).items()},
    **{name: (code, "US") for name, code in _names(_STATES, codes=True).items()},
}
_LANDS = _names(_COUNTRIES, codes=False)
# Codes that are another region's or country's, too: whose, and in which zones it lies.
# The words "Central" and "CET" are read as Chicago's and Paris's clocks.
_SHARED = {
    "nl": (
        (
            "NLE",
            "MX",
            "America/Mexico_City America/Monterrey America/Chicago US/Central",
        ),
        ("", "NL", "Europe/Amsterdam Europe/Paris"),
    ),
    "ar": (("", "AR", "America/Buenos_Aires America/Argentina/Buenos_Aires"),),
    "ca": (("", "CA", "America/Toronto America/Montreal America/Vancouver"),),
    "co": (("", "CO", "America/Bogota"),),
    "de": (("", "DE", "Europe/Berlin Europe/Paris"),),
    "id": (("", "ID", "Asia/Jakarta"),),
    "il": (("", "IL", "Asia/Jerusalem Asia/Tel_Aviv"),),
    "in": (("", "IN", "Asia/Kolkata Asia/Calcutta"),),
    "mt": (("", "MT", "Europe/Malta"),),
    "pa": (("", "PA", "America/Panama"),),
}
_ZONE = re.compile(rf"({WRITTEN})\s*$")
# Cities that are countries of their own, so that nothing follows them.
_ALONE = {"singapore": "SG", "hong kong": "HK", "luxembourg": "LU"}


def is_country(name: str) -> bool:
    """Whether a name is a country's.

    >>> is_country("United States"), is_country("Quiet Rooms")
    (True, False)
    """
    return name.strip(" .").casefold() in _LANDS


def locate_dateline(dateline: Dateline) -> tuple[str, str]:
    """As `locate`; the zone that is told says whose a code is that several have.

    >>> from syndicate.text.dates import read_date
    >>> for zone in ("Newfoundland", "America/Mexico_City", "Europe/Amsterdam"):
    ...     issued = read_date(f"June 2, 2025 5:15 AM {zone}", "dateline", None)
    ...     locate_dateline(Dateline("", "A Place, NL", "", issued))
    ('NL', 'CA')
    ('NLE', 'MX')
    ('', 'NL')
    """
    told = _ZONE.search(dateline.issued.told) if dateline.issued else None
    zone = read_zone(told[1]) if told else None
    if isinstance(zone, ZoneInfo):
        code = dateline.place.rpartition(",")[2].strip().casefold()
        for region, country, zones in _SHARED.get(code, ()):
            if zone.key in zones.split():
                return region, country
    return locate(dateline.place)


def locate(place: str) -> tuple[str, str]:
    """The codes of region and country that a place names; "" for what it does not.

    >>> locate("Eugene, OR"), locate("Spokane, Wash."), locate("Halifax, Nova Scotia")
    (('OR', 'US'), ('WA', 'US'), ('NS', 'CA'))
    >>> locate("Leeds, UK"), locate("Boston"), locate("Toronto, Ontario, Canada")
    (('', 'GB'), ('', ''), ('ON', 'CA'))
    """
    parts = [part.strip().casefold() for part in place.split(",")]
    if len(parts) < 2:
        return "", _ALONE.get(parts[0], "")
    last = parts[-1]
    if last in _REGIONS:
        return _REGIONS[last]
    country = _LANDS.get(last, "")
    if country and len(parts) > 2 and parts[-2] in _REGIONS:
        region, its = _REGIONS[parts[-2]]
        return (region if its == country else ""), country
    return "", country
