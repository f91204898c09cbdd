"""A stand-in of Twilio: answers as the published REST API does, keeps messages, calls webhooks with a valid signature.

Run with `python -m portal.sms.standin --port N --data DIR --webhook-base URL`; in tests through `server.StandIn`.
It shares nothing with the portal but the counting of segments, and imports no Django.
`app` holds the routes, `store` the messages, `life` their walk from queued to delivered with its callbacks,
`magic` the receivers that end in the code they cause, `knobs` what a test may set, `admin` the extra doors.
"""
