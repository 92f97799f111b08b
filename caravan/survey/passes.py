"""Who may answer once: the pass of a ticket, and the drawn code of a paper, both without a row.

A pass is a seal of the ticket with our proof over it. It tells nothing of the ticket, is checked
without looking anybody up, and is still good when the registration is long erased.
"""

from caravan.kernel import codes
from caravan.kernel.seal import seal
from caravan.survey import rules

_SIGNS = 4


def pass_of(stop_key: str, ticket_code: str) -> str:
    """The pass of whoever holds the ticket with this code."""
    person = seal("survey-person", stop_key, ticket_code)
    return rules.write_pass(person, _proof(stop_key, person))


def find_person(stop_key: str, given: str) -> str | None:
    """The person's seal in a pass of this stop, or None where it is no pass of ours."""
    read = rules.read_pass(given)
    return read[0] if read and rules.is_proof(read[1], _proof(stop_key, read[0])) else None


def mark_of(survey_id: str, holder: str) -> str:
    """What is kept of somebody counted: two surveys' marks of one person cannot be matched."""
    return seal("survey-mark", survey_id, holder)


def new_paper_code(survey_id: str) -> str:
    """A drawn code for one paper: eight signs with a check sign, four that only we can make."""
    drawn = codes.new_entry_code()
    return drawn + _paper_proof(survey_id, drawn)


def find_paper(survey_id: str, typed: str) -> str | None:
    """The drawn part of a paper's code, or None where it is mistyped or of another survey."""
    signs = "".join(typed.split()).replace("-", "")
    drawn = codes.read_entry_code(signs[:-_SIGNS])
    if drawn is None:
        return None
    proof = codes.tidy_signs(signs[-_SIGNS:])
    return drawn if rules.is_proof(proof, _paper_proof(survey_id, drawn)) else None


def _proof(stop_key: str, person: str) -> str:
    return seal("survey-pass", stop_key, person)


def _paper_proof(survey_id: str, drawn: str) -> str:
    made = bytes.fromhex(seal("survey-paper", survey_id, drawn))
    return "".join(codes.ALPHABET[byte % 32] for byte in made[:_SIGNS])
