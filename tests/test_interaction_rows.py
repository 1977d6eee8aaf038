"""Visit reports: whose words have codes, and what becomes of the others."""

import io
from collections import Counter

import pytest

from carteira_cli.domain.glossary import labels
from carteira_cli.domain.rows import InteractionRow, Party, Problem, Reach
from carteira_cli.errors import BadData
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.interaction_rows import time_of
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.profile_text import built_in
from carteira_cli.ingest.reading import read
from carteira_cli.ingest.talk_words import WORDS, talk_code

MERCOS = (
    "Data Início;Razão Social;Nome Fantasia;CNPJ/CPF;E-mails;Telefones;Cidade;Estado;Resultado;"
    "Descrição;Motivo;Vendedor;Tipo"
)


def understood(*lines, **wishes):
    stream = io.BytesIO("\n".join(lines).encode())
    (layout,) = examine(stream, "a.csv", Wishes(**wishes), built_in())
    return layout, list(read(stream, layout))


def test_the_report_of_mercos():
    layout, rows = understood(
        MERCOS,
        "10/11/2026 14:05;Mercado Ana Ltda;Ana;11.222.333/0001-81;a@um.example;"
        "Rui (11) 98888-7777 / 11 4025-1010;Itu;SP;Não comprou;"
        '"Tem estoque.\nVoltar em março.";Estoque alto;Bia;Visita',
        "11/11/2026 09:00;Bar Bom;;;;;;;Deixei amostra;;Chuva;Bia;Feira",
        ";Bar Bom;;;;;;;;;;Bia;",
        "12/11/2026;;;;;;;;Pedido;;;Bia;",
    )

    rui = Reach("Rui", "+5511988887777", "(11) 98888-7777", "a@um.example")
    line = Reach("", "+551140251010", "11 4025-1010")
    ana = Party("Mercado Ana Ltda", "Ana", tax_id="11222333000181", city="Itu", state="SP",
                phone=rui.phone, phone_text=rui.phone_text, email=rui.email,
                reaches=(rui, line))  # fmt: skip
    assert (layout.kind, layout.profile.name) == ("interactions", "mercos-atendimentos")
    assert layout.unused == ()
    assert rows[:2] == [
        InteractionRow(2, ana, "2026-11-10", "14:05", "visit", "refused", "has_stock",
                       "Tem estoque.\nVoltar em março."),
        InteractionRow(4, Party("Bar Bom"), "2026-11-11", "09:00",
                       note="Resultado: Deixei amostra\nMotivo: Chuva\nTipo: Feira"),
    ]  # fmt: skip
    assert [
        (row.line, row.column, row.value, row.reason) for row in rows if isinstance(row, Problem)
    ] == [(5, "Data Início", "", "falta a data"), (6, "Razão Social", "", "falta o cliente")]


def test_a_report_of_ones_own_needs_a_day_a_result_and_somebody():
    layout, rows = understood(
        "Cliente;Data da visita;Resultado;Canal;Observações", "Ana;10/11/2026;ok;zap;gostou"
    )
    assert layout.kind == "interactions"
    assert rows == [
        InteractionRow(2, Party("Ana"), "2026-11-10", channel="whatsapp",
                       note="Resultado: ok\ngostou")
    ]  # fmt: skip


def test_results_without_a_code_are_named():
    head = "Cliente;Data Início;Resultado"
    words = ["pedido", "", "ok", "Deixei amostra com o gerente da loja", *"abcd", "pedido", "OK"]

    def remarks(words):
        return understood(head, *(f"Ana;13/11/2026;{word}" for word in words))[0].remarks[1:]

    (remark,) = remarks(words)
    (many,) = remarks([f"x{number}" for number in range(30)])

    assert remark == (
        "Resultados sem código (7), guardados na nota: “ok”, “Deixei amostra com o gerente …”, "
        "“a”, “b”, “c”, … (a chave results de um perfil diz o que são: LEIAME.md)."
    )
    assert many.startswith("Resultados sem código (20+), guardados na nota: “x0”, “x1”")


def test_a_profile_gives_results_their_codes():
    profile = Profile(
        "rota",
        signature=("Cliente", "Data Início", "Resultado"),
        results={"OK": "order_promised", "Pedido": "quote_sent"},
    )
    text = "Cliente;Data Início;Resultado\nAna;13/11/2026;ok\nAna;13/11/2026;pedido\n"
    stream = io.BytesIO(text.encode())
    (layout,) = examine(stream, "a.csv", Wishes(date_order="dmy"), [profile])

    assert [(row.result, row.note) for row in read(stream, layout)] == [
        ("order_promised", ""),
        ("quote_sent", ""),
    ]
    assert layout.remarks == ()


def test_any_day_will_do_for_what_is_called_a_report():
    _layout, rows = understood(
        "Data;Cliente;Valor;Canal;Tipo",
        "11/10/2026 2:05 PM;Ana;1,00;;Ligação",
        "12/10/2026;Ana;;Visita;Reunião",
        kind="interactions",
        date_order="mdy",
    )
    assert [row[2:5] for row in rows] == [
        ("2026-11-10", "14:05", "phone"),
        ("2026-12-10", "", "visit"),
    ]


def test_without_a_day_there_is_no_report():
    with pytest.raises(BadData) as fault:
        understood("Cliente;Resultado", "Ana;pedido", kind="interactions")
    assert fault.value.sentence == "a.csv: Falta no arquivo: a data."


def test_days_in_two_orders_are_refused_here_too():
    rows = ["13/05/2026", "14/05/2026", "05/13/2026", "05/14/2026"]
    with pytest.raises(BadData) as fault:
        understood("Cliente;Data Início;Resultado", *(f"Ana;{day};pedido" for day in rows))
    assert fault.value.sentence.startswith("a.csv: A mesma coluna traz datas em duas ordens")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("10/11/2026 14:05", "14:05"),
        ("10/11/2026 9:05:59", "09:05"),
        ("2026-11-10T08:00:00.000-03:00", "08:00"),
        ("10/11/2026, 14h05", "14:05"),
        ("11/10/2026 12:30 AM", "00:30"),
        ("11/10/2026 12:30 p.m.", "12:30"),
        ("10/11/2026", ""),
        (46336.0, ""),
        (46336.5868055556, "14:05"),
        (46336.99999, ""),
    ],
)
def test_times(cell, expected):
    assert time_of(cell) == expected


@pytest.mark.parametrize("group", WORDS)
def test_every_word_of_the_glossary_has_its_code(group):
    assert [talk_code(group, word) for word in labels(group).values()] == [*labels(group)]
    assert [talk_code(group, code) for code in labels(group)] == [*labels(group)]
    assert talk_code(group, "") == talk_code(group, "qualquer coisa") == ""


@pytest.mark.parametrize("group", WORDS)
def test_no_word_means_two_things(group):
    words = [word for said in WORDS[group].values() for word in said.split("|")]
    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert WORDS[group].keys() <= labels(group).keys()
    assert all(talk_code(group, word.upper()) for word in words)
