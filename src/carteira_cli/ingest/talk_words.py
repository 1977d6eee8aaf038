"""The words of visit reports for a result, a reason and a channel → the codes of glossary.md."""

from carteira_cli.domain.glossary import code_of
from carteira_cli.domain.text import fold

# The glossary's own words are known without being here.
WORDS = {
    "result": {
        "order_promised": "pedido|pedidos|com pedido|fez pedido|pedido feito|pedido fechado|"
        "pedido realizado|pedido emitido|pedido tirado|venda|venda realizada|venda efetuada|"
        "vendido|vendeu|comprou|positivado|positivo|vai comprar|order",
        "quote_sent": "orcamento|orcamento feito|orcamento realizado|proposta|proposta enviada|"
        "cotacao|cotacao enviada|tabela enviada|quote",
        "callback": "retornar|retornar depois|retornar ligacao|retorno|retorno agendado|agendado|"
        "reagendado|reagendar|adiado|voltar depois|ligar de novo|ligar novamente|pediu retorno|"
        "pensando|call back",
        "no_answer": "nao atende|nao atendido|nao respondeu|sem resposta|sem contato|ausente|"
        "cliente ausente|comprador ausente|nao estava|nao encontrado|nao localizado|caixa postal|"
        "ocupado|nao recebeu|no answer",
        "whatsapp_sent": "whatsapp|mensagem enviada|mensagem enviada por whatsapp|"
        "mensagem no whatsapp",
        "refused": "nao quis|nao comprou|nao vendeu|nao vendido|nao venda|nao positivado|negativo|"
        "recusou|recusado|sem pedido|sem venda|venda perdida|venda nao realizada|nao houve venda|"
        "nao fez pedido|nao quis comprar|sem interesse|refused",
        "gave_up": "fechou as portas|perdido|perda do cliente|cliente inativado|desistiu",
        "wrong_number": "numero errado|telefone inexistente|numero inexistente|"
        "telefone nao e do cliente",
        "do_not_contact": "nao ligar|nao contatar|nao quer contato|nao quer ser contatado|"
        "nao perturbe",
    },
    "reason": {
        "has_stock": "estoque alto|estoque cheio|com estoque|tem estoque|muito estoque|abastecido|"
        "cliente com estoque|cliente abastecido",
        "price": "preco alto|precos altos|achou caro|caro",
        "payment_terms": "prazo de pagamento|condicao de pagamento|condicoes de pagamento|"
        "forma de pagamento",
        "competitor": "concorrencia|comprou do concorrente|comprou na concorrencia|"
        "comprou da concorrencia|outro fornecedor",
        "slow_mover": "baixo giro|pouco giro|sem giro|nao gira|produto parado|produto nao girou",
        "out_of_stock": "falta de produto|falta do produto|produto em falta|ruptura|"
        "sem estoque na fabrica|indisponivel na fabrica",
        "delivery": "atraso na entrega|entrega atrasada|prazo de entrega|problema na entrega",
        "service": "mau atendimento|atendimento ruim",
        "financial": "sem dinheiro|sem verba|financeiro|dificuldade financeira|descapitalizado|"
        "falta de dinheiro",
        "credit_blocked": "sem credito|credito negado|sem limite|limite de credito|inadimplente|"
        "inadimplencia|bloqueado",
        "buyer_changed": "mudou o comprador|mudou de comprador|troca de comprador|novo comprador|"
        "comprador novo",
        "no_interest": "nao tem interesse|falta de interesse|desinteresse",
        "closed": "fechou|fechou a loja|fechou a empresa|empresa fechada|encerrou as atividades|"
        "encerrou atividades|faliu",
    },
    "channel": {
        "phone": "ligacao|ligacao telefonica|chamada|telefonema|por telefone|call",
        "whatsapp": "whats|zap|wpp|mensagem",
        "email": "correio eletronico",
        "visit": "presencial|visita presencial|visita ao cliente|reuniao|reuniao presencial",
        "other": "outra",
    },
}
_CODE_OF = {
    group: {word: code for code, words in table.items() for word in words.split("|")}
    for group, table in WORDS.items()
}


def talk_code(group: str, word: str) -> str:
    """The code of a word in the group `result`, `reason` or `channel`; "" for one not known."""
    return _CODE_OF[group].get(fold(word)) or (code_of(group, word) if word else "") or ""


def is_known_result(word: str) -> bool:
    """Whether a word for a result has a code; a blank needs none."""
    return not word or bool(talk_code("result", word))
