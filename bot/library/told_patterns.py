"""What joins days and moves in a told trip: clauses, "from … to …", "since …". They match folded text."""

from __future__ import annotations

import re
from typing import Final

from bot.library.date_patterns import COUNT, SOME_UNIT

BREAK: Final = re.compile(
    r"[,;!?\n()…]|:(?=\s)|\.(?=\s|$)"
    r"|\s(?:и|а|но|потом|затем|после|then|and|but|after|сосын|кейин|содан|ал|жане|potom)(?=\s)"
    r"|\s(?=(?:когда|если|сколько|чтобы?|when|how|what|if|because|кашан|неше|канша|егер|kogda|esli|skolko|qashan)\s)"
    r"|\s[–—-]\s"
)
ABBREVIATED: Final = re.compile(
    r"(?:(?<![a-zа-я\d])[а-я]|\dг|\b(?:янв|фев|февр|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек|нед|мес|jan|feb|mar|apr|jun|jul|aug"
    r"|sept?|oct|nov|dec))$"
)
SENTENCE: Final = re.compile(r"[!?.…]")
TO: Final = re.compile(r"\s*(?:-|–|—|по|до|to|till|until|through|po|do)\s*(?:the\s)?\s*$")
CASE: Final = re.compile(r"\s*(?:[нтд][аеы]н)?\s*$")
UNTIL_AFTER: Final = re.compile(r"\s*(?:[кқгғ][ае])?\s*(?:дейин|шейин)")
UNTIL_BEFORE: Final = re.compile(r"(?<![a-zа-я])(?:до|к|ко|не\s+позднее|until|till|by|do)\s+(?:the\s+)?$")
INEXACT_BEFORE: Final = re.compile(
    r"(?<![a-zа-я])(?:после|раньше|ранее|позже|позднее|чем|after|before|than|между|between|либо|или|or|не|not)\s+(?:the\s+)?$"
)
INEXACT_AFTER: Final = re.compile(r"\s*(?:[нтд][аеы]н)?\s*(?:кейин|сон|бурын)(?![a-zа-я])|\s*(?:или|либо|or|немесе)\s")
ABOUT: Final = re.compile(
    r"(?:около|примерно|приблизительно|где-то|кажется|вроде(?:\s+бы)?|наверное?|числа|about|around|approximately|roughly"
    r"|maybe|probably|шамамен|~)\s+(?:в|во|on|the)?\s*$"
)
ROUGHLY_AGO: Final = re.compile(r"недел|нед\b|мес|год|лет|апта|ай\b|жыл|week|month|year|nedel|mes")
AGO: Final = re.compile(r"назад|ago|бурын|nazad|buryn|через|кейин|\bin\b")
SINCE_BEFORE: Final = re.compile(r"(?:\bс|\bсо|\bsince|\bfrom|\bs)\s*$")
SINCE_AFTER: Final = re.compile(r"\s*(?:[нтд][аеы]н)?\s*(?:бери|бастап|куннен бери)")
TODAY: Final = re.compile(r"сегодня|today|бугин|bugin|segodnya")
OPEN_END: Final = re.compile(r"\s*[-–—]\s*(?:сейчас|по сей|по настоящ|now|today|present|казир)")
OPEN_DASH: Final = re.compile(r"\s*[-–—]\s*(?:$|[,;\n])")
HALF: Final = re.compile(r"(?<![\d.:/,])(?<!\d[ -])(\d{1,2})\s*(?:-|–|—|по|до|to|till|until)\s*$")
CONNECTOR: Final = re.compile(
    r"\b(?:с|со|по|до|и|а|потом|затем|снова|опять|уже|г|года|from|to|since|then|and|again|until|till|the|on"
    r"|сосын|кайта|бери|дейин|жане|now|сейчас|казир|trips?|поездки?|сапар\w*|вот|мои|даты|сей|день|настоящее|время|сегодня|today|present)\b|[\W\d_]"
)
"""What may stand between days in a text that tells nothing but days."""
HOW_LONG: Final = re.compile(rf"(?<![a-zа-я\d.,])(?<!\d[-–—]){COUNT}(?:{SOME_UNIT})(?![a-zа-я])")
MORE: Final = re.compile(
    r"\s*(?:назад|ago|бурын|кейин|из\s|of\s|в\s+(?:год|месяц|недел)|per\s|за\s|a\s+(?:year|month)|every|out\s"
    r"|(?:,|и|and|жане|плюс|plus|с|with|\+)?\s*(?:\d|лишн|половин|half|a\s+half|хвост|неск|пар[ау]\s|ещ[её]\s"
    rf"|some\s|a\s+few|бирнеше|жарым|{COUNT}(?:{SOME_UNIT})(?![a-zа-я])))"
)
"""What makes how long somebody has been here longer, or something else."""
MEANT: Final = re.compile(r"(?<![a-zа-я])(?:на|na)\s+$")
"""How long somebody means to stay."""
ORDINAL: Final = re.compile(
    r"(?<![a-zа-я])(?:втор|трет|четв|пят|шест|седьм|восьм|девят|десят|кажд|прошл|эт|следующ|second|third|fourth|fifth|last|this"
    r"|every|next|past|\w+инши|\w+ыншы|осы|ар)[a-zа-я]*\s*$|\d-?[a-zа-я]+\s*$"
)
LABELS: Final = (
    (re.compile(r"(?<![a-zа-я-])(?<!check )in(?: again)?\s*:"), "entry "),
    (re.compile(r"(?<![a-zа-я-])(?<!check )out\s*:"), "exit "),
    (re.compile(r"(?<![a-zа-я])кир(?:у|ген)(?:\s+кун\w*)?(?:\s*[:—–-]|(?=\s+\d))"), "entry "),
    (re.compile(r"(?<![a-zа-я])шы(?:гу|ккан)(?:\s+кун\w*)?(?:\s*[:—–-]|(?=\s+\d))"), "exit "),
    (re.compile(r"(?<=[аеиы]м)\s+мен\s+(?=\w+[аеиы]м\b)"), " жане "),  # "my father and my mother", not "I"
    (re.compile(r"(?<![a-zа-я])въезд(?:а|у|ом|е|ы|ов)\b"), "въезд"),
    (re.compile(r"(?<![a-zа-я])выезд(?:а|у|ом|е|ы|ов)\b"), "выезд"),
    (re.compile(r"\bif\s+(?:i|we)\s+had\b"), "i would"),
    (
        re.compile(r"\bwhat\s+if\s+(?=(?:i|we)\s+(?:left|entered|returned|came|exited|departed|flew|arrived)\b)"),
        "would ",
    ),
    (
        re.compile(
            r"\b(?:my|our|home|another|other|third|own)\s+(?:own\s+|home\s+)?countr\w+"
            r"|(?<![a-zа-я])(?:мо[юейя]{1,2}|сво\w+|друг\w+|треть\w+|родн\w+|наш\w+|чуж\w+)\s+стран\w+"
        ),
        "abroad",
    ),
    (re.compile(r"[–—-]\s*киру(?![a-zа-я])"), "- entry"),
    (re.compile(r"[–—-]\s*шыгу(?![a-zа-я])"), "- exit"),
    (re.compile(r"(?<![a-zа-я])за\s+пределы(?![a-zа-я])"), "из"),
    (re.compile(r"(?<![a-zа-я])виза[\s-]?ран|\bvisa[\s-]?run"), "визаран"),
    (re.compile(r"(?<![a-zа-я])нов(?:ый|ого)\s+год(?:а|у|ом)?(?![a-zа-я])"), "праздник"),
    (
        re.compile(
            r"\b(?:days?|weeks?|months?|time|much|many|long)"
            r"(?:\s+(?:do|does|are|is|i|we|have|had|has|there|still|would|will|be))*\s+left\b"
            r"|\b(?:is|are|what's|there's)\s+left\b|\bleft\s+(?:to\s+stay|on\s+my|of\s+my|of\s+the|until|till|before)\b"
        ),
        "remain",
    ),
    (
        re.compile(
            r"\b(?:on|my|sick|annual|unpaid|paid|maternity|parental|study|medical|a|of)\s+leave\b"
            r"|\bleave\s+(?:of|request|application|from\s+work)\b"
        ),
        "vacation",
    ),
    (re.compile(r"\b(?:return|entry|exit|re-?entry)(?=\s+(?:ticket|flight|visa|permit|ban)\b)"), "other"),
    (re.compile(r"(?<![a-zа-я])не\s+(?=исте|жаса|ушин)"), "что "),
    (
        re.compile(
            r"(?<![a-zа-я])(?:если\s+)?не\s+(?:ошиба\w+|пута\w+|соврать|помню|уверен\w*|знаю|понима\w+)(?![a-zа-я])|\bnot\s+sure\b"
        ),
        "примерно",
    ),
    (
        re.compile(
            r"(?<![a-zа-я])(?:гражданин|гражданка|гражданкой|гражданином)\s+[a-zа-я]+|\bcitizens?\s+of\s+\w+|\b[a-z]+\s+citizens?\b"
            r"|(?<![a-zа-я])[a-zа-я]+\s+азаматы\w*"
        ),
        " ",
    ),
    (re.compile(r"(?<![a-zа-я])(?:with|together\s+with)\s+(?:my|our|the|a)\s+\w+"), " "),
    (re.compile(r"(?<![a-zа-я])(?:слава\s+богу|вместе\s+с\s+\w+)(?![a-zа-я])"), " "),
)
"""What is read as something else: labels, words that look like moves, who somebody is and who is with them."""
