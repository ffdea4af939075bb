import { registry } from "@web/core/registry";
import { toLatinDigits, usesPersianDigits } from "@l10n_fa_calendar/core/l10n/digits";

/** Where people write texts of their own: what they copy is what they wrote. */
const OWN_TEXT = "input, textarea, [contenteditable=true]";

function textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
        nodes.push(walker.currentNode);
    }
    return nodes;
}

/** @param {ClipboardEvent} ev */
function onCopy(ev) {
    const selection = document.getSelection();
    const text = selection.toString();
    const latin = toLatinDigits(text);
    if (latin === text || !usesPersianDigits() || ev.target.closest?.(OWN_TEXT)) {
        return;
    }
    const copy = document.createElement("div");
    copy.append(selection.getRangeAt(0).cloneContents());
    for (const node of textNodes(copy)) {
        node.data = toLatinDigits(node.data);
    }
    ev.clipboardData.setData("text/plain", latin);
    ev.clipboardData.setData("text/html", copy.innerHTML);
    ev.preventDefault();
}

/** What is copied from a screen in Persian digits can be pasted where only Latin ones count. */
const copiedDigitsService = {
    start() {
        document.addEventListener("copy", onCopy);
    },
};

registry.category("services").add("l10n_fa_calendar.copied_digits", copiedDigitsService);
