"""Given and family names of the demonstration company: invented people, from many places, put together by chance."""

from __future__ import annotations

import unicodedata
from random import Random

GIVEN = """
Aaliyah Abena Adaeze Adam Ahmed Aiko Aino Alejandra Alina Amit Ana Anders Andrea Aneta Anika Antoine Anya Ariel Arjun
Asha Astrid Ayumi Beatriz Benedict Bianca Bilal Birgit Bogdan Brigid Camila Carlos Cecilia Chen Chidi Chloe Ciara Clara
Dalia Damir Darius Deepa Delphine Dimitri Dina Edith Ekaterina Elif Elin Eloise Emeka Emil Esperanza Esra Esther Eva
Farah Fatima Felix Femi Fiona Florian Gabriela Giulia Grace Greta Hamid Hana Hanna Haruto Hassan Helena Henrik Hiba
Hugo Ibrahim Ida Ines Ingrid Irina Isabel Ivan Jamal Jana Jin Joana Johan Jorge Julia Kaito Kamala Karim Katarina Kemal
Kofi Kwame Lars Laura Leila Lena Leon Liam Lin Linh Luca Lucia Luis Magda Mahmoud Maja Malik Manuel Mara Marek Maria
Mariam Marta Mateo Maya Mei Mikael Milan Mina Miriam Mohan Nadia Naoki Natalia Neema Niamh Nikhil Nina Nkechi Olga Oskar
Otieno Pablo Parisa Paulo Pedro Petra Pooja Priya Rafael Rahul Rania Rasmus Ravi Renata Rosa Ruben Sadia Samir Sanna
Santiago Sara Selam Selma Sibusiso Simone Sofia Soren Stefan Sunita Taavi Tamar Tariq Teresa Thandiwe Theo Tiago Tuan
Ulrika Umar Valentina Vera Viktor Wanjiru Wei Ximena Yara Yasmin Yuki Yusuf Zainab Zanele Zofia
""".split()  # noqa: SIM905  a block of names is easier to read and to add to

FAMILY = """
Abara Abdi Achieng Acosta Adeyemi Ahlgren Ali Almeida Alvarez Amato Andersson Aoki Araujo Asante Azevedo Bakker Balogun
Banerjee Barros Baumann Begum Bengtsson Bergstrom Bianchi Boateng Borg Brandt Bui Byrne Cabral Campos Cardoso Castillo
Chandra Chaudhry Cheng Chukwu Cohen Conti Costa Cruz Dahl Dang Dasgupta Demir Desai Diallo Diaz Dlamini Doyle Dubois
Duran Ekström Engel Eriksen Espinoza Farah Fernandes Ferrari Fischer Flores Fofana Forsberg Fujita Gallo Ganesan Garcia
Gebre Gomes Greco Gupta Haddad Hakimi Hansen Haugen Hayashi Hernandez Hoang Holm Hosseini Huang Ibarra Ilic Ito Iyer
Jansen Jimenez Johansson Joshi Juarez Kaya Kamau Kang Karlsson Katz Kaur Keller Khalil Kim Kimani Koch Kovac Kowalska
Krause Kumar Lam Larsen Laurent Lehto Leroy Lindgren Lopes Lund Maina Malik Martins Mbeki Medina Mehta Melo Mendoza
Mensah Meyer Moreau Moreno Moyo Mukherjee Murphy Mwangi Nair Nakamura Navarro Ncube Nguyen Nielsen Nowak Nunes Nwosu
Oduya Okeke Olsen Omar Ono Ortiz Osei Owusu Ozturk Park Patel Pavlov Pereira Petrov Pham Pinto Popescu Prasad Quinn
Rahman Ramos Rao Reyes Ricci Rojas Romano Rossi Roy Saito Salazar Salonen Santos Sato Schneider Sen Shah Silva Singh
Sithole Soares Sorensen Suzuki Svensson Tadesse Takahashi Tan Teixeira Thapa Torres Tran Traore Ueda Vargas Vasquez
Virtanen Wagner Walker Wang Weber Wolde Wu Yamamoto Yang Yilmaz Zhang Zhou Zulu
""".split()  # noqa: SIM905  the same


def invented_names(chance: Random, count: int, taken: set[str]) -> list[str]:
    """``count`` different full names, none of them in ``taken``."""
    names = set(taken)
    made: list[str] = []
    while len(made) < count:
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        if name not in names:
            names.add(name)
            made.append(name)
    return made


def address_of(name: str) -> str:
    """The e-mail address of somebody of this name.

    >>> address_of("Zoë Ekström")
    'zoe.ekstrom@northmere.example'
    """
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return f"{plain.replace(' ', '.')}@northmere.example"
