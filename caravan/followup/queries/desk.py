"""Reading for the staff: which questions wait for an answer."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import case, exists, select

from caravan.followup import rules
from caravan.followup.models import Answer
from caravan.kernel.db import db
from caravan.voice.models import Question

PER_PAGE = 50


def desk_questions(stop_id: int, page: int) -> Pagination:
    """A page of the shown questions: unanswered first, then those without a text, then the others.

    Within each the most shared first; questions that are not approved never come here.
    """
    is_written = exists().where(Answer.item_id == Question.id)
    rank = case((Question.state == rules.APPROVED, 0), (~is_written, 1), else_=2)
    chosen = (
        select(Question)
        .where(Question.stop_id == stop_id, Question.state.in_(rules.SHOWN))
        .order_by(rank, Question.me_too.desc(), Question.id)
    )
    return db.paginate(chosen, page=page, per_page=PER_PAGE, error_out=False)
