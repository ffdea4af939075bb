/* Rules that Odoo keeps for its own JavaScript, without plugins to install. */
const browser = [
    "clearTimeout", "ClipboardEvent", "console", "DataTransfer", "document", "DragEvent", "Element", "Event", "fetch",
    "File", "FormData", "InputEvent", "NodeFilter",
    "getComputedStyle", "HTMLElement", "Intl", "KeyboardEvent", "location", "MouseEvent", "navigator", "Node", "odoo",
    "FullCalendar", "luxon", "owl", "requestAnimationFrame", "setTimeout", "URL", "URLSearchParams", "window",
];

/** A component without props or template is checked at run time only: ask for both. */
const componentStatics = {
    meta: { type: "problem", schema: [] },
    create(context) {
        return {
            ClassDeclaration(node) {
                if (node.superClass?.name !== "Component") {
                    return;
                }
                const names = node.body.body.filter((m) => m.static).map((m) => m.key?.name);
                for (const name of ["template", "props"]) {
                    if (!names.includes(name)) {
                        context.report({ node, message: `Component needs a static ${name}` });
                    }
                }
            },
        };
    },
};

export default [
    { ignores: ["**/static/lib/**", "**/node_modules/**", ".odoo/**", "scaffold/**"] },
    {
        files: ["**/*.js"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: Object.fromEntries(browser.map((name) => [name, "readonly"])),
        },
        plugins: { suite: { rules: { "component-statics": componentStatics } } },
        rules: {
            curly: "error",
            eqeqeq: ["error", "always", { null: "ignore" }],
            "no-const-assign": "error",
            "no-debugger": "error",
            "no-dupe-class-members": "error",
            "no-dupe-keys": "error",
            "no-restricted-globals": ["error", "event", "self"],
            "no-undef": "error",
            "no-unreachable": "error",
            "no-unused-vars": ["error", { args: "none", caughtErrors: "none" }],
            "no-var": "error",
            "prefer-const": ["error", { destructuring: "all" }],
            "suite/component-statics": "error",
        },
    },
];
