"""Printed stamps and what they say; and what only looks like one."""

import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.localedata import load
from hypothesis import given
from hypothesis import strategies as st

from cleaner.dates import calendar_names
from cleaner.dates.parse import MONTHS_OR_WEEKDAYS, parse_date
from cleaner.errors import UsageError
from cleaner.text import fold

ARABIC = {
    # day, month name, year
    "15 نوفمبر 2017": "2017-11-15",
    "15/نوفمبر/2017": "2017-11-15",
    "15نوفمبر2017": "2017-11-15",
    "نوفمبر 15، 2017": "2017-11-15",
    "2017 نوفمبر 15": "2017-11-15",
    "الأربعاء، 15 نوفمبر، 2017": "2017-11-15",
    "يوم الاربعاء 15 نوفمبر 2017 م": "2017-11-15",
    "الأربعاء | 15 نوفمبر 2017 ميلادي": "2017-11-15",
    "الإثنين 13 نوفمبر 2017م": "2017-11-13",
    "\u202bالثلاثاء 14 نوفمبر 2017\u202c\x00": "2017-11-14",
    "الثـلاثاء\u00a014\u00a0نوفمبـر\u00a02017": "2017-11-14",
    "الثُّلاثاء 14 نُوفَمْبَر 2017": "2017-11-14",
    "الأحد 15 نوفمبر 2017": "2017-11-15",  # a wrong weekday is no reason to refuse
    # the day and the half of the day
    "الأربعاء 15/نوفمبر/2017 - 02:56 م": "2017-11-15T14:56",
    "الأربعاء 15/نوفمبر/2017 - 02:56 ص": "2017-11-15T02:56",
    "15 نوفمبر 2017 - 01:23 مساءً": "2017-11-15T13:23",
    "15 نوفمبر 2017 - 01:23 مساء": "2017-11-15T13:23",
    "15 نوفمبر 2017 - 05:46 صـ": "2017-11-15T05:46",
    "15 نوفمبر 2017 الساعة 5:46 صباحاً": "2017-11-15T05:46",
    "15 نوفمبر 2017 في الساعة 5:46 صباحًا": "2017-11-15T05:46",
    "05:46 صباحا 15-11-2017": "2017-11-15T05:46",
    "15 نوفمبر 2017 12:10 ص": "2017-11-15T00:10",
    "15 نوفمبر 2017 12:10 م": "2017-11-15T12:10",
    "15 نوفمبر 2017 12:10 ظهرا": "2017-11-15T12:10",
    "15 نوفمبر 2017 11:50 ظهرا": "2017-11-15T11:50",
    "15 نوفمبر 2017 1:10 ظهراً": "2017-11-15T13:10",
    "15 نوفمبر 2017 11:10 ليلا": "2017-11-15T23:10",
    "15 نوفمبر 2017 1:10 ليلا": "2017-11-15T01:10",
    "15 نوفمبر 2017 3:10 بعد الظهر": "2017-11-15T15:10",
    "15 نوفمبر 2017 14:56 م": "2017-11-15T14:56",
    "15 نوفمبر 2017 5 مساء": "2017-11-15T17:00",
    "15 نوفمبر 2017 02.56 م": "2017-11-15T14:56",
    "15 نوفمبر 2017 02:56:07 م": "2017-11-15T14:56:07",
    # م: Gregorian after the year, pm after the time or set apart before it
    "15 نوفمبر 2017 م 02:56 م": "2017-11-15T14:56",
    "15/11/2017 م - 02:56": "2017-11-15T02:56",
    "15/11/2017م 02:56م": "2017-11-15T14:56",
    "15 نوفمبر 2017 - م 02:56": "2017-11-15T14:56",
    # digits of other scripts
    "الجمعة ٠٩ فبراير ٢٠١٨ ٠٧:٣٧ بتوقيت غرينتش": "2018-02-09T07:37+00:00",
    "الخميس ٢٩ نوفمبر ٢٠١٨ - ٠٥:١٣ بتوقيت غرينتش": "2018-11-29T05:13+00:00",
    "۱۴ نوامبر ۲۰۱۷": "2017-11-14",
    "２０１７-１１-１４": "2017-11-14",
    # months of every country
    "3 يونية 2017": "2017-06-03",
    "3 يونيه 2017": "2017-06-03",
    "3 يوليه 2017": "2017-07-03",
    "3 اغسطس 2017": "2017-08-03",
    "3 إبريل 2017": "2017-04-03",
    "3 كانون الثاني 2017": "2017-01-03",
    "3 شباط 2017": "2017-02-03",
    "3 آذار 2017": "2017-03-03",
    "3 اذار 2017": "2017-03-03",
    "3 نيسان 2017": "2017-04-03",
    "3 أيار 2017": "2017-05-03",
    "3 حزيران 2017": "2017-06-03",
    "3 تموز 2017": "2017-07-03",
    "3 آب 2017": "2017-08-03",
    "3 أيلول 2017": "2017-09-03",
    "3 تشرين الأول 2017": "2017-10-03",
    "3 تشرين الثاني 2017": "2017-11-03",
    "3 كانون الاول 2017": "2017-12-03",
    "3 جانفي 2017": "2017-01-03",
    "3 فيفري 2017": "2017-02-03",
    "3 أفريل 2017": "2017-04-03",
    "3 ماي 2017": "2017-05-03",
    "3 جوان 2017": "2017-06-03",
    "3 جويلية 2017": "2017-07-03",
    "3 أوت 2017": "2017-08-03",
    "3 يوليوز 2017": "2017-07-03",
    "3 غشت 2017": "2017-08-03",
    "3 شتنبر 2017": "2017-09-03",
    "3 نونبر 2017": "2017-11-03",
    "الثلاثاء 04 دجنبر 2012 - 13:15": "2012-12-04T13:15",
    "3 جنوری 2017": "2017-01-03",
    "منگل 14 نومبر 2017ء": "2017-11-14",
    "(14 نوفمبر 2017)": "2017-11-14",
    "سه‌شنبه ۱۴ نوامبر ۲۰۱۷ ساعت ۱۷:۰۵": "2017-11-14T17:05",
    # two names of one month
    "15 سبتمبر/ أيلول 2009": "2009-09-15",
    "15 أكتوبر تشرين الأول 2009": "2009-10-15",
    "أكتوبر تشرين الأول 5، 2009": "2009-10-05",
    "15 تشرين الثاني/ نوفمبر 2009": "2009-11-15",
    "15 نوفمبر (تشرين الثاني) 2009": "2009-11-15",
    "آخر تحديث: الثلاثاء, 15 سبتمبر/ أيلول, 2009, 01:50 GMT": "2009-09-15T01:50+00:00",
    "الجمعة، 11 كانون الأول/ديسمبر 2009، آخر تحديث 10:00 (GMT+0400)": "2009-12-11T10:00+04:00",
    # a Hijri date beside it
    "25 شوال 1436 هـ الموافق 10 اغسطس 2015 م": "2015-08-10",
    "25 شوال 1436هـ/10 اغسطس 2015م": "2015-08-10",
    "10 اغسطس 2015 م الموافق 25 شوال 1436 هـ": "2015-08-10",
    "الثلاثاء 25 صفر الموافق 14 نوفمبر 2017": "2017-11-14",
    "6 ربيع الأول 1439 هـ - 24 نوفمبر 2017": "2017-11-24",
    "25/10/36 هـ الموافق 10/8/2015": "2015-08-10",
    "الخميس 7/3/1429 هـ - الموافق 13/3/2008 م (آخر تحديث) الساعة 16:25 (مكة المكرمة)": "2008-03-13T16:25+03:00",
    "آخر تحديث: الثلاثاء 25 صفر 1439 هـ - 14 نوفمبر 2017 KSA 21:37 - GMT 18:37": "2017-11-14T21:37+03:00",
    # zones
    "0000 (GMT+04:00) - 28/08/09": "2009-08-28T00:00+04:00",
    "14 نوفمبر 2017 20:26 ت م": "2017-11-14T20:26+03:00",
    "14 نوفمبر 2017 20:26 ت.م": "2017-11-14T20:26+03:00",
    "14 نوفمبر 2017 20:26 بتوقيت مكة المكرمة": "2017-11-14T20:26+03:00",
    "14 نوفمبر 2017 20:26 (بتوقيت غرينيتش)": "2017-11-14T20:26+00:00",
    "14 نوفمبر 2017 20:26 بتوقيت جرينتش": "2017-11-14T20:26+00:00",
    "14 نوفمبر 2017 20:26 ت.غ": "2017-11-14T20:26+00:00",
    "14 نوفمبر 2017 20:26 بتوقيت القاهرة": "2017-11-14T20:26+02:00",
    "14 يوليو 2017 20:26 بتوقيت بيروت": "2017-07-14T20:26+03:00",
    "14 نوفمبر 2017 20:26 EET": "2017-11-14T20:26+02:00",
    "14 نوفمبر 2017 20:26 بالتوقيت المحلي": "2017-11-14T20:26",
}
OTHERS = {
    "2017-11-14": "2017-11-14",
    "2017/11/14": "2017-11-14",
    "2017.11.4": "2017-11-04",
    "14.11.2017": "2017-11-14",
    "14. 11. 2017": "2017-11-14",
    "14 - 11 - 2017": "2017-11-14",
    "28/08/09": "2009-08-28",
    "28.08.69": "2069-08-28",
    "28-08-70": "1970-08-28",
    "11/14/2017": "2017-11-14",
    "05/06/2017": "2017-06-05",
    "2017-11-14 05:13": "2017-11-14T05:13",
    "2017-11-14 05:13:07": "2017-11-14T05:13:07",
    "2017-11-14T05:13Z": "2017-11-14T05:13+00:00",
    "2017-11-14T05:13:00.000Z": "2017-11-14T05:13:00+00:00",
    "2017-11-14T05:13:00+0330": "2017-11-14T05:13:00+03:30",
    "2017-11-14T05:13-05:00": "2017-11-14T05:13-05:00",
    "2017-11-14 05:13:00-05": "2017-11-14T05:13:00-05:00",
    "Tue, 14 Nov 2017 05:13:00 GMT": "2017-11-14T05:13:00+00:00",
    "Tue, 14 Nov 2017 05:13:00 -0500": "2017-11-14T05:13:00-05:00",
    "Tue Nov 14 05:13:00 GMT 2017": "2017-11-14T05:13:00+00:00",
    "Nov. 14, 2017": "2017-11-14",
    "14 November 2017": "2017-11-14",
    "14th of November 2017": "2017-11-14",
    "November 14, 2017 at 5:13 PM": "2017-11-14T17:13",
    "November 14, 2017 at 5:13 p.m.": "2017-11-14T17:13",
    "November 14, 2017, 5 a.m.": "2017-11-14T05:00",
    "12:05 a.m. EST, November 14, 2017": "2017-11-14T00:05-05:00",
    "11:13 AM ET, Tue November 14, 2017": "2017-11-14T11:13-05:00",
    "14 Nov 2017 @17:05": "2017-11-14T17:05",
    "Nov. 18th 2019 8:54 am PT": "2019-11-18T08:54-08:00",
    "14 Nov 2017 17:05 CET": "2017-11-14T17:05+01:00",
    "14 Nov 2017 17:05 GMT+7": "2017-11-14T17:05+07:00",
    "14 Nov 2017 17:05 (UTC-03:30)": "2017-11-14T17:05-03:30",
    "14 Nov 2017 GMT 17:05": "2017-11-14T17:05+00:00",
    "2017年11月14日 05:13": "2017-11-14T05:13",
    "2017년 11월 14일": "2017-11-14",
    "14. November 2017, 17:05 Uhr": "2017-11-14T17:05",
    "14. November 2017 um 17 Uhr": "2017-11-14T17:00",
}
BY_LANGUAGE = {
    ("fa", "۱۴ آذر ۱۳۹۸"): "2019-12-05",
    ("fa", "پنجشنبه ۱۴ آذر ۱۳۹۸ - ۱۰:۳۰"): "2019-12-05T10:30",
    ("fa", "۱۴ آذر ۱۳۹۸ - ۵ دسامبر ۲۰۱۹"): "2019-12-05",
    ("fa", "۱۳۹۸/۰۹/۱۴ ساعت ۱۰:۳۰"): "2019-12-05T10:30",
    ("fa", "۱۴ آذر ۱۳۹۸ - ۶ دسامبر ۲۰۱۹"): None,
    ("fa", "۳۰ اسفند ۱۳۹۸"): None,
    ("ar", "1436/10/25"): None,
    ("fr", "mardi 14 novembre 2017 à 17h05"): "2017-11-14T17:05",
    ("fr-FR", "le 14 novembre 2017"): "2017-11-14",
    ("fr", "1er août 2017, 17h"): "2017-08-01T17:00",
    ("fr", "mar. 14 nov. 2017"): "2017-11-14",
    ("es", "14 de noviembre de 2017"): "2017-11-14",
    ("es", "mar 14 nov 2017"): "2017-11-14",  # mar: martes or marzo
    ("es", "14 mar 2017"): "2017-03-14",
    ("es", "mar, 14 mar 2017"): "2017-03-14",
    ("es", "14 nov. 2017, 5:13 p. m."): "2017-11-14T17:13",
    ("pt-BR", "terça-feira, 14 de novembro de 2017 às 17h05"): "2017-11-14T17:05",
    ("ru", "14 ноября 2017"): "2017-11-14",
    ("ru", "вторник, 14 ноября 2017 г., 05:13"): "2017-11-14T05:13",
    ("ru", "14 ноября 2017 05:13 МСК"): "2017-11-14T05:13+03:00",
    ("uk", "14 листопада 2017 р."): "2017-11-14",
    ("tr", "14 Kasım 2017 Salı 17:05"): "2017-11-14T17:05",
    ("hi", "१४ नवंबर २०१७"): "2017-11-14",
    ("vi", "Thứ Ba, 14 tháng 11, 2017 05:13 (GMT+7)"): "2017-11-14T05:13+07:00",
    ("vi", "ngày 14 tháng 11 năm 2017"): "2017-11-14",
    ("zh-Hans", "2017年11月14日 星期二 下午5:13"): "2017-11-14T17:13",
    ("ja", "2017年11月12日(日) 17時05分"): "2017-11-12T17:05",
    ("ko", "2017년 11월 13일 (월) 오후 5시 13분"): "2017-11-13T17:13",
    ("he", "יום שלישי, 14 בנובמבר 2017"): "2017-11-14",
    ("de", "Dienstag, 14. März 2017, 17.05 Uhr"): "2017-03-14T17:05",
    ("de", "am Sonntag, 11.12.2022 - 12:30"): "2022-12-11T12:30",  # "am" is no forenoon here
    ("de", "am 4. November 2022, 12:30"): "2022-11-04T12:30",
    ("de", "am 30. Juli 2013 um 2:33 pm"): "2013-07-30T14:33",
    ("de", "Juli 30, 2013 um 12:33 am"): "2013-07-30T00:33",
    ("th", "14 พ.ย. 2017"): "2017-11-14",
    ("fa", "سه‌شنبه ۱۴ نوامبر ۲۰۱۷"): "2017-11-14",
    ("ar", "2 سبتمبر 2017"): "2017-09-02",
    ("zh", "2012年3月5日10:12"): "2012-03-05T10:12",
    ("zh", "2012-03-05 10:12:33"): "2012-03-05T10:12:33",
    ("zh", "2012年03月05日10时12分"): "2012-03-05T10:12",
    ("zh", "2012-3-5 10:12 北京时间"): "2012-03-05T10:12+08:00",
    ("zh", "2012-01-11 HKT 21:43"): "2012-01-11T21:43+08:00",
    ("zh", "民國101年3月5日"): "2012-03-05",
    ("ja", "令和元年5月1日"): "2019-05-01",
    ("ja", "平成24年3月5日（月）10時12分"): "2012-03-05T10:12",
    ("ko", "2012. 3. 5. 오후 3:12"): "2012-03-05T15:12",
    ("ko", "2012.03.05 (월) 15:12:33"): "2012-03-05T15:12:33",
    ("el", "Δευτέρα, 5 Μαρτίου 2012 στις 10:12"): "2012-03-05T10:12",
    ("el", "Τετάρτη 11 Ιανουαρίου 2012, 08:45 μ.μ."): "2012-01-11T20:45",
    ("el", "5 Μαΐου 2012 08:45 μμ"): "2012-05-05T20:45",
    ("ru", "05 марта 2012, 10:12"): "2012-03-05T10:12",
    ("ru", "[16:30/28.11.2011]"): "2011-11-28T16:30",
    ("ru", "10:12, 05 Марта 2012 по московскому времени"): "2012-03-05T10:12+04:00",
    ("uk", "Понеділок, 5 березня 2012 року, 10:12"): "2012-03-05T10:12",
    ("pl", "5 marca 2012 r., godz. 10.12"): "2012-03-05T10:12",
    ("pl", "Piątek, 30 grudnia 2011 (10:36)"): "2011-12-30T10:36",
    ("cs", "pondělí 5. března 2012 v 10:12"): "2012-03-05T10:12",
    ("tr", "5 Mart 2012 Pazartesi"): "2012-03-05",
    ("id", "Senin, 5 Maret 2012 10:12 WIB"): "2012-03-05T10:12+07:00",
    ("id", "Jum'at, 4 Mei 2012"): "2012-05-04",
    ("vi", "ngày 5/3/2012"): "2012-03-05",
    ("vi", "Thứ hai, 05/03/2012, 10:12 (GMT+7)"): "2012-03-05T10:12+07:00",
    ("vi", "Thứ 2, 05/03/2012 | 10:12"): "2012-03-05T10:12",
    ("vi", "10h12' ngày 05/03/2012"): "2012-03-05T10:12",
    ("hi", "05 मार्च 2012, 10:12 PM IST"): "2012-03-05T22:12+05:30",
    ("hi", "5 फरवरी 2012 को शाम 6:12 बजे"): "2012-02-05T18:12",
    ("bn", "০৫ জানুয়ারি ২০১২, ১০: ১২"): "2012-01-05T10:12",
    ("bn", "৫ ফেব্রুয়ারি ২০১২ ১০:১২ পিএম"): "2012-02-05T22:12",
    ("th", "5 มีนาคม พ.ศ. 2555 เวลา 10:12 น."): "2012-03-05T10:12",
    ("no-such-language", "14 November 2017"): "2017-11-14",
}
NOT_STAMPS = (
    # sentences and other strings around a date
    "قال يوم 15 نوفمبر 2017 إن",
    "15 نوفمبر 2017 القاهرة",
    "القاهرة 15 نوفمبر 2017 02:56",
    "مكة المكرمة 15 نوفمبر 2017",
    "تاريخ النشر :15 يونيو 2012",
    "First Published: 2017-11-14",
    "15 نوفمبر 2017 تعليقات 3",
    "2017-11-14.jpg",
    "#2017-11-14",
    "$14.11.2017",
    "©2017-11-14",
    "14 November 2017 CST",
    "am 4 November 2022, 12:30",
    "14 November 2017 at @handle",
    # parts of a stamp
    "",
    " - ",
    "2017",
    "م 2017",
    "2017 م",
    "نوفمبر 2017",
    "15 نوفمبر",
    "الأربعاء",
    "02:56 م",
    "20:26 ت م",
    "15 نوفمبر 2017 م م",
    "15 نوفمبر 17",
    "15 نوفمبر 2017 - م",
    # scores, fractions, prices, ranges, numbers
    "6-2",
    "6 - 2",
    "30/70",
    "3.5",
    "15.50",
    "1,500",
    "$15",
    "192.168.11.17",
    "+20 2 2578 6100",
    "20171114",
    "10:00-12:00",
    "15 نوفمبر 2017 10:00-12:00",
    "15 نوفمبر 2017 10:00 - 12:00",
    "15 - 16 نوفمبر 2017",
    "15 نوفمبر 2017 - 16 نوفمبر 2017",
    "14/11/2017 15/11/2017",
    "2016-2017",
    "2014 September (11)",
    "نوفمبر 2014 (11)",
    # impossible
    "31/2/2017",
    "29 فبراير 2017",
    "2017-13-01",
    "2017/14/11",
    "14/13/2017",
    "0/11/2017",
    "15 نوفمبر 2017 25:00",
    "15 نوفمبر 2017 24:00",
    "15 نوفمبر 2017 12:60",
    "15 نوفمبر 2017 14:00 ص",
    "15 نوفمبر 2017 5:00 ص م",
    "15 نوفمبر 2017 5:00 GMT+17",
    "15 نوفمبر 2017 5:00 GMT+01:07",
    "15 نوفمبر 2017 5:00 GMT EST",
    "15 نوفمبر 2017 21:37 - GMT 18:38",
    "15 سبتمبر/ أكتوبر 2009",
    "15 نوفمبر 1899",
    "15/11/2101",
    "14/11/2560",
    # other calendars alone
    "25 شوال 1436 هـ",
    "25 شوال 1436",
    "25/10/1436",
    "25/10/36 هـ",
    "۱۳۹۶/۰۸/۲۳",
    "23 آبان 1396",
    "15 نوفمبر 2017 هـ",
    "15 نوفمبر 2017 " * 20,
)


