"""Persian documents for wkhtmltopdf.

It knows the width of a text of one kind: Persian words, or numbers and Latin words, or
signs. Where they meet in one element, it prints them one above the other, or beyond the
edge. In elements of their own they stand where they belong, in the order that they have
anyway:

>>> page = lxml.html.fromstring("<p>فاکتور INV/1405/00001: <b>۲ عدد</b> ok</p>")
>>> split_runs(page)
>>> print(lxml.html.tostring(page, encoding="unicode"))
<p>فاکتور <span>INV/1405/00001:</span> <b><span>۲</span> عدد</b> ok</p>
"""

import re

import lxml.html

# Without the half-space, which it forgets within an element.
PERSIAN = "\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
OTHERS = rf"[^{PERSIAN} ]+(?: +[^{PERSIAN} ]+)*"
# A space that the text begins with is one of these meetings, too.
RUN = re.compile(rf"{OTHERS}|(?<=^ )[{PERSIAN}]+(?: +[{PERSIAN}]+)*")
HAS_PERSIAN = re.compile(rf"[{PERSIAN}]")
# Not the space that keeps words together: it is a sign of its own.
SPACES = re.compile(r"[ \t\r\n]+")
NO_TEXT = {"script", "style", "title", "textarea", "pre"}


def split_runs(root):
    """Puts what is not Persian in Persian texts into elements of its own."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in NO_TEXT:
            continue
        for child in reversed(element):
            _split(element, child.tail, element.index(child) + 1)
        _split(element, element.text, 0)


def _split(element, text, index):
    """Splits the text that stands before the child of that index."""
    if not text or not HAS_PERSIAN.search(text):
        return
    text = SPACES.sub(" ", text)
    runs = list(RUN.finditer(text))
    before = text[: runs[0].start()] if runs else text
    if index:
        element[index - 1].tail = before
    else:
        element.text = before
    ends = [run.start() for run in runs[1:]] + [len(text)]
    for offset, (run, end) in enumerate(zip(runs, ends, strict=False)):
        span = lxml.html.Element("span")
        span.text = run[0]
        span.tail = text[run.end() : end]
        element.insert(index + offset, span)
