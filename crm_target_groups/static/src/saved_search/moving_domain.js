import { Domain } from "@web/core/domain";
import { formatAST } from "@web/core/py_js/py_utils";
import { getPeriodOptions } from "@web/search/utils/dates";

/**
 * The domain of a search, whose dates move along: "this month" stays this month. What the
 * client has as days or as Python is written as the server's relative dates ("today =1d").
 */
export function movingDomain(searchModel) {
    const search = Object.create(searchModel, {
        _getDateFilterDomain: {
            value: (filter, ids) => periodsDomain(searchModel.referenceMoment, filter, ids),
        },
    });
    const domain = search._getDomain({ raw: true });
    domain.ast.value.forEach(moveAlong);
    return new Domain(domain.toList(searchModel.domainEvalContext));
}

/** The periods of a date filter, counted from today. */
function periodsDomain(moment, { fieldName, optionsParams, domain }, ids) {
    const options = getPeriodOptions(moment, optionsParams);
    const chosen = ids.map((id) => options.find((option) => option.id === id));
    const custom = chosen.find((option) => option.domain);
    if (custom) {
        return Domain.and([custom.domain, domain]);
    }
    const years = chosen.filter(({ granularity }) => granularity === "year");
    const parts = chosen.filter(({ granularity }) => granularity !== "year");
    const ranges = years.flatMap((year) =>
        (parts.length ? parts : [year]).map((part) => {
            // A moment of another calendar says how the server calls its units: "j".
            const [from, to] = limits(part, offset(year.id), moment.unitPrefix || "");
            return new Domain(["&", [fieldName, ">=", from], [fieldName, "<", to]]);
        })
    );
    return Domain.and([Domain.or(ranges), domain]);
}

const offset = (id) => Number(/[+-]\d+$/.exec(id)?.[0] || 0);

function limits({ id, granularity, setParam, defaultYearId }, years, prefix) {
    const date = (start, ...shifts) => {
        const terms = shifts.filter(([number]) => number);
        const moved = terms.map(([number, unit]) => (number > 0 ? "+" : "") + number + prefix + unit);
        return [start, ...moved].join(" ");
    };
    if (granularity === "month") {
        const months = offset(id) + 12 * (years - offset(defaultYearId));
        const start = `today =1${prefix}d`;
        return [date(start, [months, "m"]), date(start, [months + 1, "m"])];
    }
    if (granularity === "quarter") {
        const start = `today =1${prefix}d =${setParam.quarter * 3 - 2}${prefix}m`;
        return [date(start, [years, "y"]), date(start, [years, "y"], [3, "m"])];
    }
    const start = `today =1${prefix}d =1${prefix}m`;
    return [date(start, [years, "y"]), date(start, [years + 1, "y"])];
}

const STRING = 1;
const TODAY = /^(?:datetime\.datetime\.combine\()?\(?context_today\(\)(.*)$/;
const DELTA = /^ ([+-]) (?:relativedelta|datetime\.timedelta)\(([^()]*)\)/;
const END = /^\)?(?:, datetime\.time\(0, 0, 0\)\))?(?:\.to_utc\(\))?\.strftime\("[^"]*"\)$/;
const ARGUMENT = /^(\w+) = (-?)(\d+)$/;
const SHIFTS = { years: "y", months: "m", weeks: "w", days: "d" };
const PARTS = { year: "y", month: "m", day: "d" };

/** Writes a condition of a filter such as `context_today() - relativedelta(days=7)`. */
function moveAlong(condition) {
    const [, , value] = condition.value;
    const text = value && relativeDate(formatAST(value));
    if (text) {
        condition.value[2] = { type: STRING, value: text };
    }
}

function relativeDate(expression) {
    let rest = TODAY.exec(expression)?.[1];
    const terms = ["today"];
    for (let delta; rest && (delta = DELTA.exec(rest)); rest = rest.slice(delta[0].length)) {
        const values = delta[2].split(", ").map((part) => ARGUMENT.exec(part));
        if (!values.every((value) => value && (SHIFTS[value[1]] || PARTS[value[1]]))) {
            return null;
        }
        const set = values.filter(([, name]) => PARTS[name]);
        const shift = values.filter(([, name]) => SHIFTS[name]);
        terms.push(...set.map(([, name, , number]) => `=${number}${PARTS[name]}`));
        terms.push(
            ...shift.map(([, name, minus, number]) => {
                const isBack = (delta[1] === "-") !== (minus === "-");
                return `${isBack ? "-" : "+"}${number}${SHIFTS[name]}`;
            })
        );
    }
    return rest && END.test(rest) ? terms.join(" ") : null;
}