@pytest.mark.parametrize(("stamp", "iso"), (ARABIC | OTHERS).items())
def test_stamp(stamp, iso):
    assert parse_date(stamp) == iso


@pytest.mark.parametrize(("language", "stamp", "iso"), [(*key, iso) for key, iso in BY_LANGUAGE.items()])
def test_stamp_in_a_language(language, stamp, iso):
    assert parse_date(stamp, language=language) == iso


@pytest.mark.parametrize("language", [None, "ar", "fr"])
@pytest.mark.parametrize("text", NOT_STAMPS)
def test_not_a_stamp(text, language):
    assert parse_date(text, language=language) is None


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("الأربعاء 15/نوفمبر/2017 - 02:56 م", "2017-11-15T14:56+02:00"),
        ("15/7/2023 02:56 م", "2023-07-15T14:56+03:00"),  # Egypt took summer time up again in 2023
        ("2017-11-14", "2017-11-14"),
        ("الخميس ٢٩ نوفمبر ٢٠١٨ - ٠٥:١٣ بتوقيت غرينتش", "2018-11-29T05:13+00:00"),
        ("2017-11-14T05:13-05:00", "2017-11-14T05:13-05:00"),
    ],
)
def test_the_zone_given_fills_in_for_the_zone_printed(stamp, iso):
    assert parse_date(stamp, timezone="Africa/Cairo") == iso


