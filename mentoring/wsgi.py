"""The door of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings.one_computer")

application = get_wsgi_application()

# What was loaded lives as long as the process: the collector need not look through it again, and
# what one page makes is small enough to be looked through rarely. Workers that are forked from
# here share these pages of memory. It saves a tenth of the time of a page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
