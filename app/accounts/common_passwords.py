"""What everybody tries first. A password is refused when nothing but digits and signs stands around one of these."""

from __future__ import annotations

_KEYBOARD = (
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1q2w3e4r5t6z7u8i9o0p",
)
_ORDER = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "1234567890" * 5)

SEQUENCES = tuple(each for line in (*_KEYBOARD, *_ORDER) for each in (line, line[::-1]))
"""Rows of a keyboard, the alphabet and the digits, in both directions."""

_WORDS = """
password passwort motdepasse contrasena wachtwoord senha parola passwords mypassword thepassword password123pass
letmein letmeinplease letmeinnow welcome welcometothe welcomeback willkommen bienvenue benvenuto changeme
changemenow changethis pleasechange pleasechangeme temporary temporarypass default defaultpassword secret topsecret
mysecret administrator administration adminadmin admin rootroot superuser masterpassword iloveyou iloveyoubaby
iloveyouforever ilovemyfamily loveyouforever sunshine princess football baseball basketball superman batman
spiderman starwars dragonball trustno startrek pokemon monkey monkeymonkey michaeljordan manchesterunited
liverpoolfc chelseafc arsenalfc bayernmunich realmadrid barcelona juventus companypassword company corporate
workpassword office officeoffice employee employees mentoring mentor mentee ithaca ithacaithaca ithacapassword
spring summer autumn winter springtime summertime wintertime january february march april june july august september
october november december monday tuesday wednesday thursday friday saturday sunday correcthorsebatterystaple correct
horse battery staple hellohello helloworld hello goodmorning goodbye qwerty qwertyqwerty qwertyuiop qwertyuiopasdf
asdfghjkl asdfasdf zxcvbnm zxcvbnmzxcvbnm qazwsxedc qazwsxedcrfv qweasdzxc qweqweqwe abcabcabc abcdabcd abcdefgh
testtest testtesttest testing testpassword demodemo demopassword guestguest jesuschrist godisgood blessed blessings
familyfirst mercedesbenz lamborghini ferrari harleydavidson metallica ironmaiden linkinpark nirvana
"""

COMMON = frozenset(_WORDS.split())
