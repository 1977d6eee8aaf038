"""Files built to harm end in a sentence, and take no more memory than any other."""

import pytest

import hostile


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_refused_with_a_sentence_within_its_memory(name, tmp_path):
    cost = hostile.taken(name, tmp_path)

    sentence = hostile.FILES[name].sentence.format(file=name)
    assert cost.code == 65
    assert cost.said.splitlines()[0] == f"carteira: {sentence}"
    assert cost.said.splitlines()[-1] == "Nada foi alterado."
    assert cost.megabytes <= hostile.MOST_MEGABYTES
