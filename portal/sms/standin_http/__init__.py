"""A stand-in of a domestic HTTP gateway: takes signed JSON, keeps messages, reports and delivers, signed (docs/sms.md).

Run with `python -m portal.sms.standin_http --port N --data DIR --webhook-base URL`; in tests through `server.StandIn`.
It shares the store with the other stand-in (`portal.sms.standin`) and the counting of segments with the
portal, and imports no Django. `app` holds the routes, `life` the walk of a message and its reports, `inbound` the
texts of phones (long ones in parts), `knobs` what a test may set.
"""