@pytest.mark.parametrize("zone", ["Nowhere/Town", "Africa", "../etc", "\0"])
def test_unknown_zone(zone):
    assert parse_date("2017-11-14", timezone=zone) == "2017-11-14"
    with pytest.raises(UsageError, match="no timezone"):
        parse_date("2017-11-14 05:13", timezone=zone)


@pytest.mark.parametrize(
    ("language", "zone", "iso"),
    [
        ("en-US", "America/New_York", "2017-05-06"),
        ("en-GB", "Europe/London", "2017-06-05"),
        ("en", None, "2017-06-05"),
        ("es", "America/Bogota", "2017-06-05"),
        (None, "America/New_York", "2017-06-05"),
    ],
)
def test_month_first_is_american_english(language, zone, iso):
    assert parse_date("05/06/2017", language=language, timezone=zone) == iso
    assert parse_date("25/06/2017", language=language, timezone=zone) == "2017-06-25"
    assert parse_date("06/25/2017", language=language, timezone=zone) == "2017-06-25"


# ------------------------------------------------------------------ the names
def test_built_in_names_mean_one_thing():
    data = json.loads((Path(calendar_names.__file__).parents[1] / "data" / "months.json").read_text(encoding="utf-8"))
    groups = [*data["months"], *data["other_months"], data["weekdays"], data["filling"], *data["halves"].values()]
    groups += data["fixed_zones"].values()
    seen: dict[str, int] = {}
    for index, group in enumerate(groups):
        for name in group:
            assert seen.setdefault(calendar_names.key_of(name), index) == index, name
    assert all(ZoneInfo(zone) for zone in data["zone_places"] | data["bare_zones"])


