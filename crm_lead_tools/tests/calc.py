"""Workbooks typed and saved by LibreOffice Calc itself.

A Basic macro opens a sheet, puts the cursor into one cell after the other, enters what
a person would type (Calc makes numbers, dates and percentages of it as it likes) and
saves. LibreOffice is needed; where it is missing, the tests fail.
"""

import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

# Typed into an empty sheet; tests/data holds the result.
LEADS = [
    line.split("|")
    for line in """\
استان|عنوان سرنخ|موبایل|ایمیل|مبلغ|تاریخ بسته شدن|احتمال|رنگ
تهران|خرید انبار|09121234567|info@pars.ir|1,500,000|2026-05-12|30%|آبی
اصفهان|طراحی وب‌سایت|۰۹۳۵۱۱۱۲۲۳۳|Sara@Example.com|۱٬۵۰۰٬۰۰۰||50|
Qom||021-88001122 / 0913 111 2222|||1405/05/12||
فلاتستان|مشاوره|||=1/0|||
البرز|پشتیبانی|09.12E+09x|a@b.ir|-5||1|
""".splitlines()
]

_FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}
_MACRO = """
Sub Main
  Dim none(0) As New com.sun.star.beans.PropertyValue
  none(0).Name = "Hidden"
  none(0).Value = True
  Dim place(0) As New com.sun.star.beans.PropertyValue
  place(0).Name = "ToPoint"
  Dim typed(0) As New com.sun.star.beans.PropertyValue
  typed(0).Name = "StringName"
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  calc = StarDesktop.loadComponentFromURL({source}, "_blank", 0, none())
  window = calc.CurrentController.Frame
  keyboard = createUnoService("com.sun.star.frame.DispatchHelper")
{steps}
  calc.close(True)
End Sub
"""
_ENTER = """
  place(0).Value = {place}
  keyboard.executeDispatch(window, ".uno:GoToCell", "", 0, place())
  typed(0).Value = {text}
  keyboard.executeDispatch(window, ".uno:EnterString", "", 0, typed())
"""
_SAVE = """
  saved(0).Value = {filter}
  calc.storeToURL({target}, saved())
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{basic}</script:module>
"""  # noqa: E501
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library"
 library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""  # noqa: E501


def type_in_calc(rows, template=None, first_row=1):
    """
    :param rows: what is typed, row by row; an empty text leaves a cell alone
    :param template: the bytes of an xlsx file to type into; else a new sheet
    :return: the saved files by extension
    """
    with tempfile.TemporaryDirectory(prefix="calc_") as name:
        folder = Path(name)
        source = "private:factory/scalc"
        if template:
            (folder / "template.xlsx").write_bytes(template)
            source = (folder / "template.xlsx").as_uri()
        steps = [
            _ENTER.format(place=_basic(f"{_letter(index)}{line}"), text=_basic(text))
            for line, texts in enumerate(rows, start=first_row)
            for index, text in enumerate(texts)
            if text
        ]
        targets = {extension: folder / f"typed.{extension}" for extension in _FILTERS}
        steps += [
            _SAVE.format(
                filter=_basic(_FILTERS[extension]), target=_basic(path.as_uri())
            )
            for extension, path in targets.items()
        ]
        _soffice(folder, "--terminate_after_init")
        library = folder / "profile/user/basic/Standard"
        macro = _MACRO.format(source=_basic(source), steps="".join(steps))
        module = _MODULE.format(basic=escape(macro))
        (library / "Module1.xba").write_text(module, encoding="utf-8")
        (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        _soffice(folder, "macro:///Standard.Module1.Main")
        return {ext: path.read_bytes() for ext, path in targets.items()}


def _soffice(folder, *arguments):
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile}",
    ]
    subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=120)


def _letter(index):
    return chr(ord("A") + index)


def _basic(text):
    """A text literal of Basic."""
    lines = text.replace('"', '""').split("\n")
    return '" & Chr(10) & "'.join(lines).join('""')
