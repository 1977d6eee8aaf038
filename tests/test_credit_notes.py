import pytest

from carteira_cli.domain.credit_notes import NOTHING_STORED, Numbered, Numbering, judge

BOTH = Numbered(with_c=True, plain=True)
PLAIN = Numbered(plain=True)


@pytest.mark.parametrize(
    ("told", "stored", "verdict"),
    [
        (Numbering(returned=9, plain=9), PLAIN, (False, "source")),
        (Numbering(sold=2, plain=99), BOTH, (False, "source")),
        (Numbering(sold=1, plain=1), NOTHING_STORED, (True, "file")),
        (Numbering(sold=1, returned=8, plain=1), NOTHING_STORED, (True, "file")),
        (Numbering(sold=1, returned=9, plain=1), PLAIN, (False, "signs")),
        (Numbering(sold=2), NOTHING_STORED, (False, "file")),
        (Numbering(sold=10, plain=1), NOTHING_STORED, (False, "file")),
        (Numbering(sold=30), PLAIN, (True, "source")),
        (Numbering(sold=30), BOTH, (False, "source")),
    ],
)
def test_what_a_number_with_c_above_zero_is(told, stored, verdict):
    assert judge(told, stored) == verdict
