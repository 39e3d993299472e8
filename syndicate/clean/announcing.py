"""How a title or the first sentences of a text tell who announces."""

from __future__ import annotations

import re

_VERBS = (
    "announces?|introduces?|launch(?:es)?|unveils?|opens?|expands?|reports?|names|"
    "appoints?|celebrates?|receives?|partners|signs|releases|completes?|acquires?|"
    "welcomes|hosts|offers|adds|brings|joins|wins|earns|debuts|presents|publishes|"
    "is pleased|is proud|is excited|is thrilled|are pleased|are proud|announced|"
    "today announced|has announced|introduced|launched|unveiled|opened|has opened|"
    "today opened|has launched|proudly announces"
)
# Verbs before which a title may have no name: what stands there is asked more.
_WEAK = (
    "provides|reminds|secures|advances|delivers|marks|achieves|closes|files|begins|"
    "initiates|updates|confirms|issues|enters|urges|highlights|helps|leads|"
    "strengthens|enhances|elevates|supports|raises|rolls out|teams up|joins forces|"
    "kicks off|showcases|commences|establishes|donates|celebrating|launching|earned|"
    "now (?:offers|offering|accepting|accepts|open)|specializes|"
    "to (?:open|launch|host|present|acquire|expand|debut|participate|report|make|join|"
    "offer|attend|speak|showcase)"
)
# Names as writers write them: capitals, digits, and small words between them.
_NAME = (
    r"(?P<name>[A-Z0-9“\"][\w.&’'+®™/-]*"
    r"(?:,? (?:[A-Z0-9(&][\w.&’'+®™/)-]*|of|the|and|for|de|la|&)){0,8}?)"
)
_PLACED = r"(?: in [A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}(?:, (?:[A-Z]{2}|[A-Z][a-z]+))?)?"
TITLE = re.compile(rf"{_NAME}{_PLACED} (?i:{_VERBS})\b")
WEAKLY = re.compile(rf"{_NAME}{_PLACED} (?i:{_WEAK})\b")
# "Quiet Labs (NASDAQ: CALM) …": of whom the shares are.
TRADED = re.compile(
    r"(?P<name>[A-Z0-9][^()\n:]{1,70}?)(?:[’']s?)? "
    r"\((?:NASDAQ|Nasdaq|NYSE|OTC|TSX|CSE|ASX|LSE)[\w .]{0,12}: ?[A-Z]"
)
# How a sentence tells of whom it is: "Quiet Clinic, a house by the river".
TELLS_OF = re.compile(
    rf"{_NAME}(?: ?\([^()\n]{{1,80}}\)\*?){{0,3}}"
    r"(?:, (?:an?|the) (?!book|novel|film|song|documentary|member)[a-z]|, based in |"
    r" is an? [^.\n]{0,80}?\b(?:company|provider|practice|clinic|firm|cent(?:er|re)|"
    r"organi[sz]ation|hospital|agency|nonprofit|network|institute)\b)"
)
OFFICER = re.compile(
    r"\A[^,(]{3,40}(?:, [^,(]{0,60}?\b| )(?:C[EFOT]O|[Pp]resident|[Dd]irector|"
    r"[Ff]ounder|[Cc]hair(?:man|woman)?|[Oo]fficer|[Pp]artner)\b"
)
LEAD = re.compile(
    r"(?:Today, )?(?:The (?:law )?(?:firm|office|offices|team|staff|board|owners|"
    r"founders|partners) (?:of|at|behind) )?"
    rf"{_NAME}(?: ?\([^()\n]{{1,80}}\)){{0,3}}(?:, [^.\n]{{1,200}}?,)? "
    rf"(?i:{_VERBS})\b"
)
