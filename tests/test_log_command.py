"""`carteira log`: what is kept of a contact, and that tomorrow's list obeys it."""

import pytest

from carteira_cli.domain import cadence
from carteira_cli.domain.glossary import labels
from carteira_cli.store import interactions
from carteira_cli.store.file import open_portfolio

DAY = "1998-05-06"  # a Wednesday, and the last day of Northwind's orders
WEEK_AFTER = "1998-05-13"


def names(run, *options):
    """Who is on the list, in its order."""
    ran = run("reactivate", "--limit", "0", "-f", "json", *options)
    return [row["customer"] for row in ran.json["rows"]]


def log(run, customer, result, *options):
    return run("log", customer, "--result", result, "--on", DAY, *options)


@pytest.fixture
def portfolio(northwind, tmp_path):
    """The open file behind the commands."""
    assert northwind("status").code == 0
    connection = open_portfolio(tmp_path / "carteira.db")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("result", "next_on"),
    [
        ("no_answer", "1998-05-08"),
        ("order_promised", "1998-05-11"),
        ("quote_sent", "1998-05-13"),
        ("callback", "1998-05-15"),
        ("whatsapp_sent", None),
        ("refused", None),
        ("wrong_number", None),
        ("skipped", None),
        ("gave_up", None),
        ("do_not_contact", None),
    ],
)
def test_each_result_proposes_its_own_next_date(northwind, result, next_on):
    ran = log(northwind, "Island Trading", result, "-f", "json")
    (row,) = ran.json["rows"]

    assert isinstance(row.pop("customer_id"), str)
    assert row == {
        "customer": "Island Trading",
        "result": result,
        "reason": None,
        "channel": "whatsapp" if result == "whatsapp_sent" else "phone",
        "next_on": next_on,
    }
    assert ran.json["summary"] == {"operation": 3}
    assert set(labels("result")) >= {result}


@pytest.mark.parametrize(
    ("typed", "next_on"),
    [
        ("0", "1998-05-06"),
        ("3", "1998-05-11"),
        ("1998-05-06", "1998-05-06"),
        ("20/06/1998", "1998-06-20"),
        ("none", None),
    ],
)
def test_the_next_date_is_a_day_or_business_days(northwind, typed, next_on):
    ran = log(northwind, "Island Trading", "não atendeu", "--next", typed, "-f", "json")

    assert ran.json["rows"][0]["next_on"] == next_on


def test_one_line_says_what_came_of_it_and_what_follows(northwind):
    assert log(northwind, "Island Trading", "nao atendeu").out == (
        "Island Trading: não atendeu → ligar de novo sex., 08/05\n"
        "Gravado (operação 3). Para desfazer: carteira undo\n"
    )
    assert log(northwind, "island", "Não quis agora", "--reason", "preço").out.splitlines()[0] == (
        "Island Trading: não quis agora (preço)"
    )
    assert log(northwind, "island", "callback", "--next", "05/01/1999").out.splitlines()[0] == (
        "Island Trading: ligar depois → ligar de novo ter., 05/01/1999"
    )
    assert log(northwind, "island", "gave_up", "--reason", "closed").out.splitlines()[0] == (
        "Island Trading: cliente perdido (fechou as portas) → agora é ex-cliente"
    )
    assert log(northwind, "island", "do_not_contact").out.splitlines()[0] == (
        "Island Trading: não ligar mais → fora de todas as listas"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("island", "--result", "perdido"), 2),
        (("island", "--result", "callback", "--reason", "azar"), 2),
        (("island", "--result", "callback", "--channel", "fax"), 2),
        (("island", "--result", "callback", "--next", "1998-05-05"), 2),
        (("island", "--result", "callback", "--next", "amanhã"), 2),
        (("island", "--result", "callback", "--next", "1000"), 2),
        (("island", "--result", "gave_up", "--next", "7"), 2),
        (("island",), 2),
        (("nobody at all", "--result", "callback"), 65),
        (("an", "--result", "callback"), 65),
        (("island", "--result", "callback", "--note", "x" * 10_001), 65),
        (("island", "--result", "callback", "--note", "\udcff"), 65),
    ],
)
def test_what_cannot_be_noted_changes_nothing(portfolio, carteira, arguments, code):
    ran = carteira("log", *arguments, "--on", DAY)

    assert ran.code == code
    assert ran.out == ""
    assert ran.err.splitlines()[-1] == "Nada foi alterado."
    assert portfolio.execute("SELECT count(*) FROM interaction").fetchone() == (0,)


def test_a_wrong_result_lists_the_words(carteira):
    remedy = carteira("log", "island", "--result", "perdido").err.splitlines()[1]

    for code, word in labels("result").items():
        assert f"{word} ({code})" in remedy


def test_a_contact_cannot_lie_ahead(carteira):
    ran = carteira("log", "island", "--result", "callback", "--on", "2199-01-01")

    assert (ran.code, ran.err.splitlines()[0]) == (2, "carteira: --on 2199-01-01 ainda não chegou.")


def test_a_note_is_kept_as_it_came(northwind, portfolio):
    note = "a\x1b[2J\0b\n" + "é" * 9_992
    log(northwind, "island", "callback", "--note", note, "--channel", "visita")
    (kept,) = interactions.last_contacts(portfolio, _id(portfolio, "Island Trading"), DAY, 5)

    assert (kept.day, kept.channel, kept.result, kept.reason, kept.note) == (
        (DAY, "visit", "callback", "", note)
    )


def _id(connection, name):
    return connection.execute("SELECT id FROM customer WHERE name = ?", (name,)).fetchone()[0]