def test_months_or_weekdays():
    assert {"نوفمبر", fold("تشرين الثاني"), fold("الأربعاء"), "november"} <= MONTHS_OR_WEEKDAYS
    assert fold("الساعة") not in MONTHS_OR_WEEKDAYS


@pytest.mark.parametrize("locale", ["ar", "ar_DZ", "ar_EG", "ar_IQ", "ar_LB", "ar_MA", "ar_MR", "ar_TN", "en", "en_GB"])
def test_built_in_names_hold_those_of_cldr_for_arabic_and_english(locale):
    data = calendar_names._cldr(locale)
    for number, name in calendar_names._spellings(data["months"]):
        assert parse_date(f"3 {name} 2017") == f"2017-{number:02}-03"
    for width in ("wide", "abbreviated"):
        for name in data["days"]["format"][width].values():
            assert parse_date(f"{name} 3/4/2017") == "2017-04-03"


def test_locales_do_not_leak_into_each_other():
    for language in ("he", "de", "nb", "lv"):
        load(language)
        assert calendar_names.local_names(language)
    assert parse_date("14 novembris 2017", language="lv") == "2017-11-14"
    assert fold("נובמבר") not in calendar_names.local_names("lv").words


def test_import_is_cheap():
    code = "import sys, cleaner.dates.parse as d; d.parse_date('2017-11-14 05:13', language='fr'); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"babel", "zoneinfo", "dateutil"} & set(run.stdout.split())


