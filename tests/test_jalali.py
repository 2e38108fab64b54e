from datetime import date, timedelta

import pytest

from cleaner.dates.jalali import gregorian_day, plain_days
from cleaner.text import fold


@pytest.mark.parametrize(
    ("solar", "gregorian"),
    [
        ((1300, 1, 1), date(1921, 3, 21)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1395, 12, 30), date(2017, 3, 20)),
        ((1398, 9, 14), date(2019, 12, 5)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
    ],
)
def test_known_days(solar, gregorian):
    assert gregorian_day(*solar) == gregorian


def test_each_day_follows_the_one_before():
    days = [
        day
        for year in range(1244, 1473)
        for month in range(1, 13)
        for number in range(1, 32)
        if (day := gregorian_day(year, month, number))
    ]
    assert days == [days[0] + timedelta(number) for number in range(len(days))]


@pytest.mark.parametrize(
    "solar",
    [
        (1398, 12, 30),
        (1398, 7, 31),
        (1398, 13, 1),
        (1398, 0, 1),
        (1398, 1, 0),
        (1398, 1, 32),
        (1243, 1, 1),
        (1473, 1, 1),
    ],
)
def test_no_such_day(solar):
    assert gregorian_day(*solar) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("۱۴ آذر ۱۳۹۸", "2019-12-05"),
        ("14 قوس 1398", "2019-12-05"),
        ("۱۴ آذرماه ۱۳۹۸ ساعت ۱۰", "2019-12-05 ساعت 10"),
        ("1398/9/14 - 1398.09.15", "2019-12-05 - 2019-12-06"),
        ("30 اسفند 1398", "30 اسفند 1398"),
        ("1398/09-14", "1398/09-14"),
        ("2019/12/05", "2019/12/05"),
        ("11398/09/14", "11398/09/14"),
    ],
)
def test_days_in_a_stamp(text, plain):
    assert plain_days(fold(text)) == fold(plain)
