"""The marks of networks that blocks may use live for two days at most."""

from hotline.conversations.blocking import forget_marks
from portal.privacy.retention import Rule

RULES = [
    Rule(
        "hotline.network_marks",
        "Dấu ẩn danh của mạng (không phải địa chỉ) để chặn quấy rối",
        1,
        "Luật 91/2025/QH15; hạn do đơn vị vận hành đặt",
        lambda now, dry_run: 0 if dry_run else forget_marks(now),
    )
]
