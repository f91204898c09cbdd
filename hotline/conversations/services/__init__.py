"""What can happen to a conversation: one file a verb. Sockets, long poll, plain forms and SMS call these functions.

`start` · `post_message` · `read` · `end` · `erase` for the person; `take` · `release` · `transfer` · `close` · `note` ·
`opening` for counsellors; `receive_sms` for text messages; `append` is the one place that numbers a message.
"""
