from . import controllers
from . import date_parts
from . import models
from . import persian_search
from . import relative_dates
from .hooks import uninstall_hook
