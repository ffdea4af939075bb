from . import date_parts
from . import models
from .hooks import uninstall_hook
