"""Every address of the archive: the admin, and the app's own."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path

from meetings.urls import files, pages

handler400 = "meetings.failures.bad_request"
handler404 = "meetings.failures.missing"

urlpatterns = [
    path("admin/", admin.site.urls),
    *files,
    *i18n_patterns(*pages, prefix_default_language=False),
]
