/**
 * The letters that keyboards and programs write in several ways, after the one that stands
 * for all. The server reads this file too (folding.py): there is no other table.
 */
export const VARIANTS = [
    ["ی", "\u064a\u0649\u0626"], // Arabic yeh, alef maksura, yeh with hamza
    ["ک", "\u0643\u06aa"], // Arabic kaf, swash kaf
    ["ه", "\u0629\u06c0\u06c1\u06c2\u06c3\u06be\u06d5"], // teh marbuta, heh with yeh, ...
    ["ا", "\u0622\u0623\u0625\u0671"], // with madda, hamza above and below, wasla
    ["و", "\u0624"], // waw with hamza
];

/**
 * What some write and others leave out: tatweel, lone hamza, vowel signs, the half-space and
 * other joiners, marks of direction. A class of a regular expression.
 */
export const UNWRITTEN =
    "\u0640\u0621\u064b-\u0655\u0670\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff";