# ------------------------------------------------------------------ properties
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "０１２３４５６７８９")
EGYPT = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
MAGHREB = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان",
    "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
WEEK = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
FORMATS = (
    "{d} {egypt} {y}",
    "{week} {d:02}/{egypt}/{y}",
    "{week}، {d} {levant} {y} م",
    "{d} {levant}/{egypt} {y}",
    "{d} {maghreb}, {y}",
    "{levant} {d}، {y}",
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{d}/{m}/{y}",
    "{d:02}.{m:02}.{y}",
)
TIMES = (
    ("", False),
    (" - {H:02}:{M:02}", True),
    (" | الساعة {H}:{M:02}", True),
    (" {I:02}:{M:02} {half}", True),
    ("، {I}:{M:02} {half_long}", True),
)
moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31))


@given(moments, st.sampled_from(FORMATS), st.sampled_from(TIMES), st.sampled_from(DIGITS))
def test_what_is_printed_is_read(moment, day_format, time_format, digits):
    time, timed = time_format
    month = moment.month - 1
    stamp = (day_format + time).format(
        d=moment.day,
        m=moment.month,
        y=moment.year,
        egypt=EGYPT[month],
        maghreb=MAGHREB[month],
        levant=LEVANT[month],
        week=WEEK[moment.weekday()],
        H=moment.hour,
        I=(moment.hour - 1) % 12 + 1,
        M=moment.minute,
        half="صم"[moment.hour >= 12],
        half_long=("صباحًا", "مساءً")[moment.hour >= 12],
    )
    expected = moment.isoformat(timespec="minutes") if timed else moment.date().isoformat()
    assert parse_date(stamp.translate(str.maketrans(DIGITS[0], digits))) == expected


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from("/.-"))
def test_two_digit_years(day, separator):
    if day.day > 12:  # else the month could be the first number as well
        printed = separator.join((f"{day:%d}", f"{day:%m}", f"{day:%y}"))
        assert parse_date(printed) == day.isoformat()


