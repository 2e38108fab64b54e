"""Training on a folder of labelled texts."""

from pathlib import Path

import pytest
from commands import run, write_labelled

from cleaner import Cleaner
from cleaner.classify.training import examples, fold_of, read_folder, train
from cleaner.errors import InputError


def test_what_is_learned_is_used(tmp_path: Path) -> None:
    folder, weights = write_labelled(tmp_path / "labelled"), tmp_path / "weights.json"
    done = run("train", str(folder), "-o", str(weights))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "12 texts of 6 sites" in done.stderr
    source = folder / "site3" / "article1"
    article = Cleaner(weights=weights).clean((source / "source.txt").read_text(), kind="text")
    assert article.text.splitlines() == (source / "expected.txt").read_text().split("\n\n")


def test_training_is_deterministic(tmp_path: Path) -> None:
    texts = read_folder(write_labelled(tmp_path))
    first, again = (train(list(examples(Cleaner(strictness="off"), texts))) for _ in range(2))
    assert first == again


def test_cross_validation_prints_a_line_a_strictness(tmp_path: Path) -> None:
    done = run("train", str(write_labelled(tmp_path)), "--folds", "2")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["lenient", "balanced", "strict"]


def test_texts_of_a_site_stay_together() -> None:
    assert {fold_of("example.com", 5) for _ in range(3)} == {fold_of("example.com", 5)}
    assert {fold_of(f"{n}.example", 5) for n in range(100)} == set(range(5))


def test_a_body_alone_is_an_example_without_noise(tmp_path: Path) -> None:
    texts = read_folder(write_labelled(tmp_path, sites=1))[:1]
    whole, clean = examples(Cleaner(strictness="off"), texts)
    assert True in whole.noise
    assert True not in clean.noise


@pytest.mark.parametrize(
    ("name", "data"), [("expected.txt", None), ("source.txt", b"\xff\xfe\xff"), ("expected.json", b"[1]")]
)
def test_what_is_wrong_in_a_folder_is_named(tmp_path: Path, name: str, data: bytes | None) -> None:
    path = write_labelled(tmp_path, sites=1) / "site0" / "article0" / name
    path.write_bytes(data) if data else path.unlink()
    with pytest.raises(InputError, match=name):
        read_folder(tmp_path)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    done = run("train", str(tmp_path), "-o", str(tmp_path / "weights.json"))
    assert done.exit_code == 1
    assert "no labelled texts" in done.stderr


def test_nothing_asked_is_told(tmp_path: Path) -> None:
    assert run("train", str(tmp_path)).exit_code == 2


def test_too_few_sites_are_told(tmp_path: Path) -> None:
    done = run("train", str(write_labelled(tmp_path, sites=1)), "--folds", "2")
    assert done.exit_code == 1
    assert "too few sites" in done.stderr
