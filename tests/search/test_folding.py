"""Names that one folding must bring together, and names that it must keep apart."""

import pytest

from search.folding import begin_alike, folded, folded_words, readings

# One name a line, in spellings that meet; each spelling beside the first is a pair.
SAME = """
Heydar Aliyev = Haidar Aliev = Heidar Aliev = Haydar Aliyev = Heydər Əliyev = Гейдар Алиев
Ilham Aliev = Ilham Aliyev = Ilham Alijev = İlham Əliyev = Ильхам Алиев
Rokhlin = Rohlin = Рохлин
Nursultan Nazarbaev = Nursultan Nazarbayev = Нурсултан Назарбаев = Нұрсұлтан Назарбаев
Lukashenko = Lukashenka = Лукашенко = Лукашэнка
Robert Kocharian = Robert Kocharyan = Ռոբերտ Քոչարյան = Роберт Кочарян
Levon Ter-Petrosian = Levon Ter-Petrosyan = Լևոն Տեր-Պետրոսյան = Левон Тер-Петросян
Serzh Sargsyan = Serzh Sargsian = Սերժ Սարգսյան
Vazgen Sarkisian = Vazgen Sarkisyan = Вазген Саркисян
Vazgen Manukian = Vazgen Manoukian = Վազգեն Մանուկյան = Вазген Манукян
Arzumanian = Arzoumanian = Arzumanyan = Арзуманян
Vardan Oskanian = Vardan Oskanyan = Վարդան Օսկանյան = Вардан Осканян
Karen Demirchian = Karen Demirchyan = Կարեն Դեմիրճյան = Карен Демирчян
Arkady Ghukasian = Arkadi Gukasian = Arkadii Gukasyan = Արկադի Ղուկասյան = Аркадий Гукасян
Hrant Bagratian = Grant Bagratian = Հրանտ Բագրատյան = Грант Багратян
Eduard Shevardnadze = ედუარდ შევარდნაძე = Эдуард Шеварднадзе
Zurab Zhvania = ზურაბ ჟვანია = Зураб Жвания
Jaba Ioseliani = Dzhaba Ioseliani = Djaba Ioseliani = ჯაბა იოსელიანი = Джаба Иоселиани
Avtandil Jorbenadze = Avtandil Dzhorbenadze = ავთანდილ ჯორბენაძე = Автандил Джорбенадзе
Nino Burjanadze = Nino Burdzhanadze = ნინო ბურჯანაძე = Нино Бурджанадзе
Tengiz Kitovani = თენგიზ კიტოვანი = Тенгиз Китовани
Zviad Gamsakhurdia = ზვიად გამსახურდია = Звиад Гамсахурдия
Menagarishvili = Menagharishvili = მენაღარიშვილი = Менагаришвили
Tskhinvali = ცხინვალი = Цхинвали
Heorhy Gongadze = Georgy Gongadze = Heorhii Gongadze = Георгій Ґонґадзе = Георгий Гонгадзе
Ihor Bakai = Igor Bakay = Ігор Бакай = Игорь Бакай
Serhy Tyhypko = Serhiy Tihipko = Сергій Тігіпко
Mykola Melnychenko = Mykola Melnichenko
Petro Symonenko = Petro Simonenko = Петро Симоненко
Viktor Yushchenko = Viktor Yuschenko = Віктор Ющенко = Виктор Ющенко = Victor Yushchenko
Yulia Tymoshenko = Yuliya Timoshenko = Юлія Тимошенко = Юлия Тимошенко
Volodymyr Lytvyn = Volodymyr Litvin = Володимир Литвин
Chornovil = Chernovil = Чорновіл
Borys Tarasyuk = Boris Tarasiuk = Борис Тарасюк
Dashnaktsutiun = Dashnaktsutyun = Дашнакцутюн
Semyon = Semen = Семён = Семен
Yury Zakharanka = Yuri Zakharanko = Юры Захаранка
Stanislau = Stanislav = Станіслаў = Станислав
Hancharyk = Gancharik = Ганчарык
Viktar Sheiman = Viktar Sheyman = Віктар Шэйман
Boris Yeltsin = Boris Eltsin = Борис Ельцин
Yegor Gaidar = Egor Gaidar = Егор Гайдар = Yegor Gajdar
Yevgeny Primakov = Evgeny Primakov = Yevgenii Primakov = Евгений Примаков
Vladimir Zhirinovsky = Vladimir Zhirinovskii = Владимир Жириновский = Vladimir Zhirinovskij
Gennady Zyuganov = Gennadii Ziuganov = Геннадий Зюганов
Mikhail Gorbachev = Mikhail Gorbachov = Михаил Горбачев = Михаил Горбачёв = Mikhail Gorbatchev
Mikhail Kasyanov = Mikhail Kasianov = Михаил Касьянов
Sergei Kovalev = Sergey Kovalyov = Сергей Ковалёв
Vladimir Semenov = Vladimir Semyonov = Владимир Семенов
Alexander Lebed = Aleksandr Lebed = Aleksander Lebed = Александр Лебедь
Boris Nemtsov = Boris Nemtzov = Борис Немцов
Rem Vyakhirev = Rem Viakhirev = Рэм Вяхирев
Dmitry Medvedev = Dmitrii Medvedev = Дмитрий Медведев
Vasilyev = Vasiliev = Vasil'ev = Васильев
Smirnov = Smirnoff = Смирнов
Prokofiev = Prokofieff = Прокофьев
Djokhar Dudaev = Dzhokhar Dudayev = Джохар Дудаев = Johar Dudayev
Aslan Maskhadov = Аслан Масхадов
Zelimkhan Yandarbiev = Zelimkhan Yandarbiyev = Зелимхан Яндарбиев
Shamil Basaev = Shamil Basayev = Шамиль Басаев
Ahmad Kadyrov = Akhmed Kadyrov = Ахмад Кадыров
Askar Akaev = Askar Akayev = Аскар Акаев
Jumaliev = Djumaliev = Zhumaliev = Жумалиев
Kurmanbek Bakiev = Kurmanbek Bakiyev = Курманбек Бакиев
Kasymzhomart Tokaev = Kassymzhomart Tokayev = Kasymjomart Toqaev = Касымжомарт Токаев
Saparmurat Niyazov = Saparmurat Niiazov = Сапармурат Ниязов
Berdimuhamedow = Berdymukhamedov = Бердымухамедов
Shikhmuradov = Shihmuradov = Шихмурадов
Emomali Rakhmonov = Emomali Rahmonov = Эмомали Рахмонов
Islam Karimov = Islam Kerimov = Ислам Каримов
Abulfaz Elchibey = Abulfez Elchibey = Əbülfəz Elçibəy = Абульфаз Эльчибей
Etibar Mamedov = Etibar Mammadov = Etibar Məmmədov = Этибар Мамедов
Vafa Guluzade = Vafa Guluzadeh = Vəfa Quluzadə
Hasan Hasanov = Hassan Hassanov = Gasan Gasanov = Həsən Həsənov = Гасан Гасанов
Suret Huseinov = Suret Huseynov = Surət Hüseynov = Suret Guseinov = Сурет Гусейнов
Tofik Zulfugarov = Tofiq Zulfugarov = Тофик Зульфугаров
Artur Rasizade = Artur Rasizadeh = Артур Расизаде
Massoud = Masud = Masood = Масуд
Abdullah = Abdulla = Абдулла
Mohammad Khatami = Mohammed Khatami = Mohammad Hatami
Bulent Ecevit = Bülent Ecevit
Kwasniewski = Kwaśniewski = Квасьневский
Nagorny Karabakh = Nagornyi Karabakh = Nagornyy Karabagh = Нагорный Карабах
Qəbələ = Gabala = Габала
Qarabağ = Garabagh = Ղարաբաղ
Karabakh = Karabagh = Карабах
Naxçıvan = Nakhchivan
Kelbajar = Kalbajar = Kelbadzhar = Kəlbəcər = Кельбаджар
Azerbaijan = Azerbaidzhan = Azerbaidjan = Azərbaycan = Азербайджан
Ajaria = Adjaria = Adzharia = Аджария
Abkhazia = Abkhaziya = Абхазия
Javakheti = Dzhavakheti = ჯავახეთი = Джавахети
Yerevan = Erevan = Երևան = Ереван
Gyumri = Giumri = Գյումրի = Гюмри
Chechnya = Chechnia = Чечня
Dagestan = Daghestan = Дагестан
Ingushetia = Ingushetiya = Ингушетия
Aktau = Aqtau
Tyumen = Tiumen = Тюмень
Samarkand = Samarqand = Самарканд
Kunduz = Qunduz = Кундуз
Andijan = Andizhan = Андижан
Jalal-Abad = Dzhalal-Abad = Джалал-Абад
Ashgabat = Aşgabat
Chernobyl = Chornobyl = Чернобыль
Khanabad = Xanabad = Ханабад
Odessa = Odesa = Одеса = Одесса
Kharkiv = Kharkyv = Харків
"""

