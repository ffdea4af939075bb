{
    "name": "CRM Suite: Tests across Addons",
    "summary": "The main job from end to end, translations, pictures",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["crm_suite_demo"],
    "assets": {
        "web.assets_tests": ["test_crm_suite/static/tests/tours/*.js"],
    },
}
