"""Who is asked about whom: danger first, then the longest wait; the best fitting, then the least loaded hand."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from hotline.offers.matching import Hand, Waiting, match


def one(number: int, **facts) -> Waiting:
    return Waiting(UUID(int=number), **facts)


def test_the_front_of_the_queue_goes_to_the_least_loaded():
    assert match([one(1), one(2)], [Hand(1, 1, held=3), Hand(2, 1, held=0)]) == [(UUID(int=1), 2), (UUID(int=2), 1)]


def test_of_equal_ones_whoever_was_asked_longest_ago_is_asked():
    assert match([one(1)], [Hand(1, 1, asked_at=9.0), Hand(2, 1, asked_at=3.0)]) == [(UUID(int=1), 2)]


def test_language_weighs_more_than_topic_and_topic_more_than_province():
    hands = [
        Hand(1, 1, skills=frozenset({("topic", "family"), ("province", "01")})),
        Hand(2, 1, held=3, skills=frozenset({("language", "en")})),
        Hand(3, 1, skills=frozenset({("province", "01")})),
    ]
    asked = one(1, topic="family", language="en", province="01")
    assert match([asked], hands) == [(asked.key, 2)]
    assert match([asked], hands[::2]) == [(asked.key, 1)]


def test_where_nobody_fits_anybody_with_a_free_hand_is_asked():
    assert match([one(1, language="en", topic="young", province="79")], [Hand(7, 1)]) == [(UUID(int=1), 7)]


def test_a_supervisor_is_asked_only_where_no_counsellor_is_there():
    boss = Hand(9, 3, supervisor=True)
    assert match([one(1)], [boss, Hand(1, 0)]) == []
    assert match([one(1)], [boss]) == [(UUID(int=1), 9)]


def test_one_in_danger_goes_before_an_offer_about_somebody_else():
    busy = [Hand(1, 2, ringing=True, calm=True), Hand(2, 2, ringing=True)]
    assert match([one(1)], busy) == []
    assert match([one(1, risk=1)], busy) == [(UUID(int=1), 1)]


hands = st.builds(
    Hand,
    user=st.integers(1, 12),
    free=st.integers(-1, 3),
    held=st.integers(0, 5),
    ringing=st.booleans(),
    calm=st.booleans(),
    supervisor=st.booleans(),
    skills=st.frozensets(st.sampled_from([("topic", "family"), ("language", "en"), ("province", "01")])),
)
people = st.builds(
    Waiting,
    key=st.uuids(),
    topic=st.sampled_from(["family", "self"]),
    language=st.sampled_from(["vi", "en"]),
    risk=st.integers(0, 1),
    not_to=st.frozensets(st.integers(1, 12), max_size=3),
)


@given(
    st.lists(people, unique_by=lambda one: one.key, max_size=8),
    st.lists(hands, unique_by=lambda hand: hand.user, max_size=8),
)
def test_whatever_the_facts_nobody_is_asked_twice_overloaded_or_against_their_no(waiting, there):
    pairs = match(waiting, there)
    by_user = {hand.user: hand for hand in there}
    by_key = {one.key: one for one in waiting}
    assert len({user for _key, user in pairs}) == len(pairs) == len({key for key, _user in pairs})
    for key, user in pairs:
        hand, person = by_user[user], by_key[key]
        assert hand.free > 0
        assert user not in person.not_to
        assert not hand.ringing or (person.risk and hand.calm)
    asked = {user for _key, user in pairs}
    # nobody is stranded: whoever got no offer found no willing free hand left
    counsellors = [hand for hand in there if not hand.supervisor] or there
    left = [hand for hand in counsellors if hand.free > 0 and not hand.ringing and hand.user not in asked]
    for person in waiting:
        if person.key not in dict(pairs):
            assert not [hand for hand in left if hand.user not in person.not_to]
