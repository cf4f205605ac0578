"""`docs/api.md`: the example in Python reads what it says."""

import re
from pathlib import Path

from search import rebuild

DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"


def test_the_example_reads_all_articles_of_a_search(live_server, archive, capsys):
    rebuild.rebuild()
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    exec(example.replace("http://127.0.0.1:8000", live_server.url), {})
    assert capsys.readouterr().out == "2 of 2\n"