DIFFERENT = """
Ilham Aliev ≠ Haidar Aliev ≠ Natik Aliev ≠ Rakhat Aliev
Armenia ≠ Romania
Georgia ≠ Gregoria
Iran ≠ Iraq
Azerbaijan ≠ Andijan
Cuban ≠ Kuban
Baku ≠ Batumi ≠ Bukhara
Aliev ≠ Alaev ≠ Olev ≠ Valiev
Karimov ≠ Karamov ≠ Kasimov ≠ Karmov
Putin ≠ Patin ≠ Rasputin
Basaev ≠ Basov ≠ Baraev
Maskhadov ≠ Makhadov ≠ Masudov
Dudaev ≠ Dudin ≠ Dudko
Ivanov ≠ Ivashov ≠ Ivanenko ≠ Ivanova
Igor Ivanov ≠ Sergei Ivanov
Kuchma ≠ Kuchta ≠ Kushma
Moroz ≠ Morozov
Petrov ≠ Petrosian ≠ Petrenko
Kocharian ≠ Kochinian
Sarkisian ≠ Sarian
Kocheryan ≠ Kachanyan
Nino ≠ Nina
Marko ≠ Marka
Tajik ≠ Tadik
Lebed ≠ Lebedev
Yeltsin ≠ Eltsov
Kiev ≠ Kyoto
Minsk ≠ Pinsk
Lvov ≠ Lavrov
Ossetia ≠ Estonia
Latvia ≠ Lithuania
Slovakia ≠ Slovenia
Turkmenistan ≠ Turkestan
Tajikistan ≠ Tatarstan
Kazan ≠ Kazakh
Osh ≠ Ash
Omsk ≠ Tomsk
Poti ≠ Patti
Komi ≠ Comey
Abkhazia ≠ Khakassia
Nazarbaev ≠ Nazarov
Niyazov ≠ Nazarov
Akaev ≠ Zakaev
Rakhmonov ≠ Rakhimov
Primakov ≠ Prusakov
Gaidar ≠ Haider Ali
Stepashin ≠ Stepanov
Chernomyrdin ≠ Chernomorsk
Zhirinovsky ≠ Yavlinsky
Shushkevich ≠ Yushkevich
Eduard ≠ Edgar
Kasparov ≠ Gasparov
Gali ≠ Bali
Erk ≠ Ark
Erin ≠ Arin
"""

