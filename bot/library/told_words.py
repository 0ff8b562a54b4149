"""Words around a told trip: fillers, other matters, other people, doubt. A star stands for any ending."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.domain.words import normalise
from bot.library.date_words import folded, month_of, weekday_of

if TYPE_CHECKING:
    from collections.abc import Callable

WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LETTERS: Final = re.compile(r"[^\W_]+")
NUMBER: Final = "0"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one kind: whole ones, and beginnings."""

    whole: frozenset[str]
    starts: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.starts)

    def among(self, words: tuple[str, ...]) -> bool:
        return any(word in self for word in words)


def listed(*lines: str, fold: Callable[[str], str] = normalise) -> Words:
    names = " ".join(lines).split()
    return Words(
        frozenset(fold(name) for name in names if not name.endswith("*")),
        tuple(fold(name.rstrip("*")) for name in names if name.endswith("*")),
    )


def raw_words(text: str) -> tuple[str, ...]:
    """Return the words of folded text as they are written: here "и" and "i", "он" and "on" are not the same."""
    return tuple(LETTERS.findall(text))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of folded text in the skeleton alphabet; months, weekdays and numbers as a nought."""
    return tuple(NUMBER if is_calendar(word) else normalise(word) or NUMBER for word in WORD.findall(text))


def is_calendar(word: str) -> bool:
    return word[0].isdigit() or month_of(word) is not None or weekday_of(word) is not None


def as_written(text: str) -> str:
    return " ".join(raw_words(folded(text)))


SELF: Final = listed("я мы мен біз i we ya", fold=as_written)
OTHERS: Final = listed(
    "гостя гостей иностранца иностранку гражданина квартирант* жилец жильцы арендатор* турист* группа комиссия",
    "хозяин хозяйка арендодатель полиция полицейский участковый владелец он она они ол олар he she they родители",
    "дети ребенок друзья гости гость тетя дядя бабушка дедушка жених невеста теща свекровь коллеги коллега сосед",
    "соседка соседи работник работники сотрудник сотрудники студент студенты иностранец иностранка иностранцы",
    "клиент клиенты начальник шеф знакомые племянник племянница внук внучка супруг супруга мужья жены братья",
    "сестры дочка дочери сыновья папа мать мальчик девочка подруги люди parents kids kid child children",
    "colleagues guest guests employee employees student foreigner boss cousin someone somebody mom dad brother",
    "friends балаларым балалар туыстарым қонақ қонағым достарым келинім атам әжем",
    fold=as_written,
)
"""More people than `others` in content/words/trip.yaml has: those who are only told about if they are the subject."""
BESIDE_OTHERS: Final = listed("с со к ко у для от без про with of for to without about", fold=as_written)
"""What makes other people companions: "with my parents"."""
POSSESSIVES: Final = listed("мой моя мои моей моим моими моего нашими my our his her their", fold=as_written)

FILLERS: Final = listed(
    "күнім едім еді раньше ранее позже ғана же 0 о об i've we've i'm we're i'd am это был была были было где то",
    "примерно около приблизительно кажется вроде наверное наверно числа число г год года утром вечером ночью днем в",
    "обед ровно сразу как раз уже потом затем снова опять обратно еще впервые первый второй третий последний именно",
    "тоже также вот дата даты день со во на с по а и но да тот до этого сначала вначале теперь сейчас назад мой моя",
    "мое наш весь целый только лишь всего точно вместе один одна двое сегодня позавчера прошлого прошлом этом году",
    "месяца что так здравствуйте привет it its was is on the of an at in about around maybe probably think morning",
    "evening night afternoon again then and first before that back date day pm now currently still already just",
    "only my our from since for last this year month ago hello hi бұл күні күн таңертең кешке шамамен енді осы",
    "қазір содан кейін бұрын соң алғаш тағы қайта ғой жылы айында айы менің басында аяғында мен біз және я we ve m",
)
PRESENT: Final = listed(
    "проживаю проживаем живу живем жил жила жили нахожусь находимся находился находилась находились пробыл* прожил*",
    "пребываю тут здесь сижу been have has had be being here are stay stayed staying live living lived spent were",
    "болдым болдық болды жүрмін жүрдім жүрміз тұрамын тұрдым тұрып жатырмын жүріп осында* мұнда* бастап бері дейін",
)
"""Words that say no more than that somebody is or was here."""
LASTING: Final = listed("been have has ve already living lived")
LIVING: Final = listed(
    "проживаю проживаем been staying living нахожусь находимся живу живем пребываю тұрамын тұрып жүрмін жатырмын",
)
NOUNS: Final = listed("въезд* заезд* выезд* entry exit")
AROUND_NOUNS: Final = listed(
    "паспорт* passport штамп* печать* карт* миграционн* границ* через пункт пропуска поезд поезде поездом stamp*",
    "flight border re",
)
VISITS: Final = listed("поездки посещени* визиты trips visits stays сапарлар* сапарым")
MATTERS: Final = listed(
    "паспорт* удостоверени* виз* внж рвп ыкт иин жсн цон* егов эцп прием* прописк* адрес* штамп* печат* карт*",
    "закон* приказ* указ постановл* договор* контракт* работ* учеб* билет* экзамен* тест* свадьб* брак* страхов*",
    "налог* медосмотр* дней дня осталось останется учет* справк* банк* штраф* суд* депортац* праздник* отпуск*",
    "каникул* срок* квартир* аренд* зарплат* регистрац* уведомлен* документ* заявлен* заявк* очеред* рожден*",
    "больничн* др кандас visa* permit* appointment* birth* law* contract* job* work* study school ticket* exam*",
    "wedding* rent* lease card* insurance fine* court holiday* vacation registration notification document*",
    "application* deadline* куәлік* тіркеу* рұқсат* заң* келісімшарт* жұмыс* өтініш* айыппұл* емтихан* пәтер*",
    "сақтандыру* құжат* мерзім*",
)
"""What a day may be told of that is no move."""
ACTS: Final = listed(
    "дали вернули подал* подам подаю подав* подать получ* выдал* выдан* истек* закан* заканч* законч* кончи* кончае*",
    "действ* продл* зарегистр* уведом* оформ* сдал* сдаю родил* исполн* женил* женат* замужем развел* устроил*",
    "купил* снял* снимаю снимал* работаю работал* работае* учусь учил* поступил* запис* прописан* депортир* оштраф*",
    "заболел* лежу лежал* отмен* разреш* запре* вступ* принят* делаю сделал* подпис* поставил* платил* заплат*",
    "applied apply* submitted got received issued expire* expiry valid born married registered notified extended",
    "bought rented working worked studying studied started banned ban fined deported signed employed hired алдым",
    "аламын тапсыр* туған* туылған* үйлен* тіркелдім тіркелген* бітеді аяқтал* жарамды шықты берді берілді тыйым*",
    "ұзарт* жасаймын істеймін",
)
"""What somebody does or what happens that is no move."""
MOTION: Final = listed(
    "езд* езж* ехал* поех* поед* съезд* слета* летал* летим летел* лечу вылет* прилет* отлет* сход* ходил* границ*",
    "пересек* переш* отправ* отбыл* убыл* поезд поезде поездом рейс* возвр* депорт* уезж* выезж* приезж* заезж*",
    "въезж* визаран* отсутств* домой flew fly* flight* went go going gone travel* trip* cross* border* drove",
    "visarun away abroad outside departure arrival deported home барды* бардым бардық барып ұшты* ұшып шекара*",
    "аттан* қайтты* қайтып",
)
"""What may well be a move, though it is not said which."""
NEGATIONS: Final = listed(
    "не нет ни never not cannot cant wont dont didnt doesnt isnt wasnt arent werent havent hasnt hadnt couldnt",
    "wouldnt жоқ* емес*",
)
UNREAL: Final = listed(
    "хотел* планировал* собирал* думал* смог* успел* удалось получилось разрешили пустили обещал* мечтал* пришлось",
    "чуть деді дейді supposed wanted planned wish",
)
"""What makes a move one that perhaps never was."""
UNREAL_PAST: Final = listed("бы should would could might must", fold=as_written)
OBLIGED, WAS = (
    listed("должен должна должны надо нужно had going планир* едім еді едік"),
    listed("был была было были жил жила жили was were had болды едім еді едік"),
)
ASKING: Final = listed(
    "когда если сколько какого какой какая как можно могу может можем ли нужно надо должен должна должны чтобы что",
    "when how if can could should may must do does what which whether until will after қашан неше қанша қалай егер",
    "бола ма ме керек болады мүмкін",
)
INTENTS: Final = listed(
    "отсюда оттуда мне нам me us хочу хотим планирую планируем собираюсь собираемся буду будем намерен пришлось",
    "наконец недавно благополучно легально нелегально официально всей всем семьей спокойно want plan planning going",
    "will ll gonna like need finally recently legally also just never must should would could might",
)
"""What may stand between somebody and the move without being a somebody."""
MODAL: Final = listed(
    "можно могу может можем ли сколько can could should may must how бола ма ме неше қанша",
)
THINGS: Final = listed(
    "автобус поезд самолет рейс bus train plane flight посылка посылки письмо деньги багаж товар груз ответ паспорт",
    "виза карта карточка документы справка билет страховка машина package parcel letter luggage money visa card",
    "documents ticket car",
)
"""What may come and leave as people do."""
HOTEL: Final = listed("отел* гостиниц* хостел* бронь брони бронирован* hotel* booking airbnb қонақүй")
CROSSED: Final = listed("пересек*")
UNSURE_STAY: Final = listed(
    "можно могу может можем могут сможу хочу хотим хотел* планирую буду будем будет был была были жил жила жили",
    "пробыл* прожил* остаться суммарно сложности итого каждый каждые can could may might allowed want plan will was",
    "were stayed lived total altogether how should would every қанша неше бола болады болам аламын алам барлығы",
    "жалпы",
)
"""What makes "30 days" something else than how long somebody has been here by now."""
