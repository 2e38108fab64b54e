import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.page.people import read_people


@pytest.mark.parametrize(
    ("values", "people"),
    [
        (["Jane Doe"], "Jane Doe"),
        (["By Jane Doe"], "Jane Doe"),
        (["BY JANE DOE"], "JANE DOE"),
        (["Written by Jane Doe"], "Jane Doe"),
        (["Von Anna Weiß"], "Anna Weiß"),
        (["Par Jean-Luc Moreau"], "Jean-Luc Moreau"),
        (["Por María Ruiz"], "María Ruiz"),
        (["Autor: Jan Nowak"], "Jan Nowak"),
        (["بقلم: سامي الحداد"], "سامي الحداد"),
        (["كتبت ليلى حسن"], "ليلى حسن"),
        (["記者 / 陳大文"], "陳大文"),
        (["Автор: Иван Петров"], "Иван Петров"),
        # several
        (["Jane Doe", "John Roe"], "Jane Doe; John Roe"),
        (["Jane Doe and John Roe"], "Jane Doe; John Roe"),
        (["Jane Doe, John Roe and Ann Poe"], "Jane Doe; John Roe; Ann Poe"),
        (["Jane Doe, John Roe, and Ann Poe"], "Jane Doe; John Roe; Ann Poe"),
        (["Anna Weiß und Karl Schwarz"], "Anna Weiß; Karl Schwarz"),
        (["Jane Doe & John Roe"], "Jane Doe; John Roe"),
        (["Jane Doe; John Roe"], "Jane Doe; John Roe"),
        (["Jane Doe | John Roe"], "Jane Doe; John Roe"),
        (["Jane Doe / John Roe"], "Jane Doe; John Roe"),
        (["陳大文、林小明"], "陳大文; 林小明"),
        (["Jane Doe", "jane doe", "Jane  Doe"], "Jane Doe"),
        (["Doe", "Jane Doe"], "Jane Doe"),
        # one
        (["Doe, Jane"], "Jane Doe"),
        (["Sammy Davis, Jr."], "Sammy Davis Jr."),
        (["Jane Doe, Staff Writer"], "Jane Doe"),
        (["Jane Doe, Senior Political Correspondent"], "Jane Doe"),
        (["Jane Doe (Reuters)"], "Jane Doe"),
        (["Jane Doe jane@paper.example"], "Jane Doe"),
        (["Jane Doe <jane@paper.example>"], "Jane Doe"),
        (["Jane Doe @janedoe"], "Jane Doe"),
        (["Vincent van Gogh"], "Vincent van Gogh"),
        (["Byron Anders"], "Byron Anders"),
        (["Vonda Parks"], "Vonda Parks"),
        (["Anders Andersson"], "Anders Andersson"),
        (["J. R. R. Smith"], "J. R. R. Smith"),
        (["Dr. Jane Doe"], "Dr. Jane Doe"),
        (["Reuters"], "Reuters"),
        (["Newsom Example"], "Newsom Example"),
        (["jane-doe", "Jane Doe"], "Jane Doe"),
        (["https://paper.example/jane", "Jane Doe"], "Jane Doe"),
        (["Jane Doe", "Example News"], "Jane Doe"),
        # nobody
        (["admin"], None),
        (["Admin", "Administrator"], None),
        (["Editor"], None),
        (["Staff Writer"], None),
        (["The Editorial Board"], None),
        (["Redaktion"], None),
        (["By Admin"], None),
        (["https://www.facebook.com/examplenews"], None),
        (["www.example.com"], None),
        (["example.com"], None),
        (["news@example.com"], None),
        (["@examplenews"], None),
        (["Example News"], None),
        (["EXAMPLE NEWS"], None),
        (["The Example News"], None),
        (["Example News Sport"], None),
        (["ExampleNews"], None),
        (["HBN Staff"], None),
        (["Online-Redaktion"], None),
        (["By Example News"], None),
        (["user12345"], None),
        (["jane-doe"], None),
        (["{{author.name}}"], None),
        (["He has written about the sea and its harbours for twenty years"], None),
        (["x" * 200], None),
        (["", " ", "-", ","], None),
        ([], None),
    ],
)
def test_people(values: list[str], people: str | None) -> None:
    assert read_people(values, ["Example News", "examplenews"]) == people


@given(st.lists(st.text(max_size=80), max_size=4))
def test_only_what_is_given(values: list[str]) -> None:
    found = read_people(values)
    if found:
        assert set(found.replace("; ", "")) <= set(" ".join(values) + " ")
