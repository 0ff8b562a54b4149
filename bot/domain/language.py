"""Language: in which of our languages a message is written, or None when its words do not tell.

Rules beat the trained detectors here: those call every Kazakh or Russian word in Latin letters English.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from bot.domain.words import normalise, tokens_of

_LETTER: Final = re.compile(r"[әғқңөұүһ]")
_CYRILLIC: Final = re.compile(r"[а-яёәғқңөұүһі]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_KAZAKH: Final = """
мен сен сіз біз ол олар менің сенің сіздің біздің оның маған саған сізге бізге оған мені сені сізді бізді
өзім өзің қалай қайда қашан қандай қай қайдан қанша неше неге кім кімге кімнен не немесе және бірақ егер
керек керекпін қажет бар барма жоқ емес болады болама бола болды болмайды болса болып болу ма ме ба бе па пе
үшін туралы бойынша дейін кейін қазір енді тағы әлі барлық бүкіл осы мына сол бұл деген деп екен шығар
мүмкін мүмкінбе алу алуға аламын алсам алдым аламыз алады алам жасау жасаймын жасайды істеу істеймін істейді
беру береді беруге беріледі тұрамын тұру тұрады тұруға жүрмін келдім келген келу кету кеттім барамын бару
баруға білмеймін білгім келеді істесем жасасам болмаса ғой ғана қазақстан қазақстанда қазақстанға қазақша
көмек көмектес көмектесіңіз рақмет рахмет сәлем сәлеметсіз айтыңыз айтыңызшы жұмыс пәтер үй құжат құжаттар
рұқсат тіркеу тіркелу ақша бала балам күн жыл шекара мерзім мерзімі төлеу айыппұл азаматы азаматымын азамат
шетелдік адам бірге жатыр жатырмын отырмын тұрмын кеше бүгін ертең қыркүйек ақ ашу ашуға ашсам алсақ
ауыстыру жіберу жоғалттым сұрақ құны тегін ақысыз арқылы өзіме жалдау көші қон бақша
"""
_RUSSIAN: Final = """
я ты он она оно мы вы они мой моя мое мои мне меня тебя вас нас его ее их ему ей им себя свой как где когда
куда откуда сколько почему зачем кто что чего чем кому какой какая какие какое какую каких который чей ли
или и но а если то же бы не нет да для без в во на с со по из за от до у о об к при про над под через после
перед между есть быть был была было были будет буду можно нельзя нужно нужен нужна нужны надо хочу хотел
хочется могу может могут мочь делать сделать получить получил открыть узнать подать оформить продлить уехать
приехал приехала приехать жить работать это этот эта эти тот уже еще только очень тоже также сейчас потом
здесь тут там где-то лет год дней день дня месяц здравствуйте привет спасибо пожалуйста подскажите помогите
скажите плохо хорошо вопрос документы работа квартира деньги какие-то что-то казахстане казахстан казахстана
россии рф гражданин снять банк карту сим ребенок ребенка жена муж виза штраф обязательно срок срока сроки
находиться въезд выезд учиться считается считать действует действителен
"""
_ENGLISH: Final = """
the a an i you he she it we they my your his her our their me him us them is are am was were be been do does
did have has had can could will would should must may might how what where when who why which whose if or
and but not no yes for to of in on at by from with without about into out than then this that these those
there here need want get got make go come stay live work apply open find know help please thanks thank hello
hi hey after before long much many any some don't doesn't didn't can't i'm i've i'd it's what's where's
there's passport permit visa residence job flat rent apartment money card bank account register registration
tax school fine border doctor lawyer police
"""

# Endings, in the skeleton alphabet; only in words of five letters and more.
_KAZAKH_ENDING: Final = re.compile(
    r"(?:[dtl](?:a|e)r(?:i|im|imiz|din|ga|ge|da|de)?|nin|din|tin|ni|ga|ge|ke|dan|den|tan|ten|nan|nen|min|siz|miz"
    r"|sam|sem|saniz|seniz|maidi|meidi|aidi|eidi|amin|emin|uge|uga|shi|dik|lik|tik|atin|etin|asiz|esiz|ingiz|iniz)$"
)
_RUSSIAN_ENDING: Final = re.compile(
    r"(?:t|tsia|ogo|ego|omu|emu|imi|ami|iami|ah|iah|oi|ei|aia|oe|ie|ia|iu|uiu|om|em|ov|ev|ost|enie|enia"
    r"|shesh|esh|ish|et|it|ut|iut|iat|al|il|ala|ila|tsi|ku|ki)$"
)
_KAZAKH_STRICT: Final = re.compile(
    r"(?:lar|ler|dar|der|tar|ter|nin|din|tin|maidi|meidi|amin|emin|sam|sem|siz|miz|iniz)$"
)
_RUSSIAN_STRICT: Final = re.compile(r"(?:tsia|ogo|omu|iami|aia|ovat|enie|enia|tsi|nost|it|at|et|ski|nogo)$")
_ENGLISH_ENDING: Final = re.compile(r"(?:ing|tion|tions|ment|ness|ally|able|ed|ies|ship)$")

_SKELETONS: Final = {
    "kk": frozenset(map(normalise, _KAZAKH.split())),
    "ru": frozenset(map(normalise, _RUSSIAN.split())),
    "en": frozenset(map(normalise, _ENGLISH.split())),
}
_CLEAR: Final = 1.3


def detect(text: str) -> str | None:
    """``"ru"``, ``"kk"`` or ``"en"``, or None when unsure."""
    votes: Counter[str] = Counter()
    words = _WORD.findall(text.casefold())
    for word, found in zip(words, tokens_of(words), strict=True):
        skeleton = " ".join(found)
        votes.update(_cyrillic(word, skeleton) if _CYRILLIC.search(word) else _latin(skeleton))
    return _winner(votes)


def _winner(votes: Counter[str]) -> str | None:
    ranked = [*votes.most_common(2), ("", 0), ("", 0)]
    (first, most), (_, second) = ranked[0], ranked[1]
    return first if most >= 1 and most >= second * _CLEAR else None


def _cyrillic(word: str, skeleton: str) -> dict[str, int]:
    """Two points for a word that only one language has, one for an ending or a shared spelling."""
    if _LETTER.search(word):
        return {"kk": 3}
    known = {code: 2 for code in ("ru", "kk") if skeleton in _SKELETONS[code]}
    return known or _by_ending(skeleton, kk=_KAZAKH_ENDING, ru=_RUSSIAN_ENDING)


def _latin(skeleton: str) -> dict[str, int]:
    known = {code: 2 for code, words in _SKELETONS.items() if skeleton in words}
    if "en" in known and len(known) > 1:
        # "on", "to", "no", "men": English unless the neighbours say otherwise.
        return dict.fromkeys(known, 1)
    return known or _by_ending(skeleton, kk=_KAZAKH_STRICT, ru=_RUSSIAN_STRICT, en=_ENGLISH_ENDING)


def _by_ending(skeleton: str, **endings: re.Pattern[str]) -> dict[str, int]:
    if len(skeleton) < 5:
        return {}
    return {code: 1 for code, ending in endings.items() if ending.search(skeleton)}
