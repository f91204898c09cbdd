"""The visitor's cookies of registration, each under its own path in both languages."""

from portal.ui.visitor_cookies import VisitorCookie

DRAFT = VisitorCookie("dv_draft", "/dang-ky", 7 * 24 * 3600)
READY = VisitorCookie("dv_ready", "/dang-ky", 3600)
RESUME = VisitorCookie("dv_resume", "/dang-ky", 900)
CONFIRM = VisitorCookie("dv_confirm", "/dang-ky", 1800)
HANDOVER = VisitorCookie("dv_handover", "/dang-ky", 1800)
TRACK = VisitorCookie("dv_track", "/tra-cuu", 1800)
AGAIN = VisitorCookie("dv_again", "/tra-cuu", 900)
