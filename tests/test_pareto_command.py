"""`carteira pareto` on real orders, against the reference curves."""


def test_northwind_curve_is_the_golden(northwind, golden):
    ran = northwind("pareto", "--since", "all", "--limit", "12", "--explain")

    golden("pareto-northwind.txt", ran.out)