@given(st.text(max_size=130), st.sampled_from([None, "ar", "en", "fr", "ja", "vi"]))
def test_random_text_never_raises(text, language):
    assert parse_date(text, language=language, timezone="Asia/Riyadh") is None or any(map(str.isdigit, text))


@given(st.text(max_size=12))
def test_random_languages_never_raise(language):
    assert parse_date("14 November 2017", language=language) == "2017-11-14"
    assert parse_date("14 Smarch 2017", language=language) is None


PIECES = (
    *"0123456789:/.- -،|()Tم",
    *("2017", "1436", "15/11/2017", "05:13", "T05:13", "1713 GMT", "GMT+7", "+0300", "-05:00", "17h"),
    *("نوفمبر", "تشرين", "الثاني", "شوال", "هـ", "ص", "مساء", "الأربعاء", "الموافق", "آخر"),
    *("ت م", "بتوقيت", "غرينتش", "مكة المكرمة", "KSA", "nov", "a.m.", "tháng", "年", "月", "日", "mar"),
)


@given(
    st.lists(st.sampled_from(PIECES), max_size=14),
    st.sampled_from(["", " "]),
    st.sampled_from([None, "es", "vi", "ja"]),
)
def test_scrambled_stamps_give_a_moment_or_none(pieces, glue, language):
    iso = parse_date(glue.join(pieces), language=language)
    if iso is not None:
        moment = datetime.fromisoformat(iso)
        assert 1900 <= moment.year <= 2100
        assert (moment.utcoffset() or timedelta()) <= timedelta(hours=14)
        assert str(moment.day) in fold("".join(pieces))
