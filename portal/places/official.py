"""The Vietnamese words for the kinds of administrative units, as official papers write them."""

KINDS = {
    "xa": "xã",
    "phuong": "phường",
    "dac_khu": "đặc khu",
    "thi_tran": "thị trấn",
    "quan": "quận",
    "huyen": "huyện",
    "thi_xa": "thị xã",
    "thanh_pho": "thành phố",
    "tinh": "tỉnh",
}


def official_name(kind: str, name: str) -> str:
    """("phuong", "Hoàn Kiếm") -> "phường Hoàn Kiếm"."""
    return f"{KINDS[kind]} {name}"
