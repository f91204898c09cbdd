"""The only mark in the person's browser: a random secret under this page's path, gone when the browser closes."""

from portal.ui.visitor_cookies import VisitorCookie

COOKIE = VisitorCookie("dv_case", "/tro-chuyen/ho-so", None)