def test_a_rehearsal_writes_nothing(northwind, portfolio):
    ran = log(northwind, "island", "não atendeu", "--dry-run")

    assert ran.out.splitlines() == [
        "Island Trading: não atendeu → ligar de novo sex., 08/05",
        "Ensaio: nada foi alterado.",
    ]
    assert portfolio.execute("SELECT count(*) FROM interaction").fetchone() == (0,)
    assert portfolio.execute("SELECT count(*) FROM follow_up").fetchone() == (0,)


def test_who_was_contacted_rests_for_seven_days(northwind):
    before = names(northwind, "--as-of", DAY)
    log(northwind, before[0], "refused")

    assert names(northwind, "--as-of", DAY) == before[1:]
    assert before[0] not in names(northwind, "--as-of", "1998-05-12")
    assert before[0] in names(northwind, "--as-of", WEEK_AFTER)
    assert before[0] in names(northwind, "--as-of", "1998-05-05")


def test_who_was_passed_over_stays_on_the_list(northwind):
    before = names(northwind, "--as-of", DAY)
    log(northwind, before[0], "skipped")

    assert names(northwind, "--as-of", DAY) == before


def test_a_promise_that_falls_due_comes_first(northwind):
    before = names(northwind, "--as-of", DAY)
    log(northwind, before[-1], "callback", "--next", "1")
    row, *_others = northwind("reactivate", "-f", "json", "--as-of", "1998-05-07").json["rows"]

    assert row["customer"] == before[-1]
    assert row["reason"].split(" · ")[0] == "retorno para hoje"
    later = northwind("reactivate", "-f", "json", "--as-of", "1998-05-09").json
    assert later["rows"][0]["reason"].split(" · ")[0] == "retorno para 07/05"
    assert later["summary"]["follow_ups_due"] == 1
    assert "retorno para 07/05/1998: vem antes dos outros" in (
        northwind("reactivate", "--explain", "--as-of", "1998-05-09").out
    )


def test_a_promise_brings_back_who_is_not_even_silent(northwind):
    assert "Ernst Handel" not in names(northwind, "--as-of", DAY)
    log(northwind, "Ernst Handel", "quote_sent")

    assert "Ernst Handel" not in names(northwind, "--as-of", "1998-05-12")
    assert names(northwind, "--as-of", "1998-05-13")[0] == "Ernst Handel"


def test_a_new_contact_settles_what_was_due(northwind, portfolio):
    log(northwind, "island", "no_answer")
    log(northwind, "island", "callback", "--next", "1998-06-30", "--note", "tabela nova")
    customer_id = _id(portfolio, "Island Trading")
    promises = interactions.open_follow_ups(portfolio, [customer_id], DAY)

    assert [(one.due_on, one.what) for one in promises] == [("1998-06-30", "tabela nova")]
    northwind("log", "island", "--result", "refused", "--on", "1998-07-01")
    assert interactions.open_follow_ups(portfolio, None, "1998-07-01") == []
    (as_it_was,) = interactions.open_follow_ups(portfolio, None, "1998-06-30")
    assert (as_it_was.due_on, as_it_was.done_on) == ("1998-06-30", "1998-07-01")


def test_a_promise_for_later_outlives_a_contact_without_a_date(northwind, portfolio):
    log(northwind, "island", "callback", "--next", "1998-06-30")
    northwind("log", "island", "--result", "refused", "--on", "1998-05-20")
    northwind("log", "island", "--result", "no_answer", "--on", "1998-05-20")
    promises = interactions.open_follow_ups(portfolio, None, "1998-05-20")

    assert [one.due_on for one in promises] == ["1998-05-22", "1998-06-30"]


@pytest.mark.parametrize("result", ["gave_up", "do_not_contact"])
def test_the_last_word_ends_every_promise_and_every_call(northwind, portfolio, result):
    before = names(northwind, "--as-of", DAY)
    log(northwind, before[0], "callback", "--next", "1998-06-30")
    log(northwind, before[0], result, "--reason", "closed")

    assert interactions.open_follow_ups(portfolio, None, "1998-05-07") == []
    assert before[0] not in names(northwind, "--as-of", "1998-07-30")
    former = northwind("reactivate", "--former", "-f", "json", "--as-of", "1998-07-30").json["rows"]
    assert [(row["customer"], row["reason"].split(" · ")[0]) for row in former] == (
        [(before[0], "fechou as portas")] if result == "gave_up" else []
    )


def test_a_month_end_after_the_mark_is_counted_anew(northwind, portfolio):
    def counted():
        rows = portfolio.execute(
            "SELECT day, customers FROM month_end WHERE situation = 'former' ORDER BY day"
        )
        return rows.fetchall()

    northwind("log", "island", "--result", "gave_up", "--on", "1998-03-15")

    assert counted() == [("1998-03-31", 1), ("1998-04-30", 1)]
    northwind("customers", "island", "--not-former")
    assert counted() == []


def test_undo_takes_the_contact_back(northwind, portfolio):
    before = names(northwind, "--as-of", DAY)
    log(northwind, before[0], "gave_up")
    northwind("undo")

    assert names(northwind, "--as-of", DAY) == before
    assert portfolio.execute("SELECT count(*) FROM interaction").fetchone() == (0,)


def test_every_result_has_its_consequence():
    assert {code for code in labels("result") if cadence.is_last(code)} == (
        {"gave_up", "do_not_contact"}
    )
    assert [code for code in labels("result") if not cadence.keeps_promises(code)] == ["skipped"]
