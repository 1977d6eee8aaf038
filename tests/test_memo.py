from carteira_cli.domain.memo import Memo


def test_each_key_is_asked_once_and_memory_is_bounded():
    asked = []
    memo = Memo(lambda key: asked.append(key) or key * 2)
    assert [memo[1], memo[1], memo[2]] == [2, 2, 4]
    assert asked == [1, 2]
    for key in range(3, 120_000):
        assert memo[key] == key * 2
    assert len(memo) <= 50_000
