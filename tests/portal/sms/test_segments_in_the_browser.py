"""The counting while one types gives the numbers of the server's rule: shared cases, and any text."""

import json
import random
import subprocess
from pathlib import Path

import pytest

from portal.sms import segments
from portal.ui.build import _node

HERE = Path(__file__).parent
SCRIPT = Path(segments.__file__).parent / "static" / "sms" / "segments.mjs"
CASES = json.loads((HERE / "data" / "segment_cases.json").read_text(encoding="utf-8"))
ALPHABETS = ("abc €^{}\n", "chào bạn đang ở đâu 🙂", "".join(sorted(segments.BASIC | segments.EXTENSION)) + "ạ")


def in_the_browser(function, texts):
    """`function` of the module, called by Node for each of `texts`."""
    program = (
        f"import {{ {function} }} from {json.dumps(SCRIPT.as_uri())};"
        "let text = ''; process.stdin.setEncoding('utf8'); for await (const part of process.stdin) text += part;"
        f"console.log(JSON.stringify(JSON.parse(text).map({function})));"
    )
    done = subprocess.run(
        [_node(), "--input-type=module", "-e", program],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(("text", "encoding", "units", "count"), CASES)
def test_the_shared_cases_hold_on_the_server(text, encoding, units, count):
    assert segments.measure(text) == segments.Size(encoding, units, count)


def test_the_shared_cases_hold_in_the_browser():
    found = in_the_browser("measure", [case[0] for case in CASES])
    assert [[size["encoding"], size["units"], size["segments"]] for size in found] == [case[1:] for case in CASES]


def test_any_text_counts_alike_in_both():
    random.seed(5)
    texts = ["".join(random.choices(random.choice(ALPHABETS), k=random.randrange(700))) for _ in range(400)]
    for text, found in zip(texts, in_the_browser("measure", texts), strict=True):
        size = segments.measure(text)
        assert (found["encoding"], found["units"], found["segments"]) == (size.encoding, size.units, size.segments)
        alone, joined = (160, 153) if size.encoding == "GSM-7" else (70, 67)
        assert 0 <= found["left"] <= (alone if size.segments == 1 else joined - 1)


def test_words_without_marks_fit_the_plain_alphabet_and_keep_every_letter():
    words = ["Đừng lo, mình ở đây với bạn – “thật đấy”…", "Uống nước, nghỉ, gọi 115 nếu khó thở", "ĐƯỜNG VỀ"]
    plain = in_the_browser("plain", words)
    assert plain[0] == 'Dung lo, minh o day voi ban - "that day"...'
    assert plain[2] == "DUONG VE"
    assert all(segments.is_gsm7(text) for text in plain)
