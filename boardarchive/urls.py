"""Every address of the archive: the admin, and the app's own."""

from django.contrib import admin
from django.urls import include, path

handler400 = "meetings.failures.bad_request"
handler404 = "meetings.failures.missing"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("meetings.urls")),
]
