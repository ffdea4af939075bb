import { registry } from "@web/core/registry";
import { usesPersianDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { toLatinNumber } from "@l10n_fa_calendar/core/l10n/typed_numbers";

/** Where people write texts of their own: what they copy is what they wrote, but for numbers. */
const OWN_TEXT = "input, textarea, [contenteditable=true]";
const NUMBER = /^[\d۰-۹٠-٩\s.,:/%٫٬٪\u200e-]+$/;

function textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
        nodes.push(walker.currentNode);
    }
    return nodes;
}

/** What is selected, as HTML in Latin digits. */
function latinMarkup(selection) {
    const copy = document.createElement("div");
    copy.append(selection.getRangeAt(0).cloneContents());
    for (const node of textNodes(copy)) {
        node.data = toLatinNumber(node.data);
    }
    return copy.innerHTML;
}

/** @param {ClipboardEvent} ev */
function onCopy(ev) {
    const { clipboardData, target } = ev;
    const selection = document.getSelection();
    const field = target.closest?.(OWN_TEXT);
    const text = field?.value
        ? field.value.slice(field.selectionStart, field.selectionEnd)
        : selection.toString();
    const latin = toLatinNumber(text);
    const isOwn = field && !(field.value && NUMBER.test(text));
    if (latin === text || isOwn || !usesPersianDigits()) {
        return;
    }
    clipboardData.setData("text/plain", latin);
    if (!field) {
        clipboardData.setData("text/html", latinMarkup(selection));
    }
    ev.preventDefault();
}

/** What is copied from a screen in Persian digits can be pasted where only Latin ones count. */
const copiedDigitsService = {
    start() {
        document.addEventListener("copy", onCopy);
    },
};

registry.category("services").add("l10n_fa_calendar.copied_digits", copiedDigitsService);
