from . import (
    test_access,
    test_add_selection,
    test_group,
    test_hoot,
    test_members_window,
    test_membership,
    test_merge,
    test_privacy,
    test_search,
    test_sharing,
    test_smart,
    test_tour,
)
