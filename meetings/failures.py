"""What is answered when there is no page to show: why, and what to do instead."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings import public


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, and 413 for what is too large to be taken."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", {"most": settings.UPLOAD_MAX_BYTES}, status=413)
    return render(request, "400.html", status=400)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the public pages whose addresses are like the one that was asked for."""
    return render(request, "404.html", {"nearest": public.nearest(request.path)}, status=404)
