"""Where a personal number contradicts birth date or sex; a doubt is asked about, never a wall.

The first three digits are not compared: who was registered abroad has a country's number there.
"""

from registration.rules.ruleset import RuleSet


def contradictions(number: str, birth: str, sex: str, rules: RuleSet) -> list[str]:
    """Names of what does not fit a twelve-digit number: `century`, `year`, `sex`.

    `birth` is stored text (`1990-02-01` or `1990`) or empty, `sex` is `male`, `female` or empty.
    """
    century, second = divmod(int(number[3]), 2)
    doubts = []
    if birth and century != int(birth[:2]) - rules.first_century // 100:
        doubts.append("century")
    if birth and number[4:6] != birth[2:4]:
        doubts.append("year")
    if sex and second != (sex == "female"):
        doubts.append("sex")
    return doubts
