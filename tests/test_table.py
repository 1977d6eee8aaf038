"""Tables on a narrow screen: names give way, figures and marks stay whole."""

import pytest

from carteira_cli.render.table import bar_room


def test_history_cuts_what_was_done_alone(example, on_screen):
    example("undo", "3")

    lines = on_screen("history", columns=60).splitlines()

    assert [line.rstrip() for line in lines] == [
        " #  Dia         Comando  O que fez",
        " 4  22/11/2026  undo     operação 3: import",
        " 3  22/11/2026  import   avila-pedidos.xls…  desfeita por 4",
        " 2  22/11/2026  import   serra-vendas.csv:…",
        " 1  22/11/2026  import   carteira-clientes…",
    ]


@pytest.mark.parametrize(
    ("command", "columns", "last"),
    [
        (("sales", "--limit", "5"), 70, {"faturado", "pago", "em aberto", "devolvido"}),
        (("segments", "--list", "--limit", "5"), 66, {"baixo", "médio", "alto"}),
    ],
)
def test_the_last_column_stays_whole(example, on_screen, command, columns, last):
    shown = on_screen(*command, "--as-of", "2026-11-04", columns=columns).splitlines()

    rows = [line for line in shown if "…" in line]
    assert len(rows) >= 2
    assert all(row.endswith(tuple(last)) for row in rows), rows
    assert max(map(len, shown)) <= columns


def test_the_curve_keeps_its_figures_and_cuts_the_names(example, on_screen):
    command = ("pareto", "--as-of", "2026-11-04", "--limit", "5")
    wide = [line.split()[-4:-1] for line in on_screen(*command).splitlines()[2:7]]

    lines = on_screen(*command, columns=50).splitlines()[3:8]

    assert [line.split()[-3:] for line in lines] == wide
    assert max(map(len, lines)) <= 50


@pytest.mark.parametrize(
    ("width", "room"), [(None, 0), (120, 16), (80, 16), (75, 11), (64, 0), (40, 0)]
)
def test_bars_give_way_before_figures(width, room):
    assert bar_room(width, 16) == room
