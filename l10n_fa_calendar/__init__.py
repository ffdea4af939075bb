from . import date_parts
from . import models
from . import persian_search
from .hooks import uninstall_hook
