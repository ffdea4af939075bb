import itertools

from odoo.tests import BaseCase, tagged

from .. import firms, names, people, places, randomness


@tagged("post_install", "-at_install")
class TestWords(BaseCase):
    """The words of the company, before they become records."""

    def test_equal_on_every_build(self):
        once, again = (randomness.fingerprint(people.contacts()) for _ in range(2))
        self.assertEqual(once, again)

    def test_nouns_are_independent(self):
        some = [
            randomness.fingerprint(itertools.islice(names.people(noun), 20))
            for noun in ("people", "new people")
        ]
        self.assertNotEqual(*some)

    def test_people_are_different_and_well_spelled(self):
        people_made = list(itertools.islice(names.people(), 600))
        self.assertEqual(len({person.name for person in people_made}), 600)
        for person in people_made:
            self.assertNotRegex(person.name, "[يكa-z0-9]")
            self.assertRegex(person.latin, r"^[a-z]+\.[a-z]+$")

    def test_firms_have_domains_of_their_own(self):
        made = list(firms.firms())
        self.assertEqual(len({firm.domain for firm in made}), len(made))
        self.assertGreater(len(made), people.FIRMS + 100)

    def test_phones_match_the_place(self):
        draw = randomness.stream("test")
        for _turn in range(200):
            where = places.place(draw)
            self.assertIn(where.city, where.province.cities)
            landline = places.landline(draw, where)
            self.assertRegex(landline, rf"^{where.province.area_code}-\d{{8}}$")
            self.assertRegex(places.mobile(draw, where), r"^09\d{9}$")

    def test_all_provinces(self):
        codes = {province.code for province in places.PROVINCES}
        self.assertEqual(codes, {f"{number:02}" for number in range(31)})
        area_codes = {province.area_code for province in places.PROVINCES}
        self.assertEqual(len(area_codes), 31)
