"""Headers that every answer carries, beyond those that Django sets."""

from collections.abc import Callable
from http import HTTPStatus

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_cache_control

Handler = Callable[[HttpRequest], HttpResponseBase]

ISOLATION = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


_EXPLAINED = {HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR}


def isolation(get_response: Handler) -> Handler:
    """No other site embeds our answers, no page of ours asks for a device, and what one may load the settings say.

    A view may say otherwise.

    The policy is the same for every page, so it is written once: each time took a quarter of what a kept page takes.
    Only Django's own pages about errors, which a developer sees, need what it forbids.
    """
    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in ISOLATION.items():
            response.headers.setdefault(name, value)
        if not (settings.DEBUG and response.status_code in _EXPLAINED):
            response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def language(get_response: Handler) -> Handler:
    """The address alone says in which language a page is: /cy/ is in Welsh, all else in English.

    Neither a cookie nor what a browser prefers is asked, so that an address has one page for everybody.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        code = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", translation.to_locale(code).replace("_", "-"))
        return response

    return middleware


class Compressed(GZipMiddleware):
    """Pages are sent compressed, but for those who may be signed in.

    The length of a compressed page tells of the words in it to whoever can have others put into it (BREACH): what
    readers see is public, what clerks see is not.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed when it gets shorter and the browser takes it."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed


def private_when_signed_in(get_response: Handler) -> Handler:
    """What is sent to a browser with a session is stored by nobody.

    The cookie is looked at, not the session: looking into the session would make every public page vary by cookie.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, no_store=True, private=True)
        return response

    return middleware
