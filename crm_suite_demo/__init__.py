from . import models
from .models.ir_module_module import post_init_hook
