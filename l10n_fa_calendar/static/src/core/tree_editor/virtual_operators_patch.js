/**
 * Patches web/static/src/core/tree_editor/virtual_operators.js: domains are read from and
 * written to the ranges of the domain editor, Jalali months and years among them.
 *
 * Its functions are plain exports, replaced before any importer takes them: how, and why not
 * with patch(), is told in ../l10n/dates_patch.js.
 */
import * as operators from "@web/core/tree_editor/virtual_operators";
import { eliminateJalaliRanges, introduceJalaliRanges, toGregorianRanges } from "./jalali_ranges";

const core = { ...operators };

Object.assign(operators, {
    introduceVirtualOperators(tree, options = {}) {
        const isPython = options.generateSmartDates === false;
        const introduced = isPython ? tree : introduceJalaliRanges(tree, options);
        return core.introduceVirtualOperators(introduced, options);
    },

    eliminateVirtualOperators(tree, options = {}) {
        const isPython = options.generateSmartDates === false;
        const eliminated = isPython ? toGregorianRanges(tree) : eliminateJalaliRanges(tree);
        return core.eliminateVirtualOperators(eliminated, options);
    },

    areEquivalentTrees(tree, otherTree) {
        return core.areEquivalentTrees(
            eliminateJalaliRanges(tree),
            eliminateJalaliRanges(otherTree)
        );
    },
});
