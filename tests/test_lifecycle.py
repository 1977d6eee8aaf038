import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.lifecycle import Relation, lifecycle

LOYAL = Relation("active", 12, 365, "recurrent", "premium", contacted=True)
STAGES = {"reach", "acquisition", "nurture", "retention", "loyalty", "lapsed"}


@pytest.mark.parametrize(
    ("change", "stage"),
    [
        ({}, "loyalty"),
        ({"situation": "at_risk"}, "loyalty"),
        ({"open_complaint": True}, "retention"),
        ({"tenure": 364}, "retention"),
        ({"frequency": "occasional"}, "retention"),
        ({"value": "intermediate"}, "retention"),
        ({"value": None}, "retention"),
        ({"situation": "new", "order_days": 3, "tenure": 80}, "retention"),
        ({"situation": "new", "order_days": 2, "frequency": "occasional"}, "nurture"),
        ({"situation": "active", "order_days": 1, "frequency": "none"}, "nurture"),
        ({"situation": "inactive"}, "lapsed"),
        ({"situation": "former"}, "lapsed"),
        ({"situation": "inactive", "order_days": 1}, "lapsed"),
        ({"situation": "prospect", "order_days": 0}, "acquisition"),
        ({"situation": "prospect", "order_days": 0, "contacted": False}, "reach"),
    ],
)
def test_the_stage_is_the_first_that_fits(change, stage):
    assert lifecycle(LOYAL._replace(**change)) == stage


@given(
    st.builds(
        Relation,
        st.sampled_from(["prospect", "new", "active", "at_risk", "inactive", "former"]),
        st.integers(0, 99),
        st.integers(0, 999),
        st.sampled_from(["recurrent", "occasional", "none"]),
        st.sampled_from(["premium", "intermediate", "basic", None]),
        st.booleans(),
        st.booleans(),
    )
)
def test_every_customer_is_in_exactly_one_stage(relation):
    assert lifecycle(relation) in STAGES
