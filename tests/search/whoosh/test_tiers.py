from random import Random

from search.whoosh.tiers import Size, due


def whole(*documents):
    return [Size(number, number) for number in documents]


def test_three_segments_of_a_size_stay_apart():
    assert due(whole(1, 1, 1)) == []


def test_four_segments_of_a_size_are_merged():
    assert due(whole(100_000, 1, 2, 1, 3)) == [1, 2, 3, 4]


def test_the_cheapest_merge_comes_first():
    assert due(whole(600, 600, 600, 600, 1, 1, 1, 1)) == [4, 5, 6, 7]


def test_a_segment_that_is_mostly_deleted_is_due_alone():
    assert due([Size(100, 1_000), Size(9_000, 9_000)]) == [0]


def test_nothing_is_due_without_segments():
    assert due([]) == []


def test_no_merge_is_due_that_makes_more_documents_than_can_be_numbered():
    assert due(whole(*[1 << 30] * 4)) == []
    assert due(whole(*[1 << 30] * 4, *[5] * 4)) == [4, 5, 6, 7]


def test_a_thousand_small_commits_leave_few_segments_and_never_merge_everything():
    chance, sizes, largest_merge = Random(3), [100_000], 0
    for _ in range(1_000):
        sizes.append(chance.randint(1, 3))
        while places := due(whole(*sizes)):
            merged = [sizes[place] for place in places]
            largest_merge = max(largest_merge, sum(merged))
            sizes = [size for place, size in enumerate(sizes) if place not in places]
            sizes.append(sum(merged))
        assert len(sizes) < 15
    assert largest_merge < 10_000
