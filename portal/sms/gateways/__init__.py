"""SMS gateways, one package of one shape each: `GATEWAY` (a class that fits `base.Gateway`) and `urlpatterns`.

`registry` finds them; a new gateway touches its own folder, SMS_ROUTES and nothing else.
"""
