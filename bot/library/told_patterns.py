"""What joins days and moves in a told trip: clauses, "from … to …", "since …", places. They match folded text."""

from __future__ import annotations

import re
from typing import Final

from bot.library.date_patterns import COUNT, SOME_UNIT

BREAK: Final = re.compile(
    r"[,;!?\n()]|\.(?=\s|$)|\s(?:и|а|но|потом|затем|после|then|and|but|сосын|кейин|ал|жане|i|potom)\s|\s[–—-]\s"
)
TO: Final = re.compile(r"\s*(?:-|–|—|по|до|to|till|until|through|po|do)\s*(?:the\s)?\s*$")
CASE: Final = re.compile(r"\s*(?:[нтд][аеы]н)?\s*$")
UNTIL: Final = re.compile(r"\s*(?:[кқгғ][ае])?\s*(?:дейин|шейин)")
SINCE_BEFORE: Final = re.compile(r"(?:\bс|\bсо|\bsince|\bfrom|\bs)\s*$")
SINCE_AFTER: Final = re.compile(r"\s*(?:[нтд][аеы]н)?\s*(?:бери|бастап|куннен бери)")
OPEN_END: Final = re.compile(r"\s*[-–—]\s*(?:$|[,;\n]|сейчас|по сей|now|казир)")
HALF: Final = re.compile(r"(?<![\d.])(\d{1,2})\s*(?:-|–|—|по|до|to|till|until)\s*$")
CONNECTOR: Final = re.compile(
    r"\b(?:с|со|по|до|и|а|потом|затем|снова|опять|уже|г|года|from|to|since|then|and|again|until|till|the|on|in|out"
    r"|сосын|кайта|бери|дейин|жане|now|сейчас|казир|въезд|выезд|entry|exit|trips?|поездки?|сапар\w*|вот|мои|даты)\b|[\W\d_]"
)
PLACE: Final = re.compile(r"\b(?:в|во|на|in|at|to|из|from)\s+([a-zа-я]{3,})")
OUR_PLACE: Final = re.compile(
    r"каз|кз|рк|алмат|астан|стран|шымкент|караганд|актау|атырау|kaz|almat|astan|the|countr|тот|это|прошл"
)
HOW_LONG: Final = re.compile(rf"(?<![a-zа-я\d.]){COUNT}(?:{SOME_UNIT})(?!\s+(?:назад|ago|бурын|кейин))(?![a-zа-я])")
# Places that are not here. Who comes to one of them has left, and who leaves one comes.
ELSEWHERE: Final = (
    r"(?:росси|рф\b|москв|питер|петербург|омск|новосиб|екатеринб|челяб|самар|оренбург|турци|стамбул|грузи|тбилис|армени|ереван"
    r"|кыргыз|киргиз|бишкек|узбек|ташкент|озбек|таджик|серби|дуба|оаэ|тайланд|таиланд|китай|герман|польш|беларус|минск|украин"
    r"|монголи|азербайдж|ресей|маскеу|турки|russia|moscow|turkey|istanbul|georgia|tbilisi|armenia|yerevan|kyrgyz|bishkek|uzbek"
    r"|tashkent|serbia|dubai|thailand|china|germany|poland|belarus|ukraine)"
)
TO_ELSEWHERE: Final = re.compile(
    rf"\b(?:в|во|на|to|in|at|v)\s+(?:мою\s)?{ELSEWHERE}|\bдомой\b|\bhome\b|\bуйге\b|\b{ELSEWHERE}\w*?[гк][ае]\b"
)
FROM_ELSEWHERE: Final = re.compile(rf"\b(?:из|с|from|of|iz)\s+{ELSEWHERE}|\b{ELSEWHERE}\w*?[дтн][ае]н\b")
LABELS: Final = ((re.compile(r"\bin(?: again)?\s*:"), "entry "), (re.compile(r"\bout\s*:"), "exit "))
