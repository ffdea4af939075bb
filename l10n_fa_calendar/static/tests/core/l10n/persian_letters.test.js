import { describe, expect, test } from "@odoo/hoot";
import { foldLetters } from "@l10n_fa_calendar/core/l10n/jalali_names";
import { UNWRITTEN, VARIANTS } from "@l10n_fa_calendar/core/l10n/persian_letters";

describe.current.tags("headless");

test("FC-24: the client folds by the table that the server searches by", () => {
    for (const [letter, variants] of VARIANTS) {
        expect(foldLetters(variants)).toBe(letter.repeat([...variants].length));
        expect(foldLetters(letter)).toBe(letter);
    }
    expect(new RegExp(`^[${UNWRITTEN}]+$`).test("\u0640\u064e\u200c\u200f")).toBe(true);
    expect(foldLetters("كِتاب‌خانهٔ  Ali")).toBe("کتابخانه  ali");
});
