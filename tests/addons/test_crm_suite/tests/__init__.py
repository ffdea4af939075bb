from . import test_calendar_pictures
from . import test_group_pictures
from . import test_lead_pictures
from . import test_main_job
from . import test_persian_search
from . import test_pictures
from . import test_translations