# Single words that fold alike: those that begin alike, and those that do not.
BEGIN_ALIKE = """
Haidar = Heydar = Heydər = Гейдар
Gaidar = Gajdar = Гайдар
Гусейнов = Huseinov = Guseinov
Igor = Ihor
Khatami = Hatami
Ghukasian = Gukasian = Гукасян
Xankəndi = Khankendi
Qəbələ = Gabala = Габала
Hrant = Հրանտ
Гейдар = Geidar
Karabakh = ყარაბაღ = Qarabagh
"""

BEGIN_OTHERWISE = """
Haidar ≠ Gaidar
Heydər ≠ Gaydar
Hasan ≠ Gasan
Hali ≠ Gali
Khali ≠ Gali
"""


def listed(lines, sign):
    rows = [line.split(f" {sign} ") for line in lines.strip().splitlines()]
    return [(first, other) for first, *others in rows for other in others]


@pytest.mark.parametrize(("first", "other"), listed(SAME, "="))
def test_spellings_of_one_name_meet(first, other):
    assert folded_words(first) == folded_words(other)


@pytest.mark.parametrize(("first", "other"), listed(DIFFERENT, "≠"))
def test_different_names_stay_apart(first, other):
    assert folded_words(first) != folded_words(other)


@pytest.mark.parametrize(("first", "other"), listed(BEGIN_ALIKE, "="))
def test_single_words_of_one_name_begin_alike(first, other):
    assert folded(first) == folded(other)
    assert begin_alike(first, other)


@pytest.mark.parametrize(("first", "other"), listed(BEGIN_OTHERWISE, "≠"))
def test_single_words_that_only_fold_alike_begin_otherwise(first, other):
    assert folded(first) == folded(other)
    assert not begin_alike(first, other)


@pytest.mark.parametrize(
    ("word", "others"),
    [("Qarabağ", ["Garabagh", "Karabagh"]), ("Qaradağ", ["Garadagh", "Karadagh"])],
)
def test_a_first_q_of_azerbaijani_is_a_g_or_a_k(word, others):
    assert readings(word) == list(map(folded, others))


@pytest.mark.parametrize(("word", "meant"), [("ალიევი", "Aliev"), ("ელცინი", "Eltsin")])
def test_georgian_ends_foreign_names_in_an_i(word, meant):
    assert readings(word)[-1] == folded(meant)


@pytest.mark.parametrize("word", ["Karabakh", "Qunduz", "Natiq", "Dağlıq", "ნინო"])
def test_other_words_have_one_reading(word):
    assert readings(word) == [folded(word)]


def test_so_many_pairs_are_told():
    assert len(listed(SAME, "=")) >= 150
    assert len(listed(DIFFERENT, "≠")) >= 60


@pytest.mark.parametrize("word", ["", "'", "—", "Ь"])
def test_what_holds_no_letter_folds_to_nothing(word):
    assert folded(word) == ""


def test_a_possessive_folds_as_the_name():
    assert folded("Aliev’s") == folded("Aliev's") == folded("Aliev")


def test_numbers_stay_as_they_are():
    assert folded_words("S-300 of 1994–97") == ["s", "300", "of", "1994", "97"]
